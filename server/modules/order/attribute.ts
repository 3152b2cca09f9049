import { createHash } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { agreement, attribution, order, orderLine, org } from "@/db/schema";
import type { Tx } from "@/server/kernel/database";
import { agreementInForce } from "@/server/modules/agreement";
import { offerForOrder } from "@/server/modules/offer";
import type { productsForOrder } from "@/server/modules/product";
import type { CreatedLine, CreatedOrder } from "./events";
import type { LineRow, OrderRow } from "./internal";
import { ruleAt } from "./read-rules";

export type Sold = Awaited<ReturnType<typeof productsForOrder>> extends Map<string, infer Entry> ? Entry : never;
/** A line of the event with the product and specification it names. */
export type SoldLine = Sold & { readonly given: CreatedLine };

type Share = { readonly shareBp: number; readonly shareRuleId: string | null };

/** Who is credited for an order and how that was decided; `shareOf` is null for lines that are nobody's. */
export type Credit = {
  readonly partnerOrgId: string | null;
  readonly carrier: "offer" | "typed" | "inherited";
  readonly offerId: string | null;
  readonly demandId: string | null;
  readonly discountKind: CreatedOrder["discountKind"];
  readonly agreementId: string | null;
  readonly evidence: Record<string, string>;
  readonly shareOf: (line: SoldLine) => Share | null;
};

type Search = { readonly data: CreatedOrder; readonly sellerOrgId: string; readonly lines: readonly SoldLine[]; readonly original: OrderRow | null };

/** The carrier that decides: the offer used, then the partner typed in at order time, then what a renewal inherits. */
export async function findCredit(tx: Tx, search: Search): Promise<Credit | null> {
  if (search.data.offerNumber || search.data.offerToken) {
    const byOffer = await creditOfOffer(tx, search);
    if (byOffer) return byOffer;
  }
  if (search.data.partnerAccount) {
    const typed = await creditTyped(tx, search, search.data.partnerAccount);
    if (typed) return typed;
  }
  return search.original && search.data.orderType !== "trial" ? creditInherited(tx, search, search.original) : null;
}

async function creditOfOffer(tx: Tx, { data, sellerOrgId }: Search): Promise<Credit | null> {
  const named = data.offerNumber ? { offerNumber: data.offerNumber } : { tokenHash: createHash("sha256").update(data.offerToken ?? "").digest("hex") };
  const used = await offerForOrder(tx, { ...named, buyerAccount: data.customer.account, at: data.placedAt });
  if (!used || used.sellerOrgId !== sellerOrgId) return null;
  const inForce = used.partnerOrgId ? await agreementInForce(tx, used.partnerOrgId, data.placedAt) : null;
  return {
    partnerOrgId: used.partnerOrgId,
    carrier: "offer",
    offerId: used.id,
    demandId: used.demandId,
    discountKind: data.discountKind ?? used.discountKind,
    agreementId: inForce?.id ?? null,
    evidence: { rule: "offer_used", offer: used.number },
    shareOf: ({ spec }) => {
      const line = used.lines.find((one) => one.productSpecId === spec.id);
      return line ? { shareBp: line.shareBp, shareRuleId: null } : null;
    },
  };
}

async function creditTyped(tx: Tx, { data, lines }: Search, account: string): Promise<Credit | null> {
  const [partner] = await tx.select({ id: org.id }).from(org).where(and(eq(org.slug, account), eq(org.kind, "partner")));
  const [first] = lines;
  if (!partner || !first) return null;
  const share = await ruleAt(tx, "share", [first.product.code, first.product.productClass], data.placedAt);
  const inForce = await agreementInForce(tx, partner.id, data.placedAt);
  return {
    partnerOrgId: partner.id,
    carrier: "typed",
    offerId: null,
    demandId: null,
    discountKind: data.discountKind,
    agreementId: inForce?.id ?? null,
    evidence: { rule: "partner_typed_by_customer", account },
    shareOf: () => (share ? { shareBp: share.bp, shareRuleId: share.id } : null),
  };
}

/** A renewal stays with the partner of the original, as long as the agreement under which it was won lives. */
async function creditInherited(tx: Tx, { data }: Search, original: OrderRow): Promise<Credit | null> {
  const inherited = await tx
    .select({ row: attribution, productId: orderLine.productId, validTo: agreement.validTo })
    .from(attribution)
    .innerJoin(orderLine, eq(orderLine.id, attribution.orderLineId))
    .leftJoin(agreement, eq(agreement.id, attribution.agreementId))
    .where(eq(attribution.orderId, original.id));
  const living = inherited.filter(({ row, validTo }) => row.agreementId && (!validTo || validTo > data.placedAt));
  const [first] = living;
  if (!first) return null;
  const inForce = await agreementInForce(tx, first.row.partnerOrgId, data.placedAt);
  return {
    partnerOrgId: first.row.partnerOrgId,
    carrier: "inherited",
    offerId: null,
    demandId: first.row.demandId,
    discountKind: first.row.discountKind,
    agreementId: inForce?.id ?? null,
    evidence: { rule: "renewal_inherits", order: original.number },
    shareOf: ({ product }) => {
      const same = living.find((one) => one.productId === product.id && one.row.partnerOrgId === first.row.partnerOrgId);
      return same ? { shareBp: same.row.shareBp, shareRuleId: same.row.shareRuleId } : null;
    },
  };
}

/** Writes the attributions of a new order's lines, with the evidence that decided. */
export async function writeAttributions(tx: Tx, credit: Credit, shares: readonly { line: LineRow; share: Share }[]): Promise<void> {
  const { partnerOrgId } = credit;
  if (!partnerOrgId || shares.length === 0) return;
  await tx.insert(attribution).values(
    shares.map(({ line, share }) => ({
      orderId: line.orderId,
      orderLineId: line.id,
      partnerOrgId,
      sellerOrgId: line.sellerOrgId,
      carrier: credit.carrier,
      offerId: credit.offerId,
      demandId: credit.demandId,
      discountKind: credit.discountKind,
      agreementId: credit.agreementId,
      evidence: credit.evidence,
      ...share,
    })),
  );
}

/** A refund takes back from whoever was credited, on the same terms. */
export async function copyAttributions(tx: Tx, refundLines: readonly LineRow[]): Promise<void> {
  if (refundLines.length === 0) return;
  await tx.execute(sql`
    insert into attribution (order_id, order_line_id, partner_org_id, seller_org_id, carrier, offer_id, demand_id, discount_kind, share_bp, share_rule_id, agreement_id, evidence)
    select r.order_id, r.id, a.partner_org_id, a.seller_org_id, a.carrier, a.offer_id, a.demand_id, a.discount_kind, a.share_bp, a.share_rule_id, a.agreement_id,
      jsonb_build_object('rule', 'refund_inherits', 'line', o.number)
    from order_line r join order_line o on o.id = r.original_line_id join attribution a on a.order_line_id = o.id
    where ${inArray(sql`r.id`, refundLines.map(({ id }) => id))}
    on conflict (order_line_id, partner_org_id) do nothing`);
}

/** Orders of the number, for a renewal's original. */
export async function originalOf(tx: Tx, number: string): Promise<OrderRow | null> {
  const [row] = await tx.select().from(order).where(eq(order.number, number));
  return row ?? null;
}
