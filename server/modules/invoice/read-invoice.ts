import { eq } from "drizzle-orm";
import { file, invoice } from "@/db/schema";
import { toBusinessDay } from "@/lib/dates";
import type { RequisitionState } from "@/lib/states/settlement";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { InvoiceDetail } from "./contract";
import { examineAgain, type Facts, factsOf, type InvoiceRow, partiesOf, personOf } from "./internal";
import { joinedInvoices, nextInQueue, toInvoice } from "./read";
import { differencesAgain, type Judgement, stops } from "./rules";
import { readingOf } from "./rules-reading";
import { type InvoiceRecord, loadRecord } from "./rules-record";

/** A waiting invoice is held against what is expected today, a decided one against what it was decided on. */
function judgedOf(row: InvoiceRow, facts: Facts): Judgement & { readonly record: InvoiceRecord } {
  if (row.status === "submitted") return examineAgain(row, facts, toBusinessDay(businessNow()));
  const record = loadRecord(row.fields);
  return { record, expected: record.expected, differences: differencesAgain(record) };
}

function decideBlocked(ctx: OrgCtx, row: InvoiceRow): string | null {
  if (!ctx.permissions.has("invoice:verify")) return "verifyPermission";
  return row.status === "submitted" ? null : "decided";
}

function verifyBlocked(ctx: OrgCtx, row: InvoiceRow, facts: Facts, differing: number): string | null {
  const blocked = decideBlocked(ctx, row);
  if (blocked) return blocked;
  if (row.submittedBy !== null && row.submittedBy === personOf(ctx)) return "ownInvoice";
  if (!partiesOf(facts)) return "notCertified";
  return differing > 0 ? "differs" : null;
}

/** One invoice: its fields as read beside the expected ones, its file, its decision; 404 when not the actor's to see. */
export async function readInvoice(ctx: Ctx, invoiceId: string): Promise<InvoiceDetail> {
  authorize(ctx, "invoice:read");
  return withRead(ctx, async (tx) => {
    const [found] = await joinedInvoices(tx, eq(invoice.id, invoiceId));
    if (!found) throw notFound("invoice");
    const { row } = found;
    const [kept] = await tx.select({ name: file.name, sha256: file.sha256 }).from(file).where(eq(file.id, row.fileId));
    const facts = await factsOf(tx, row.requisitionId, row.id);
    const { record, expected, differences } = judgedOf(row, facts);
    return {
      ...toInvoice(ctx, found),
      kind: row.kind,
      requisitionStatus: found.requisitionStatus as RequisitionState,
      fileId: row.fileId,
      fileName: kept?.name ?? "",
      fileSha256: kept?.sha256 ?? "",
      reading: readingOf(record.invoice, expected, found.periodLabel, differences),
      nextId: ctx.org.kind === "operator" ? await nextInQueue(tx, row) : null,
      decideBlocked: decideBlocked(ctx, row),
      verifyBlocked: verifyBlocked(ctx, row, facts, stops(differences).length),
      asOf: businessNow().toISOString(),
    };
  });
}
