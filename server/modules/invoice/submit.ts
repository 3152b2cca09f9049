import { invoice } from "@/db/schema";
import type { EInvoice } from "@/lib/einvoice";
import type { ExpectedInvoice } from "@/lib/einvoice-compare";
import { normaliseUscc } from "@/lib/uscc";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict, invalid } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import { type Difference, type SubmitInput, submitInput } from "./contract";
import { tellSubmitted } from "./events";
import { examine, type Facts, factsOf, follow, type InvoiceRow, lockRequisition, personOf, refuse } from "./internal";
import { readFile } from "./read-file";
import { storeRecord } from "./rules-record";
import { stops } from "./rules";

/** The first difference as the error's sentence, all of them by field. Nothing is written and the file stays. */
function refuseDifferences(differences: readonly Difference[]): void {
  const stopping = stops(differences);
  const [first] = stopping;
  if (!first) return;
  const fieldErrors = Object.fromEntries(stopping.toReversed().map(({ field, code }) => [field, `invoice.difference.${code}.what`]));
  throw invalid(`invoice.difference.${first.code}`, { expected: first.expected, found: first.found, line: first.line, count: stopping.length }, fieldErrors);
}

type Taken = { readonly facts: Facts; readonly fileId: string; readonly read: EInvoice; readonly expected: ExpectedInvoice; readonly part: boolean; readonly differences: readonly Difference[] };

async function write(tx: Tx, ctx: OrgCtx, { facts, fileId, read, expected, part, differences }: Taken): Promise<InvoiceRow> {
  const [row] = await tx
    .insert(invoice)
    .values({
      orgId: facts.requisition.orgId,
      requisitionId: facts.requisition.id,
      fileId,
      number: read.number,
      kind: read.kind,
      issueDate: read.issueDate,
      sellerName: read.seller.name,
      sellerTaxId: normaliseUscc(read.seller.taxId),
      buyerName: read.buyer.name,
      buyerTaxId: normaliseUscc(read.buyer.taxId),
      netFen: read.net,
      taxFen: read.tax,
      totalFen: read.total,
      taxRateBp: expected.rateBp,
      remark: read.remark,
      fields: storeRecord({ invoice: read, expected, periodLabel: facts.requisition.periodLabel, part }),
      warnings: [...new Set(differences.map(({ code }) => code))],
      status: "submitted",
      submittedBy: personOf(ctx),
      submittedByName: ctx.actor.name,
    })
    .onConflictDoNothing()
    .returning();
  // The same invoice may count for a company the actor cannot see; the key knows.
  if (!row) throw conflict("invoice.errors.duplicateElsewhere", { number: read.number });
  return row;
}

/**
 * Hands in an uploaded invoice for a requisition: read, held against the issue list, and taken only when no difference stops
 * it. A difference answers 400 with its sentence; a duplicate, a covered row or a closed requisition 409.
 */
export async function submitInvoice(ctx: Ctx, given: SubmitInput): Promise<{ id: string; number: string; version: number }> {
  authorize(ctx, "invoice:submit");
  requireKind(ctx, "seller", "partner");
  const input = submitInput.parse(given);
  const file = await readFile(ctx, input.fileId);
  return withTx(ctx, async (tx) => {
    await lockRequisition(tx, input.requisitionId);
    const facts = await factsOf(tx, input.requisitionId);
    if (file.unreadable) throw invalid(`invoice.unreadable.${file.unreadable.code}`, file.unreadable.values);
    const { obstacle, judged } = await examine(tx, facts, file.invoice, input.part);
    if (obstacle) throw refuse(obstacle);
    if (!judged) throw new Error("an invoice without obstacle was not compared");
    refuseDifferences(judged.differences);
    const row = await write(tx, ctx, { facts, fileId: file.fileId, read: file.invoice, part: input.part, ...judged });
    await follow(tx, ctx, row.requisitionId);
    const { number } = facts.requisition;
    audit(ctx, { noun: "invoice", nounId: row.id, act: "invoice.submit", detail: { number: row.number, requisition: number, totalFen: row.totalFen, warnings: row.warnings } });
    audit(ctx, { noun: "requisition", nounId: row.requisitionId, act: "requisition.invoice", detail: { number, invoice: row.number } });
    await tellSubmitted(tx, ctx, row, number);
    return { id: row.id, number: row.number, version: row.version };
  });
}
