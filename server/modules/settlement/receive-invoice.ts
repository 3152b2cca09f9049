import { and, asc, eq, isNull } from "drizzle-orm";
import { issueListRow, legalEntity, orgCertification, requisition, statement } from "@/db/schema";
import { statementLifecycle } from "@/lib/states/settlement";
import { audit } from "@/server/kernel/audit";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import { loadRequisition, type RequisitionRow } from "./internal";
import { requisitionLifecycle } from "./rules";

export type RequisitionForInvoice = {
  readonly requisition: RequisitionRow;
  /** One invoice per row: rate in basis points, amounts in fen, tax included in `grossFen`. */
  readonly issueList: readonly (typeof issueListRow.$inferSelect)[];
  readonly statements: readonly { readonly id: string; readonly number: string; readonly period: string; readonly payableFen: bigint }[];
  /** The payee as certified now; null when it is not. */
  readonly payee: typeof orgCertification.$inferSelect | null;
  /** Whom the invoice is made out to. */
  readonly entity: typeof legalEntity.$inferSelect;
};

/** All an invoice is compared with; 404 when the actor may not see the requisition. */
export async function requisitionForInvoice(tx: Tx, requisitionId: string): Promise<RequisitionForInvoice> {
  const [row] = await tx.select().from(requisition).where(eq(requisition.id, requisitionId));
  if (!row) throw notFound("requisition");
  const issueList = await tx.select().from(issueListRow).where(eq(issueListRow.requisitionId, row.id)).orderBy(asc(issueListRow.taxRateBp));
  const statements = await tx.select().from(statement).where(eq(statement.requisitionId, row.id)).orderBy(asc(statement.period));
  const [payee] = await tx.select().from(orgCertification).where(and(eq(orgCertification.orgId, row.orgId), isNull(orgCertification.validTo)));
  const [entity] = await tx.select().from(legalEntity).where(eq(legalEntity.id, row.legalEntityId));
  if (!entity) throw notFound("legal entity");
  return { requisition: row, issueList, statements: statements.map(({ id, number, period, payableFen }) => ({ id, number, period: period ?? "", payableFen })), payee: payee ?? null, entity };
}

type Move = "receive_invoice" | "return_invoice" | "accept_invoice";

async function move(ctx: Ctx, requisitionId: string, verb: Move, already: string | null): Promise<void> {
  await withTx(ctx, async (tx) => {
    const { row, statements } = await loadRequisition(tx, requisitionId);
    if (row.status === already) return;
    await transition(tx, { table: requisition, lifecycle: requisitionLifecycle, verb, id: row.id });
    // A receivable that was set off stays what it is.
    for (const { id, status } of statements) if (status !== "receivable") await transition(tx, { table: statement, lifecycle: statementLifecycle, verb, id });
    audit(ctx, { noun: "requisition", nounId: row.id, act: `settlement.${verb}`, parties: [row.orgId], detail: { number: row.number } });
  });
}

/** An invoice of the requisition came in; further ones change nothing. */
export const invoiceReceived = (ctx: Ctx, requisitionId: string) => move(ctx, requisitionId, "receive_invoice", "invoice_review");

/** No invoice of the requisition is under review any more: it waits for one again. */
export const invoiceReturned = (ctx: Ctx, requisitionId: string) => move(ctx, requisitionId, "return_invoice", "to_invoice");

/** Every invoice of the list was verified: the money may be paid out. */
export const invoiceAccepted = (ctx: Ctx, requisitionId: string) => move(ctx, requisitionId, "accept_invoice", null);
