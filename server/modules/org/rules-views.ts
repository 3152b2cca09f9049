import type { savedView } from "@/db/schema";
import type { OrgCtx } from "@/server/kernel/authorize";

/** The acting person's id; a view is nothing that anybody else keeps. */
export const keeperOf = (ctx: OrgCtx): string | null => (ctx.actor.kind === "person" ? ctx.actor.id : null);

/** One's own view; the team's if one saved it or manages the company's members. */
export function mayRemove(ctx: OrgCtx, view: Pick<typeof savedView.$inferSelect, "personId" | "createdBy">): boolean {
  const me = keeperOf(ctx);
  if (view.personId !== null) return view.personId === me;
  return (me !== null && view.createdBy === me) || ctx.permissions.has("org:manage_members");
}
