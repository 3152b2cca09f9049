import { and, desc, eq, inArray, notExists } from "drizzle-orm";
import { file, invoice, payout } from "@/db/schema";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { Buyer, IssueRow, PayeeFacts, PayoutFacts, RequisitionDetail, WaitingFile } from "./contract";
import { closedNow, type Facts, factsOf, personOf } from "./internal";
import { findRequisition, joinedInvoices, toInvoice } from "./read";
import { remarkFor } from "./rules";

const shown = 10;

function issueListOf({ covers }: Facts): IssueRow[] {
  return covers.map(({ row, submitted, verified, missing }) => ({
    taxRateBp: row.taxRateBp ?? 0,
    itemName: row.itemName,
    grossFen: String(row.grossFen),
    netFen: String(row.netFen),
    taxFen: String(row.taxFen),
    submittedFen: submitted.toString(),
    verifiedFen: verified.toString(),
    missingFen: missing.toString(),
  }));
}

function buyerOf({ entity }: Facts): Buyer {
  const { nameZh, uscc, address, phone, bankName, bankAccountNo, invoiceAddress } = entity;
  return { name: nameZh, taxId: uscc, address, phone, bankName, bankAccountNo, invoiceAddress };
}

/** The account is shown whole to its own company and to whoever pays; else only its end. */
function payeeOf(ctx: OrgCtx, { payee }: Facts): PayeeFacts | null {
  if (!payee) return null;
  const whole = ctx.org.kind !== "operator" || ctx.permissions.has("settlement:pay");
  const { legalName, uscc, bankName, bankAccountName, bankAccountNo } = payee;
  return { name: legalName, taxId: uscc, bankName, bankAccountName, bankAccountNo: whole ? bankAccountNo : `•••• ${bankAccountNo.slice(-4)}` };
}

/** Clean or still unread files for invoices that none uses: what was uploaded is not lost when it was not handed in. */
async function waitingFiles(tx: Tx, ctx: OrgCtx): Promise<WaitingFile[]> {
  const used = tx.select({ id: invoice.id }).from(invoice).where(and(eq(invoice.orgId, file.orgId), eq(invoice.fileId, file.id)));
  const rows = await tx
    .select({ id: file.id, name: file.name, createdAt: file.createdAt })
    .from(file)
    .where(and(eq(file.orgId, ctx.org.id), eq(file.purpose, "invoice"), notExists(used)))
    .orderBy(desc(file.createdAt), desc(file.id))
    .limit(shown);
  return rows.map(({ id, name, createdAt }) => ({ id, name, createdAt: createdAt.toISOString() }));
}

async function payoutOf(tx: Tx, requisitionId: string): Promise<PayoutFacts | null> {
  const [row] = await tx.select().from(payout).where(eq(payout.requisitionId, requisitionId));
  return row ? { bankReference: row.bankReference, paidOn: row.paidOn, recordedByName: row.recordedByName, at: row.createdAt.toISOString() } : null;
}

function submitBlocked(ctx: OrgCtx, facts: Facts): string | null {
  if (!ctx.permissions.has("invoice:submit")) return "submitPermission";
  const obstacle = closedNow(facts);
  if (obstacle) return obstacle.key;
  return facts.covers.every(({ missing }) => missing === 0n) ? "covered" : null;
}

/** Who verified an invoice of the requisition does not record its payment. */
async function payBlocked(tx: Tx, ctx: OrgCtx, facts: Facts): Promise<string | null> {
  if (!ctx.permissions.has("settlement:pay")) return "payPermission";
  if (facts.requisition.status !== "payable") return "notPayable";
  const mine = and(eq(invoice.requisitionId, facts.requisition.id), inArray(invoice.status, ["verified"]), eq(invoice.decidedBy, personOf(ctx) ?? ctx.org.id));
  const [own] = await tx.select({ id: invoice.id }).from(invoice).where(mine).limit(1);
  return own ? "fourEyes" : null;
}

/** A requisition with its issue list, its invoices and what the actor may do; 404 when not theirs to see. */
export async function readRequisition(ctx: Ctx, requisitionId: string): Promise<RequisitionDetail> {
  authorize(ctx, "invoice:read");
  return withRead(ctx, async (tx) => {
    const summary = await findRequisition(tx, ctx, requisitionId);
    if (!summary) throw notFound("requisition");
    const facts = await factsOf(tx, requisitionId);
    const invoices = await joinedInvoices(tx, eq(invoice.requisitionId, requisitionId)).orderBy(desc(invoice.createdAt), desc(invoice.id)).limit(200);
    const blocked = submitBlocked(ctx, facts);
    return {
      ...summary,
      statements: facts.statements.map(({ payableFen, ...one }) => ({ ...one, payableFen: String(payableFen) })),
      issueList: issueListOf(facts),
      buyer: buyerOf(facts),
      payee: payeeOf(ctx, facts),
      remark: remarkFor(summary.number, summary.periodLabel),
      invoices: invoices.map((one) => toInvoice(ctx, one)),
      waiting: blocked ? [] : await waitingFiles(tx, ctx),
      payout: await payoutOf(tx, requisitionId),
      submitBlocked: blocked,
      payBlocked: await payBlocked(tx, ctx, facts),
      asOf: businessNow().toISOString(),
    };
  });
}
