import { application } from "@/db/schema";
import { bothNames } from "@/lib/names";
import { applicationLifecycle } from "@/lib/states/product";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { AppError, invalid } from "@/server/kernel/errors";
import { announce } from "@/server/kernel/outbox";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { listProduct } from "@/server/modules/product";
import type { ApproveInput } from "./contract";
import { isOwnHand, loadReviewed, refuseOtherRound, type Reviewed } from "./internal";
import { paperOf } from "./read-paper";
import { clausesFor, openClauses, owesNote } from "./rules";
import { writeNotes } from "./save-notes";

/** The application on the screen, locked for the decision; 403 for one's own, 409 for another round. */
export async function takeForDecision(tx: Tx, ctx: OrgCtx, input: { applicationId: string; round: number }): Promise<Reviewed> {
  const reviewed = await loadReviewed(tx, input.applicationId, "locked");
  if (await isOwnHand(tx, ctx, reviewed)) throw new AppError("forbidden", "review.errors.fourEyes", { number: reviewed.row.number });
  refuseOtherRound(ctx, reviewed, input.round);
  return reviewed;
}

/** What a decision leaves on the application. */
export function decided(ctx: OrgCtx) {
  return { decidedAt: businessNow(), decidedBy: ctx.actor.kind === "person" ? ctx.actor.id : null, decidedByName: ctx.actor.name, dueAt: null };
}

async function refuseUnchecked(tx: Tx, ctx: OrgCtx, { row }: Reviewed, input: ApproveInput): Promise<void> {
  const { paper, reuses } = await paperOf(tx, ctx, row);
  const missing = openClauses(clausesFor(paper), input.checklist);
  if (missing.length > 0) throw invalid("review.errors.checklistOpen", { n: missing.length }, Object.fromEntries(missing.map((clause) => [`checklist.${clause}`, "errors.field.required"])));
  if (owesNote(paper, reuses.length) && input.internalNote === "") throw invalid("review.errors.noteOwed", {}, { internalNote: "errors.field.required" });
}

/** Approves the round on the screen: every clause ticked, differences explained. The product is on sale at once. */
export async function approveApplication(ctx: Ctx, input: ApproveInput): Promise<{ productId: string }> {
  authorize(ctx, "review:decide");
  return withTx(ctx, async (tx) => {
    const reviewed = await takeForDecision(tx, ctx, input);
    await refuseUnchecked(tx, ctx, reviewed, input);
    const row = await transition(tx, { table: application, lifecycle: applicationLifecycle, verb: "approve", id: input.applicationId, set: { ...decided(ctx), reasons: [], checklist: input.checklist } });
    await writeNotes(tx, input);
    const made = await listProduct(systemCtx("review", ctx.requestId), { applicationId: row.id });
    audit(ctx, { noun: "application", nounId: row.id, act: "application.approve", parties: [row.orgId], detail: { number: row.number, round: row.round, product: made.code } });
    const values = { number: row.number, ...bothNames("name", made.name, made.nameEn), code: made.code };
    await announce(tx, { orgId: row.orgId, roles: ["owner", "product"], kind: "review.approved", values, path: `products/${made.productId}`, noun: "application", nounId: row.id, channels: ["mail"] });
    return { productId: made.productId };
  });
}
