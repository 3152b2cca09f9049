import { inArray } from "drizzle-orm";
import { quotableSpec } from "@/db/views/sales";
import { type Breach, breachesOf, listPrice, payableAt } from "@/lib/offer-price";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import { businessNow } from "@/server/kernel/tx";
import type { DemandForOffer } from "@/server/modules/demand";
import { type Authority, authorityFor } from "@/server/modules/rule";
import type { AuthorityUsed, QuoteInput } from "./contract-quote";
import { shareFromDemand } from "./rules";

type Spec = typeof quotableSpec.$inferSelect;
type Asked = QuoteInput["lines"][number];
/** A line as it would be frozen, with the limit it is measured against. */
export type PricedLine = {
  readonly spec: Spec;
  readonly quantity: number;
  readonly periodNumber: number;
  readonly rateBp: number;
  readonly shareBp: number;
  readonly maxShareBp: number;
  readonly authority: AuthorityUsed;
  readonly listFen: bigint;
  readonly amountFen: bigint;
};
/** `lines` and `breaches` count alike; a line that cannot be priced is null and named in `problems`. */
export type Priced = { readonly lines: (PricedLine | null)[]; readonly breaches: Breach[]; readonly problems: Record<string, string>; readonly sellerOrgId: string | null };

/** The maker's limit on a product: a partner's by the authority in force, else (and for the seller itself) the product's floor. */
export function limitOf(spec: Pick<Spec, "floorRateBp" | "maxShareBp">, granted: Authority | undefined): { authority: AuthorityUsed; maxShareBp: number } {
  if (!granted) return { authority: { id: null, rateBp: spec.floorRateBp, scope: "floor", floorUnitPrice: null }, maxShareBp: spec.maxShareBp };
  const { id, rateBp, scope, floorUnitPrice } = granted;
  return { authority: { id, rateBp, scope, floorUnitPrice }, maxShareBp: Math.min(granted.maxShareBp ?? spec.maxShareBp, spec.maxShareBp) };
}

/** What the acting company may sell: sellers co-sell products of their own, partners co-sell and platform products of all; a delegate its products. */
export function mayQuote(ctx: OrgCtx, spec: Pick<Spec, "orgId" | "productClass" | "productId">): boolean {
  if (ctx.org.productIds && !ctx.org.productIds.includes(spec.productId)) return false;
  return ctx.org.kind === "partner" || (spec.orgId === ctx.org.id && spec.productClass === "co_sell");
}

type Terms = { readonly demand: DemandForOffer | null; readonly buyerAccount: string | null };

/**
 * Prices every line by its specification as it stands and finds what goes beyond the maker's authority. The one
 * reckoning behind the preview and the submission alike.
 */
export async function priceLines(tx: Tx, ctx: OrgCtx, asked: readonly Asked[], { demand, buyerAccount }: Terms): Promise<Priced> {
  const specs = await tx.select().from(quotableSpec).where(inArray(quotableSpec.id, [...new Set(asked.map((line) => line.productSpecId))]));
  const specOf = new Map(specs.filter((spec) => mayQuote(ctx, spec)).map((spec) => [spec.id, spec]));
  const productIds = [...new Set([...specOf.values()].map((spec) => spec.productId))];
  const granted = ctx.org.kind === "partner" ? await authorityFor(tx, { partnerOrgId: ctx.org.id, productIds, customerAccount: buyerAccount, at: businessNow() }) : new Map<string, Authority>();
  const problems: Record<string, string> = {};
  const lines = asked.map((line, at) => {
    const spec = specOf.get(line.productSpecId);
    if (!spec) {
      problems[`lines.${at}.productSpecId`] = "offer.errors.field.notSellable";
      return null;
    }
    if (spec.periodType === "NONE" && line.periodNumber !== 1) problems[`lines.${at}.periodNumber`] = "offer.errors.field.onePeriod";
    const { authority, maxShareBp } = limitOf(spec, granted.get(spec.productId));
    const ownAsk = ctx.org.kind === "partner" ? (line.shareBp ?? 0) : 0;
    if (ownAsk > maxShareBp) problems[`lines.${at}.shareBp`] = "offer.errors.field.overMaximum";
    if (line.rateBp === 0) problems[`lines.${at}.rateBp`] = "errors.field.basisPoints";
    const shareBp = demand?.partnerOrgId ? shareFromDemand(demand.shares, spec.productId, spec.maxShareBp) : ownAsk;
    const listFen = listPrice({ ...line, unitPrice: spec.unitPrice });
    const { quantity, periodNumber, rateBp } = line;
    return { spec, quantity, periodNumber, rateBp, shareBp, maxShareBp, authority, listFen, amountFen: payableAt(listFen, rateBp) };
  });
  lines.forEach((line, at) => {
    // An order's line finds its share by its specification: one specification, one share.
    if (line && lines.some((other, first) => first < at && other?.spec.id === line.spec.id && other.shareBp !== line.shareBp)) problems[`lines.${at}.shareBp`] = "offer.errors.field.oneShare";
  });
  const sellers = new Set(lines.flatMap((line) => line?.spec.orgId ?? []));
  if (sellers.size > 1) problems["lines"] = "offer.errors.field.oneSeller";
  return { lines, breaches: breachesIn(lines), problems, sellerOrgId: [...sellers][0] ?? null };
}

/** Breaches by the asked lines' own numbers, past those that could not be priced. */
function breachesIn(lines: readonly (PricedLine | null)[]): Breach[] {
  return lines.flatMap((line, at) => (line ? breachesOf([{ rateBp: line.rateBp, unitPrice: line.spec.unitPrice, limit: line.authority }]).map((breach) => ({ ...breach, line: at })) : []));
}
