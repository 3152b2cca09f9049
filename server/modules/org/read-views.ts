import { and, asc, eq, isNull, or } from "drizzle-orm";
import { savedView } from "@/db/schema";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import type { SavedView, ViewRoom } from "./contract-views";
import { keeperOf, mayRemove } from "./rules-views";

/** The views of a list that the person sees: the team's first, then their own. */
export async function listViews(ctx: Ctx, room: ViewRoom): Promise<SavedView[]> {
  authorize(ctx, "org:read");
  const me = keeperOf(ctx);
  // Said once more in words: operators' sight reaches every company's rows.
  const seen = and(eq(savedView.orgId, ctx.org.id), eq(savedView.room, room), me ? or(isNull(savedView.personId), eq(savedView.personId, me)) : isNull(savedView.personId));
  const rows = await withRead(ctx, (tx) => tx.select().from(savedView).where(seen).orderBy(asc(savedView.createdAt)));
  const views = rows.map((row) => ({ viewId: row.id, name: row.name, query: row.query, team: row.personId === null, byName: row.createdByName, own: mayRemove(ctx, row) }));
  return [...views.filter(({ team }) => team), ...views.filter(({ team }) => !team)];
}
