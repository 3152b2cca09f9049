import { and, eq } from "drizzle-orm";
import { savedView } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { AppError, notFound } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import type { RemoveView } from "./contract-views";
import { keeperOf, mayRemove } from "./rules-views";

/** Forgets a view: one's own always, the team's by whoever saved it or manages members. */
export async function removeView(ctx: Ctx, { viewId }: RemoveView): Promise<void> {
  authorize(ctx, "org:read");
  await withTx(ctx, async (tx) => {
    const [row] = await tx.select().from(savedView).where(and(eq(savedView.id, viewId), eq(savedView.orgId, ctx.org.id)));
    if (!row || (row.personId !== null && row.personId !== keeperOf(ctx))) throw notFound("view");
    if (!mayRemove(ctx, row)) throw new AppError("forbidden", "noPermission", { permission: "org:manage_members", roles: "" });
    await tx.delete(savedView).where(eq(savedView.id, row.id));
    audit(ctx, { noun: "org", nounId: ctx.org.id, act: "org.remove_view", detail: { room: row.room, name: row.name } });
  });
}
