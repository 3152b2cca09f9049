import { and, count, eq, isNull } from "drizzle-orm";
import { savedView } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { AppError, conflict } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import { type SavedView, saveViewInput, type SaveView } from "./contract-views";
import { keeperOf } from "./rules-views";

/** More views of one list than anybody tells apart. */
const most = 60;

/** Keeps a list's address under a name, for oneself or the whole company; the same name again replaces it. */
export async function saveView(ctx: Ctx, given: SaveView): Promise<SavedView> {
  authorize(ctx, "org:read");
  const me = keeperOf(ctx);
  if (!me) throw new AppError("forbidden", "notYourWing", { permission: "org:read", roles: "" });
  const { room, name, query, team } = saveViewInput.parse(given);
  const personId = team ? null : me;
  return withTx(ctx, async (tx) => {
    const [kept] = await tx.select({ n: count() }).from(savedView).where(and(eq(savedView.orgId, ctx.org.id), eq(savedView.room, room), personId ? eq(savedView.personId, personId) : isNull(savedView.personId)));
    if ((kept?.n ?? 0) >= most) throw conflict("org.errors.tooManyViews", { most });
    const [row] = await tx
      .insert(savedView)
      .values({ orgId: ctx.org.id, personId, room, name, query, createdBy: me, createdByName: ctx.actor.name })
      .onConflictDoUpdate({ target: [savedView.orgId, savedView.personId, savedView.room, savedView.name], set: { query, createdBy: me, createdByName: ctx.actor.name } })
      .returning();
    if (!row) throw conflict("org.errors.tooManyViews", { most });
    audit(ctx, { noun: "org", nounId: ctx.org.id, act: "org.save_view", detail: { room, name, team } });
    return { viewId: row.id, name, query, team, byName: ctx.actor.name, own: true };
  });
}
