import { createHash } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { agreement, attribution, offer, order, orderLine, org } from "@/db/schema";
import type { attributionBranches } from "@/lib/states/order";
import type { Tx } from "@/server/kernel/database";
import { agreementInForce } from "@/server/modules/agreement";
import { associatedPartner } from "@/server/modules/customer";
import { type DealPersons, offerForOrder } from "@/server/modules/offer";
import type { productsForOrder } from "@/server/modules/product";
import type { CreatedLine, CreatedOrder } from "./events";
import type { LineRow, OrderRow } from "./internal";
import { ruleAt } from "./read-rules";

export type Sold = Awaited<ReturnType<typeof productsForOrder>> extends Map<string, infer Entry> ? Entry : never;
/** A line of the event with the product and specification it names. */
export type SoldLine = Sold & { readonly given: CreatedLine };

export type Share = { readonly shareBp: number; readonly shareRuleId: string | null };

/** Who is credited for an order and how that was decided; `shareOf` is null for lines that are nobody's. */
export type Credit = {
  readonly partnerOrgId: string | null;
  readonly carrier: (typeof attribution.$inferInsert)["carrier"];
  readonly offerId: string | null;
  readonly offerRevision: number | null;
  readonly demandId: string | null;
  readonly discountKind: CreatedOrder["discountKind"];
  readonly agreementId: string | null;
  /** The credited partner against the one the customer is associated with when the order is placed. */
  readonly branch: (typeof attributionBranches)[number];
  readonly evidence: Record<string, string>;
  /** Whose deal it is by the offer used; null where none was. */
  readonly persons: DealPersons | null;
  /** Who registered the customer, where the credited partner is the associated one. */
  readonly registeredBy: string | null;
  readonly shareOf: (line: SoldLine) => Share | null;
};

type Search = { readonly data: CreatedOrder; readonly sellerOrgId: string; readonly lines: readonly SoldLine[]; readonly original: OrderRow | null };
type Found = Pick<Credit, "partnerOrgId" | "carrier" | "evidence" | "shareOf"> & Partial<Pick<Credit, "offerId" | "offerRevision" | "demandId" | "discountKind" | "persons">>;

/**
 * Who is credited. The first carrier that names a partner decides: the offer used, the partner typed in at order time,
 * the one in the shared product link, what a renewal inherits, the one the customer is associated with.
 */
export async function findCredit(tx: Tx, search: Search): Promise<Credit | null> {
  const { data } = search;
  const associated = await associatedPartner(tx, data.customer.account, data.placedAt);
  const used = await byOffer(tx, search);
  const found = used && (used.partnerOrgId || !search.original) ? used : withOffer(used, await byOthers(tx, search, associated));
  return found ? complete(tx, search, found, associated) : null;
}

async function byOthers(tx: Tx, search: Search, associated: Associated): Promise<Found | null> {
  const { data } = search;
  return (
    (await byAccount(tx, search, "typed", data.partnerAccount)) ??
    (await byAccount(tx, search, "link", data.partnerLink)) ??
    (await byOriginal(tx, search)) ??
    (await byAssociation(tx, search, associated))
  );
}

/** A renewal at a seller's own price credits whom it would credit without: the offer is used up, the partner's claim stays. */
function withOffer(used: Found | null, credited: Found | null): Found | null {
  if (!used || !credited) return used ?? credited;
  const { offerId, offerRevision, discountKind, evidence, persons } = used;
  const { rule: _used, ...offered } = evidence;
  return { ...credited, offerId, offerRevision, persons, demandId: used.demandId ?? credited.demandId, discountKind, evidence: { ...offered, ...credited.evidence } };
}

type Associated = Awaited<ReturnType<typeof associatedPartner>>;

/** Same or different from the customer's associated partner; "none" when it had none. */
export function branchOf(partnerOrgId: string | null, associated: Associated): Credit["branch"] {
  if (!associated || !partnerOrgId) return "none";
  return associated.orgId === partnerOrgId ? "same" : "different";
}

/** Adds what is the same for every carrier: the agreement in force, the branch, and both as evidence. */
async function complete(tx: Tx, { data }: Search, found: Found, associated: Associated): Promise<Credit> {
  const agreed = found.partnerOrgId ? await agreementInForce(tx, found.partnerOrgId, data.placedAt) : null;
  const discountKind = found.discountKind ?? data.discountKind;
  return {
    offerId: null,
    offerRevision: null,
    demandId: null,
    persons: null,
    ...found,
    registeredBy: associated && associated.orgId === found.partnerOrgId ? associated.personId : null,
    discountKind,
    agreementId: agreed?.id ?? null,
    branch: branchOf(found.partnerOrgId, associated),
    evidence: {
      ...found.evidence,
      ...(discountKind ? { discountKind } : {}),
      ...(agreed ? { agreement: agreed.number, agreementVersion: agreed.agreementVersion } : {}),
      ...(associated ? { association: associated.associationId } : {}),
    },
  };
}

async function byOffer(tx: Tx, { data, sellerOrgId }: Search): Promise<Found | null> {
  if (!data.offerNumber && !data.offerToken) return null;
  const named = data.offerNumber ? { offerNumber: data.offerNumber } : { tokenHash: createHash("sha256").update(data.offerToken ?? "").digest("hex") };
  const used = await offerForOrder(tx, { ...named, buyerAccount: data.customer.account, at: data.placedAt });
  if (!used || used.sellerOrgId !== sellerOrgId) return null;
  const [version] = await tx.select({ revision: offer.revision }).from(offer).where(eq(offer.id, used.id));
  return {
    partnerOrgId: used.partnerOrgId,
    carrier: "offer",
    offerId: used.id,
    offerRevision: version?.revision ?? null,
    demandId: used.demandId,
    discountKind: data.discountKind ?? used.discountKind,
    persons: used.persons,
    evidence: { rule: "offer_used", offer: used.number, revision: String(version?.revision ?? 1) },
    shareOf: ({ spec }) => {
      const line = used.lines.find((one) => one.productSpecId === spec.id);
      return line ? { shareBp: line.shareBp, shareRuleId: null } : null;
    },
  };
}

const accountRules = { typed: "partner_typed_by_customer", link: "product_link_followed" } as const;

async function byAccount(tx: Tx, { data, lines }: Search, carrier: keyof typeof accountRules, account: string | null): Promise<Found | null> {
  if (!account) return null;
  const [partner] = await tx.select({ id: org.id }).from(org).where(and(eq(org.slug, account), eq(org.kind, "partner")));
  if (!partner) return null;
  return { partnerOrgId: partner.id, carrier, evidence: { rule: accountRules[carrier], account }, shareOf: await sharesByRule(tx, lines, data.placedAt) };
}

/** A renewal stays with the partner of the original, as long as the agreement under which it was won lives. */
async function byOriginal(tx: Tx, { data, original }: Search): Promise<Found | null> {
  if (!original || data.orderType === "trial") return null;
  const inherited = await tx
    .select({ row: attribution, productId: orderLine.productId, validTo: agreement.validTo })
    .from(attribution)
    .innerJoin(orderLine, eq(orderLine.id, attribution.orderLineId))
    .leftJoin(agreement, eq(agreement.id, attribution.agreementId))
    .where(eq(attribution.orderId, original.id));
  const living = inherited.filter(({ row, validTo }) => row.agreementId && (!validTo || validTo > data.placedAt));
  const [first] = living;
  if (!first) return null;
  return {
    partnerOrgId: first.row.partnerOrgId,
    carrier: "inherited",
    demandId: first.row.demandId,
    discountKind: first.row.discountKind,
    evidence: { rule: "renewal_inherits", order: original.number },
    shareOf: ({ product }) => {
      const same = living.find((one) => one.productId === product.id && one.row.partnerOrgId === first.row.partnerOrgId);
      return same ? { shareBp: same.row.shareBp, shareRuleId: same.row.shareRuleId } : null;
    },
  };
}

/** Where nothing else names a partner, the associated one is credited by the share rule; trials credit nobody this way. */
async function byAssociation(tx: Tx, { data, lines }: Search, associated: Associated): Promise<Found | null> {
  if (!associated || data.orderType === "trial") return null;
  return { partnerOrgId: associated.orgId, carrier: "association", evidence: { rule: "customer_associated" }, shareOf: await sharesByRule(tx, lines, data.placedAt) };
}

/** The share of each product by the rule in force at an instant: its own, else its class's; null where there is none. */
async function sharesByRule(tx: Tx, lines: readonly SoldLine[], at: Date): Promise<Credit["shareOf"]> {
  const shares = new Map<string, Share>();
  for (const { product } of lines) {
    if (shares.has(product.id)) continue;
    const rule = await ruleAt(tx, "share", [product.code, product.productClass], at);
    if (rule) shares.set(product.id, { shareBp: rule.bp, shareRuleId: rule.id });
  }
  return ({ product }) => shares.get(product.id) ?? null;
}

/** Writes the attributions of a new order's lines, with the evidence that decided. */
export async function writeAttributions(tx: Tx, credit: Credit, shares: readonly { line: LineRow; share: Share }[]): Promise<void> {
  const { partnerOrgId } = credit;
  if (!partnerOrgId || shares.length === 0) return;
  const { shareOf: _shareOf, persons: _persons, registeredBy: _registeredBy, ...same } = credit;
  await tx.insert(attribution).values(
    shares.map(({ line, share }) => ({ ...same, partnerOrgId, orderId: line.orderId, orderLineId: line.id, sellerOrgId: line.sellerOrgId, ...share })),
  );
}

/** A refund takes back from whoever was credited, on the same terms. */
export async function copyAttributions(tx: Tx, refundLines: readonly LineRow[]): Promise<void> {
  if (refundLines.length === 0) return;
  await tx.execute(sql`
    insert into attribution (order_id, order_line_id, partner_org_id, seller_org_id, carrier, offer_id, demand_id, discount_kind, share_bp, share_rule_id, agreement_id, branch, offer_revision, claim_id, evidence)
    select r.order_id, r.id, a.partner_org_id, a.seller_org_id, a.carrier, a.offer_id, a.demand_id, a.discount_kind, a.share_bp, a.share_rule_id, a.agreement_id, a.branch, a.offer_revision, a.claim_id,
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
