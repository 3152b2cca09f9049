import { asc, inArray } from "drizzle-orm";
import { application } from "@/db/schema";
import { allows } from "@/lib/states/lifecycle";
import { applicationLifecycle, type ApplicationState } from "@/lib/states/product";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { businessNow, withRead } from "@/server/kernel/tx";
import { historyOf, wholeDraft } from "@/server/modules/product";
import type { Difference, ReviewDetail, ReviewInput } from "./contract";
import { currentRound, isOwnHand, loadReviewed, type Reviewed } from "./internal";
import { waiting } from "./read";
import { companyNames, openingsOf, paperOf } from "./read-paper";
import { clausesFor, differencesOf, owesNote } from "./rules";

async function placeOf(tx: Tx, id: string): Promise<ReviewDetail["place"]> {
  const rows = await tx.select({ id: application.id }).from(application).where(inArray(application.status, [...waiting])).orderBy(asc(application.dueAt), asc(application.id)).limit(1000);
  const at = rows.findIndex((row) => row.id === id);
  // From a decided one, the next is the head of the queue.
  return { at: at + 1, of: rows.length, previous: rows[at - 1]?.id ?? null, next: rows[at + 1]?.id ?? null };
}

function changesOf({ row, rounds }: Reviewed): Difference[] {
  const earlier = rounds.find((one) => one.round < row.round);
  return earlier ? differencesOf(wholeDraft(earlier.submitted), wholeDraft(row.draft)) : [];
}

async function actsOf(tx: Tx, ctx: OrgCtx, reviewed: Reviewed): Promise<ReviewDetail["acts"]> {
  const status = reviewed.row.status as ApplicationState;
  if (!ctx.permissions.has("review:decide")) return { open: "permission", decide: "permission" };
  const open = allows(applicationLifecycle, "open", status) ? null : "state";
  if (!allows(applicationLifecycle, "approve", status)) return { open, decide: "decided" };
  return { open, decide: (await isOwnHand(tx, ctx, reviewed)) ? "fourEyes" : null };
}

/** An application as its reviewers see it: what was claimed, what was read, what changed, what may be done. */
export async function readReview(ctx: Ctx, { applicationId }: ReviewInput): Promise<ReviewDetail> {
  authorize(ctx, "review:read");
  return withRead(ctx, async (tx) => {
    const reviewed = await loadReviewed(tx, applicationId);
    const { row } = reviewed;
    const { paper, reuses, company } = await paperOf(tx, ctx, row);
    const round = currentRound(reviewed);
    const names = await companyNames(tx, reuses.map(({ orgId }) => orgId), ctx.locale);
    return {
      id: row.id,
      number: row.number,
      status: row.status as ApplicationState,
      round: row.round,
      company: ctx.locale === "en" && company.nameEn ? company.nameEn : company.name,
      legalName: company.legalName,
      certified: company.certified,
      submittedAt: (row.submittedAt ?? row.createdAt).toISOString(),
      dueAt: row.dueAt?.toISOString() ?? null,
      decidedAt: row.decidedAt?.toISOString() ?? null,
      decidedBy: row.decidedByName,
      reasons: row.reasons,
      // What was handed in, not what the seller may be changing since.
      draft: wholeDraft(round?.submitted ?? row.draft),
      certificate: paper,
      reuses: reuses.map((reuse) => ({ ...reuse, company: names.get(reuse.orgId) ?? "" })),
      openings: paper ? await openingsOf(tx, paper.file.id) : 0,
      changes: changesOf(reviewed),
      clauses: clausesFor(paper),
      checklist: round?.checklist ?? {},
      internalNote: round?.note ?? "",
      noteOwed: owesNote(paper, reuses.length),
      productId: row.productId,
      history: await historyOf(tx, ctx, [{ noun: "application", id: row.id }, { noun: "certificate", id: row.certificateId }, { noun: "file", id: paper?.file.id ?? null }]),
      place: await placeOf(tx, row.id),
      acts: await actsOf(tx, ctx, reviewed),
      now: businessNow().toISOString(),
    };
  });
}
