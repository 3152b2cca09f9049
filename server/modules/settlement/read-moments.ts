import { asc, eq } from "drizzle-orm";
import { invoice } from "@/db/schema";
import { countersignDesks } from "@/lib/states/settlement";
import type { Tx } from "@/server/kernel/database";
import type { Moment, RequisitionSummary, Signature, StatementSummary } from "./contract";

type Head = StatementSummary & { readonly countersignedAt: string | null; readonly verifiedAt: string | null };

/** All that happened to a statement, newest first: close, check, signatures, notice, invoices, payment. */
export async function momentsOf(tx: Tx, head: Head, signatures: readonly Signature[], made: RequisitionSummary | null): Promise<Moment[]> {
  const moment = (key: string, act: string, at: string | null, more: Partial<Moment> = {}): Moment[] => (at ? [{ key, act, at, actor: null, note: "", values: {}, ...more }] : []);
  const invoices = made ? await tx.select().from(invoice).where(eq(invoice.requisitionId, made.id)).orderBy(asc(invoice.createdAt)) : [];
  const all = [
    ...moment("close", "settled", head.closedAt, { values: { lines: String(head.lineCount) } }),
    ...moment("verify", "verified", head.verifiedAt, { values: { differences: String(head.differences ?? 0) } }),
    ...signatures.flatMap((one) => moment(`${one.round}-${one.desk}`, one.decision, one.at, { actor: one.personName, note: one.note, values: { desk: one.desk, count: String(countersignDesks.length) } })),
    ...moment("countersigned", "countersigned", head.countersignedAt),
    ...moment("notice", "invoice_notice", made?.noticedAt ?? null, { values: { number: made?.number ?? "" } }),
    ...invoices.flatMap((one) => [
      ...moment(`${one.id}-in`, "invoice_submitted", one.createdAt.toISOString(), { actor: one.submittedByName, values: { number: one.number } }),
      ...moment(`${one.id}-out`, `invoice_${one.status}`, one.status === "submitted" ? null : (one.decidedAt?.toISOString() ?? null), { actor: one.decidedByName, note: one.reasonNote ?? "", values: { number: one.number } }),
    ]),
    ...moment("paid", "paid", made?.payout?.at ?? null, { actor: made?.payout?.recordedByName ?? null, values: { reference: made?.payout?.bankReference ?? "", day: made?.payout?.paidOn ?? "" } }),
  ];
  // Of one instant, what was done last stands first.
  return all.toReversed().toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
}
