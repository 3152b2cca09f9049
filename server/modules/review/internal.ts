import { and, desc, eq, isNull, ne } from "drizzle-orm";
import { application, applicationRound, membership } from "@/db/schema";
import { textOf } from "@/server/adapters/messages";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import { conflict, notFound } from "@/server/kernel/errors";
import { wholeDraft } from "@/server/modules/product";
import { differencesOf, fieldOf } from "./rules";

export type ApplicationRow = typeof application.$inferSelect;
export type RoundRow = typeof applicationRound.$inferSelect;
export type Reviewed = { readonly row: ApplicationRow; readonly rounds: readonly RoundRow[] };

/** An application that was handed in, locked when asked, with all its rounds, newest first. Drafts are the seller's alone: 404. */
export async function loadReviewed(tx: Tx, id: string, locked?: "locked"): Promise<Reviewed> {
  const found = tx.select().from(application).where(and(eq(application.id, id), ne(application.status, "draft"))).$dynamic();
  const [row] = await (locked ? found.for("update") : found);
  if (!row) throw notFound("application");
  const rounds = await tx.select().from(applicationRound).where(eq(applicationRound.applicationId, id)).orderBy(desc(applicationRound.round)).limit(50);
  return { row, rounds };
}

export const currentRound = ({ row, rounds }: Reviewed): RoundRow | undefined => rounds.find((one) => one.round === row.round);

/** True when the acting person has a seat in the seller's company or handed the application in: nobody decides on their own. */
export async function isOwnHand(tx: Tx, ctx: OrgCtx, { row, rounds }: Reviewed): Promise<boolean> {
  if (ctx.actor.kind !== "person") return false;
  const person = ctx.actor.id;
  if (rounds.some((one) => one.submittedBy === person)) return true;
  const seat = await tx.select({ id: membership.id }).from(membership).where(and(eq(membership.orgId, row.orgId), eq(membership.personId, person), isNull(membership.endedAt))).limit(1);
  return seat.length > 0;
}

/** Refuses to act on another round than the one on the reviewer's screen; the sentence tells what changed since. */
export function refuseOtherRound(ctx: OrgCtx, { row, rounds }: Reviewed, opened: number): void {
  if (row.round === opened) return;
  const seen = rounds.find((one) => one.round === opened);
  const changes = seen ? differencesOf(wholeDraft(seen.submitted), wholeDraft(row.draft)) : [];
  const said = changes.slice(0, 5).map(({ path, before, after }) => `${textOf(ctx.locale, `product.field.${fieldOf(path)}`) ?? path}: “${before.slice(0, 60)}” → “${after.slice(0, 60)}”`);
  throw conflict("review.errors.otherRound", { opened, round: row.round, changes: said.join("; ") || "–" });
}
