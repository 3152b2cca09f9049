import { and, eq, inArray, ne } from "drizzle-orm";
import { invoice, requisition } from "@/db/schema";
import { type BusinessDay, toBusinessDay } from "@/lib/dates";
import type { EInvoice } from "@/lib/einvoice";
import { normaliseUscc } from "@/lib/uscc";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict, notFound } from "@/server/kernel/errors";
import { businessNow } from "@/server/kernel/tx";
import { invoiceAccepted, invoiceReceived, invoiceReturned, requisitionForInvoice, type RequisitionForInvoice } from "@/server/modules/settlement";
import type { Obstacle } from "./contract";
import { closedFor, type Cover, coverFor, coverOf, covered, differencesAgain, judge, type Judgement, type Parties, standing } from "./rules";
import { type InvoiceRecord, loadRecord } from "./rules-record";

export type InvoiceRow = typeof invoice.$inferSelect;
export type Facts = RequisitionForInvoice & { readonly covers: readonly Cover<RequisitionForInvoice["issueList"][number]>[] };

/** Acts on a requisition's invoices take turns: its row is locked first, before any invoice. 404 when not the actor's to see. */
export async function lockRequisition(tx: Tx, requisitionId: string): Promise<void> {
  const rows = await tx.select({ id: requisition.id }).from(requisition).where(eq(requisition.id, requisitionId)).for("update");
  if (rows.length === 0) throw notFound("requisition");
}

/** The invoice with its requisition locked before it; 404 when not the actor's to see. */
export async function lockInvoice(tx: Tx, invoiceId: string): Promise<InvoiceRow> {
  const [seen] = await tx.select({ requisitionId: invoice.requisitionId }).from(invoice).where(eq(invoice.id, invoiceId));
  if (!seen) throw notFound("invoice");
  await lockRequisition(tx, seen.requisitionId);
  const [row] = await tx.select().from(invoice).where(eq(invoice.id, invoiceId)).for("update");
  if (!row) throw notFound("invoice");
  return row;
}

/** All an invoice of the requisition is held against; `without` leaves one invoice out of what is covered. */
export async function factsOf(tx: Tx, requisitionId: string, without?: string): Promise<Facts> {
  const facts = await requisitionForInvoice(tx, requisitionId);
  const live = await tx
    .select({ taxRateBp: invoice.taxRateBp, totalFen: invoice.totalFen, status: invoice.status })
    .from(invoice)
    .where(and(eq(invoice.requisitionId, requisitionId), inArray(invoice.status, ["submitted", "verified"]), without ? ne(invoice.id, without) : undefined));
  const counted = live.map((one) => ({ ...one, taxRateBp: one.taxRateBp ?? 0, totalFen: one.totalFen ?? 0n }));
  return { ...facts, covers: coverOf(facts.issueList, counted) };
}

/** Both parties, the number and the day of the notice; null when the payee is not certified. */
export function partiesOf({ requisition: head, payee, entity }: Facts): Parties | null {
  if (!payee || payee.state !== "certified") return null;
  return {
    seller: { name: payee.legalName, taxId: payee.uscc },
    buyer: { name: entity.nameZh, taxId: entity.uscc },
    requisitionNo: head.number,
    periodLabel: head.periodLabel,
    noticeDay: head.noticedAt ? toBusinessDay(head.noticedAt) : null,
  };
}

export const closedNow = (facts: Facts) => closedFor({ ...facts.requisition, certified: partiesOf(facts) !== null }, facts.covers);

/** An invoice of this seller and number that counts already, as far as the actor may see it. */
async function twinOf(tx: Tx, read: EInvoice): Promise<Obstacle | null> {
  const [twin] = await tx
    .select({ requisition: requisition.number })
    .from(invoice)
    .innerJoin(requisition, eq(requisition.id, invoice.requisitionId))
    .where(and(eq(invoice.sellerTaxId, normaliseUscc(read.seller.taxId)), eq(invoice.number, read.number), inArray(invoice.status, ["submitted", "verified"])));
  return twin ? { key: "duplicate", values: { number: read.number, requisition: twin.requisition } } : null;
}

export type Examined = { readonly obstacle: Obstacle | null; readonly judged: Judgement | null };

/** Whether this invoice can be handed in now, and every difference from what is expected. */
export async function examine(tx: Tx, facts: Facts, read: EInvoice, part: boolean): Promise<Examined> {
  const cover = coverFor(read, facts.covers);
  const parties = partiesOf(facts);
  const obstacle = closedNow(facts) ?? (await twinOf(tx, read)) ?? (cover ? covered(facts.requisition.number, cover) : null);
  if (!cover || !parties || cover.missing <= 0n) return { obstacle, judged: null };
  return { obstacle, judged: judge({ invoice: read, part, today: toBusinessDay(businessNow()) }, cover, parties) };
}

/** Holds a handed-in invoice against what is expected now; `facts` leave it out of what is covered. */
export function examineAgain(row: InvoiceRow, facts: Facts, today: BusinessDay): Judgement & { readonly record: InvoiceRecord } {
  const record = loadRecord(row.fields);
  const parties = partiesOf(facts);
  const cover = facts.covers.find((one) => one.row.taxRateBp === row.taxRateBp);
  // Without a certified payee or without its row nothing can be expected anew: what was expected stands.
  if (!parties || !cover) return { record, expected: record.expected, differences: differencesAgain(record) };
  // Its total was right when it came in; another invoice of the row may be gone since, so less than what is missing is no difference.
  return { record, ...judge({ invoice: record.invoice, part: true, today }, cover, parties) };
}

export const refuse = ({ key, values }: Obstacle) => conflict(`invoice.errors.${key}`, values);

/** Moves the requisition to where its invoices have brought it: back to the payee, under review, or accepted. */
export async function follow(tx: Tx, ctx: Ctx, requisitionId: string): Promise<void> {
  const { covers } = await factsOf(tx, requisitionId);
  const move = { accepted: invoiceAccepted, received: invoiceReceived, returned: invoiceReturned }[standing(covers)];
  await move(ctx, requisitionId);
}

export const personOf = (ctx: Ctx) => (ctx.actor.kind === "person" ? ctx.actor.id : null);
