import { and, asc, count, desc, eq, gte, inArray, ne, type SQL, sql } from "drizzle-orm";
import { invoice, org, requisition } from "@/db/schema";
import type { InvoiceState, RequisitionState } from "@/lib/states/settlement";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { after, decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { InvoiceList, InvoiceListInput, InvoiceSummary, RequisitionList, RequisitionListInput, RequisitionSummary } from "./contract";

const companyName = (ctx: Ctx, zh: string, en: string) => (ctx.locale === "en" ? en || zh : zh);
/** Rows of the acting company; operators see all. */
const minePayable = (ctx: OrgCtx) => (ctx.org.kind === "operator" ? undefined : eq(requisition.orgId, ctx.org.id));
const mineInvoiced = (ctx: OrgCtx) => (ctx.org.kind === "operator" ? undefined : eq(invoice.orgId, ctx.org.id));

type Invoiced = { readonly submitted: bigint; readonly verified: bigint };

/** How much of each requisition is invoiced, by id. */
async function invoicedOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Invoiced>> {
  if (ids.length === 0) return new Map();
  const sumOf = (status: InvoiceState) => sql<string>`coalesce(sum(${invoice.totalFen}) filter (where ${invoice.status} = ${status}), 0)::text`;
  const rows = await tx
    .select({ id: invoice.requisitionId, submitted: sumOf("submitted"), verified: sumOf("verified") })
    .from(invoice)
    .where(inArray(invoice.requisitionId, [...ids]))
    .groupBy(invoice.requisitionId);
  return new Map(rows.map(({ id, submitted, verified }) => [id, { submitted: BigInt(submitted), verified: BigInt(verified) }]));
}

type PayableRow = typeof requisition.$inferSelect & { readonly orgZh: string; readonly orgEn: string };

export function toRequisition(ctx: Ctx, row: PayableRow, invoiced: Invoiced = { submitted: 0n, verified: 0n }): RequisitionSummary {
  const { id, number, side, productClass, periodLabel, currency, invoiceNeeded } = row;
  return {
    id, number, side, productClass, periodLabel, currency, invoiceNeeded,
    orgName: companyName(ctx, row.orgZh, row.orgEn),
    totalFen: String(row.totalFen),
    submittedFen: invoiced.submitted.toString(),
    verifiedFen: invoiced.verified.toString(),
    status: row.status as RequisitionState,
    noticedAt: row.noticedAt?.toISOString() ?? null,
    invoiceDueAt: row.invoiceDueAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

const payableOrder = [
  { column: requisition.createdAt, cast: "timestamptz" },
  { column: requisition.id, cast: "uuid" },
] as const;

/** Requisitions that need an invoice or a payment, newest first, with the count of every state. */
export async function listRequisitions(ctx: Ctx, input: RequisitionListInput): Promise<RequisitionList> {
  authorize(ctx, "invoice:read");
  return withRead(ctx, async (tx) => {
    const rows = await tx
      .select({ row: requisition, orgZh: org.nameZh, orgEn: org.nameEn, at: sql<string>`${requisition.createdAt}::text` })
      .from(requisition)
      .innerJoin(org, eq(org.id, requisition.orgId))
      .where(and(minePayable(ctx), input.status ? eq(requisition.status, input.status) : undefined, after(input.cursor, payableOrder)))
      .orderBy(desc(requisition.createdAt), desc(requisition.id))
      .limit(pageSize + 1);
    const counted = await tx.select({ status: requisition.status, n: count() }).from(requisition).where(minePayable(ctx)).groupBy(requisition.status);
    const page = toPage(rows, ({ at, row }) => [at, row.id]);
    const invoiced = await invoicedOf(tx, page.rows.map(({ row }) => row.id));
    return {
      rows: page.rows.map(({ row, orgZh, orgEn }) => toRequisition(ctx, { ...row, orgZh, orgEn }, invoiced.get(row.id))),
      next: page.next,
      counts: Object.fromEntries(counted.map(({ status, n }) => [status, n])),
      asOf: businessNow().toISOString(),
    };
  });
}

/** What a requisition's own page starts from; undefined when the actor may not see it. */
export async function findRequisition(tx: Tx, ctx: Ctx, id: string): Promise<RequisitionSummary | undefined> {
  const [found] = await tx.select({ row: requisition, orgZh: org.nameZh, orgEn: org.nameEn }).from(requisition).innerJoin(org, eq(org.id, requisition.orgId)).where(eq(requisition.id, id));
  if (!found) return undefined;
  const invoiced = await invoicedOf(tx, [id]);
  return toRequisition(ctx, { ...found.row, orgZh: found.orgZh, orgEn: found.orgEn }, invoiced.get(id));
}

/** One invoice with the names beside it, for every list and page. */
export const invoiceColumns = { row: invoice, orgZh: org.nameZh, orgEn: org.nameEn, requisitionNumber: requisition.number, periodLabel: requisition.periodLabel, requisitionStatus: requisition.status };
export type JoinedInvoice = { row: typeof invoice.$inferSelect; orgZh: string; orgEn: string; requisitionNumber: string; periodLabel: string; requisitionStatus: string };

export const joinedInvoices = (tx: Tx, where: SQL | undefined) =>
  tx.select(invoiceColumns).from(invoice).innerJoin(org, eq(org.id, invoice.orgId)).innerJoin(requisition, eq(requisition.id, invoice.requisitionId)).where(where).$dynamic();

export function toInvoice(ctx: Ctx, { row, orgZh, orgEn, requisitionNumber, periodLabel }: JoinedInvoice): InvoiceSummary {
  const { id, number, requisitionId, issueDate, version, submittedByName, decidedByName, reasonNote } = row;
  return {
    id, number, requisitionId, requisitionNumber, periodLabel, issueDate, version, submittedByName, decidedByName, reasonNote,
    orgName: companyName(ctx, orgZh, orgEn),
    totalFen: String(row.totalFen),
    taxRateBp: row.taxRateBp ?? 0,
    warnings: row.warnings.length,
    status: row.status as InvoiceState,
    createdAt: row.createdAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

/** What waits for examination is shown oldest first, all else newest first. */
function placeOf(input: InvoiceListInput) {
  const columns = [
    { column: invoice.createdAt, cast: "timestamptz" },
    { column: invoice.id, cast: "uuid" },
  ] as const;
  if (input.status !== "submitted") return { where: after(input.cursor, columns), order: [desc(invoice.createdAt), desc(invoice.id)] };
  const order = [asc(invoice.createdAt), asc(invoice.id)];
  if (!input.cursor) return { where: undefined, order };
  const [at, id] = decodeCursor(input.cursor, 2);
  return { where: sql`(${invoice.createdAt}, ${invoice.id}) > (${at}::timestamptz, ${id}::uuid)`, order };
}

/** A page of invoices with the count of every state. */
export async function listInvoices(ctx: Ctx, input: InvoiceListInput): Promise<InvoiceList> {
  authorize(ctx, "invoice:read");
  return withRead(ctx, async (tx) => {
    const place = placeOf(input);
    const rows = await tx
      .select({ ...invoiceColumns, at: sql<string>`${invoice.createdAt}::text` })
      .from(invoice)
      .innerJoin(org, eq(org.id, invoice.orgId))
      .innerJoin(requisition, eq(requisition.id, invoice.requisitionId))
      .where(and(mineInvoiced(ctx), input.status ? eq(invoice.status, input.status) : undefined, place.where))
      .orderBy(...place.order)
      .limit(pageSize + 1);
    const counted = await tx.select({ status: invoice.status, n: count() }).from(invoice).where(mineInvoiced(ctx)).groupBy(invoice.status);
    const page = toPage(rows, ({ at, row }) => [at, row.id]);
    return {
      rows: page.rows.map((one) => toInvoice(ctx, one)),
      next: page.next,
      counts: Object.fromEntries(counted.map(({ status, n }) => [status, n])),
      asOf: businessNow().toISOString(),
    };
  });
}

/** The invoice after this one in the queue, else the first that waits. */
export async function nextInQueue(tx: Tx, row: typeof invoice.$inferSelect): Promise<string | null> {
  const waiting = and(eq(invoice.status, "submitted"), ne(invoice.id, row.id));
  const first = (where: SQL | undefined) => tx.select({ id: invoice.id }).from(invoice).where(where).orderBy(asc(invoice.createdAt), asc(invoice.id)).limit(1);
  const [later] = await first(and(waiting, gte(invoice.createdAt, row.createdAt)));
  const [any] = later ? [later] : await first(waiting);
  return any?.id ?? null;
}
