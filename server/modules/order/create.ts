import { inArray, sql } from "drizzle-orm";
import { order, orderLine } from "@/db/schema";
import { bothNames } from "@/lib/names";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { withTx } from "@/server/kernel/tx";
import { agreementInForce } from "@/server/modules/agreement";
import { ensureCustomer } from "@/server/modules/customer";
import { useOffer } from "@/server/modules/offer";
import { productsForOrder } from "@/server/modules/product";
import { type Credit, findCredit, originalOf, type Sold, type SoldLine, writeAttributions } from "./attribute";
import type { CreatedOrder } from "./events";
import { type LineRow, noteOrder, type OrderRow, recordAct } from "./internal";
import { ruleAt } from "./read-rules";
import { applied, callsInterface, conflicted, type EventOutcome, parked, supervisionAtOrder } from "./rules";

type Terms = { readonly sellerAgreementId: string | null; readonly feeOf: (line: SoldLine) => Promise<{ id: string; bp: number } | null> };

/**
 * Takes in an order: its lines with the rules that bind now, its attribution, the use of its offer.
 * Parked when a product or the original order is not known yet; a repeat changes nothing.
 */
export function createOrder(ctx: Ctx, data: CreatedOrder): Promise<EventOutcome> {
  return withTx(ctx, async (tx) => {
    // One at a time per number: a second look must not see half of what the first is writing.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`order:${data.number}`}, 0))`);
    const known = await originalOf(tx, data.number);
    if (known) return sameOrder(known, data);
    const products = await productsForOrder(tx, [...new Set(data.lines.map((line) => line.skuCode))]);
    const missing = data.lines.find((line) => !products.has(line.skuCode));
    if (missing) return parked("unknown_product", `sku:${missing.skuCode}`);
    const original = data.originalNumber ? await originalOf(tx, data.originalNumber) : null;
    if (data.originalNumber && !original) return parked("missing_order", `order:${data.originalNumber}`);
    const lines = data.lines.map((given) => ({ ...(products.get(given.skuCode) as Sold), given }));
    const refusal = await refusalOf(tx, lines);
    return refusal ? conflicted(refusal) : write(tx, ctx, { data, lines, original });
  });
}

function sameOrder(known: OrderRow, data: CreatedOrder): EventOutcome {
  const total = sum(data.lines, (line) => line.amountFen);
  return known.amountFen === total && known.customerAccount === data.customer.account ? applied(data.number) : conflicted("order_differs");
}

async function refusalOf(tx: Tx, lines: readonly SoldLine[]): Promise<string | null> {
  if (new Set(lines.map(({ product }) => product.orgId)).size > 1) return "several_sellers";
  if (new Set(lines.map(({ product }) => product.legalEntityId)).size > 1) return "several_entities";
  const numbers = lines.map(({ given }) => given.number);
  if (new Set(numbers).size < numbers.length) return "line_repeated";
  const taken = await tx.select({ id: orderLine.id }).from(orderLine).where(inArray(orderLine.number, numbers)).limit(1);
  return taken.length > 0 ? "line_number_taken" : null;
}

type Work = { readonly data: CreatedOrder; readonly lines: readonly SoldLine[]; readonly original: OrderRow | null };

async function write(tx: Tx, ctx: Ctx, { data, lines, original }: Work): Promise<EventOutcome> {
  const { product } = lines[0] as SoldLine;
  const credit = await findCredit(tx, { data, sellerOrgId: product.orgId, lines, original });
  const row = await insertOrder(tx, { data, lines, original, credit });
  // Another transaction was first with the same order: nothing is left to do.
  if (!row) return applied(data.number);
  const agreement = await agreementInForce(tx, row.sellerOrgId, row.placedAt);
  const terms: Terms = {
    sellerAgreementId: agreement?.id ?? null,
    feeOf: async (line) => (line.product.productClass === "generic" ? ruleAt(tx, "fee", [line.product.code, "generic"], row.placedAt) : null),
  };
  const shares: { line: LineRow; share: NonNullable<ReturnType<Credit["shareOf"]>> }[] = [];
  for (const sold of lines) {
    const share = credit?.partnerOrgId ? credit.shareOf(sold) : null;
    const line = await insertLine(tx, { row, sold, terms, partnerOrgId: share ? (credit?.partnerOrgId ?? null) : null, original });
    if (share) shares.push({ line, share });
  }
  if (credit) await writeAttributions(tx, credit, shares);
  if (credit?.offerId) await useOffer(ctx, { offerId: credit.offerId, orderId: row.id });
  await recordAct(tx, ctx, row, { act: "create", at: row.placedAt, detail: bothNames("product", product.name, product.nameEn) });
  const asked = data.offerNumber ?? (data.offerToken ? "•" : null);
  if (asked && !credit?.offerId) await noteOrder(tx, { orderId: row.id, act: "offer_unusable", at: row.placedAt, detail: { offer: asked } });
  return applied(data.number, [], data.lines.map((line) => line.number));
}

const sum = <T>(items: readonly T[], value: (item: T) => bigint) => items.reduce((total, item) => total + value(item), 0n);

async function insertOrder(tx: Tx, { data, lines, original, credit }: Work & { credit: Credit | null }): Promise<OrderRow | null> {
  const { product } = lines[0] as SoldLine;
  const customer = await ensureCustomer(tx, data.customer);
  const partnerOrgId = credit?.partnerOrgId && lines.some((line) => credit.shareOf(line)) ? credit.partnerOrgId : null;
  const [row] = await tx
    .insert(order)
    .values({
      number: data.number,
      orderType: data.orderType,
      originalOrderId: original?.id ?? null,
      sellerOrgId: product.orgId,
      partnerOrgId,
      ...personsOf({ sellerOrgId: product.orgId, partnerOrgId }, credit, original),
      customerId: customer.id,
      customerName: data.customer.name,
      customerAccount: data.customer.account,
      legalEntityId: product.legalEntityId,
      offerId: credit?.offerId ?? null,
      status: "ordered",
      currency: data.currency,
      listFen: sum(data.lines, (line) => line.listFen),
      amountFen: sum(data.lines, (line) => line.amountFen),
      placedAt: data.placedAt,
      buyer: data.buyer,
    })
    .onConflictDoNothing({ target: order.number })
    .returning();
  return row ?? null;
}

/** Whose deal it is on either side: by the offer used; of a renewal or change, whoever had the order before; else who registered the customer. */
function personsOf({ sellerOrgId, partnerOrgId }: Pick<OrderRow, "sellerOrgId" | "partnerOrgId">, credit: Credit | null, original: OrderRow | null): Pick<OrderRow, "sellerPersonId" | "partnerPersonId"> {
  const named = credit?.persons;
  return {
    sellerPersonId: named?.sellerPersonId ?? (original?.sellerOrgId === sellerOrgId ? original.sellerPersonId : null),
    partnerPersonId: partnerOrgId === null ? null : (named?.partnerPersonId ?? (original?.partnerOrgId === partnerOrgId ? original.partnerPersonId : null) ?? credit?.registeredBy ?? null),
  };
}

type NewLine = { row: OrderRow; sold: SoldLine; terms: Terms; partnerOrgId: string | null; original: OrderRow | null };

async function insertLine(tx: Tx, { row, sold, terms, partnerOrgId, original }: NewLine): Promise<LineRow> {
  const { given, product, spec } = sold;
  const fee = await terms.feeOf(sold);
  const supervision = supervisionAtOrder(product.supervised, row.orderType);
  const [line] = await tx
    .insert(orderLine)
    .values({
      number: given.number,
      orderId: row.id,
      originalLineId: original ? await sameProductLine(tx, original.id, product.id) : null,
      sellerOrgId: row.sellerOrgId,
      partnerOrgId,
      productId: product.id,
      productSpecId: spec.id,
      productClass: product.productClass,
      legalEntityId: product.legalEntityId,
      orderType: row.orderType,
      chargingMode: given.chargingMode,
      periodType: given.periodType,
      periodNumber: given.periodNumber,
      quantity: given.quantity,
      currency: row.currency,
      listFen: given.listFen,
      amountFen: given.amountFen,
      voucherFen: given.voucherFen,
      taxRateBp: product.taxRateBp,
      sellerRatioBp: fee ? 10_000 - fee.bp : product.sellerRatioBp,
      feeRuleId: fee?.id ?? null,
      sellerAgreementId: terms.sellerAgreementId,
      shareBorneBy: product.shareBorneBy,
      hasInterface: callsInterface(product.hasInterface, row.orderType),
      supervision,
      supervisionSince: supervision === "open" ? row.placedAt : null,
      // A renewal takes effect on its own date; everything else when it is delivered.
      effectiveAt: row.orderType === "renew" || row.orderType === "change" ? given.effectiveAt : null,
      expiresAt: given.expiresAt,
    })
    .returning();
  return line as LineRow;
}

async function sameProductLine(tx: Tx, originalOrderId: string, productId: string): Promise<string | null> {
  const lines = await tx.select({ id: orderLine.id, productId: orderLine.productId }).from(orderLine).where(inArray(orderLine.orderId, [originalOrderId]));
  return lines.find((line) => line.productId === productId)?.id ?? null;
}
