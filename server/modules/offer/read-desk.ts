import { asc, eq } from "drizzle-orm";
import { quotableSpec } from "@/db/views/sales";
import { toBusinessDay } from "@/lib/dates";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { businessNow, withRead } from "@/server/kernel/tx";
import { demandForOffer } from "@/server/modules/demand";
import { type Authority, authorityFor } from "@/server/modules/rule";
import type { OfferDraft, OfferStart, QuotableSpec } from "./contract";
import { linesInOrder } from "./decide";
import { loadOffer } from "./internal";
import { limitOf, mayQuote } from "./price-lines";
import { named } from "./read";

/** Specifications the acting company may quote, with its authority: a seller its own, a partner those of all sellers. */
export async function quotableSpecs(ctx: Ctx): Promise<QuotableSpec[]> {
  authorize(ctx, "offer:make");
  requireKind(ctx, "seller", "partner");
  return withRead(ctx, async (tx) => {
    const own = ctx.org.kind === "seller" ? eq(quotableSpec.orgId, ctx.org.id) : undefined;
    const found = await tx.select().from(quotableSpec).where(own).orderBy(asc(quotableSpec.sellerNameZh), asc(quotableSpec.productName), asc(quotableSpec.skuCode)).limit(1000);
    const rows = found.filter((row) => mayQuote(ctx, row));
    const productIds = [...new Set(rows.map((row) => row.productId))];
    const granted = ctx.org.kind === "partner" ? await authorityFor(tx, { partnerOrgId: ctx.org.id, productIds, customerAccount: null, at: businessNow() }) : new Map<string, Authority>();
    return rows.map((row) => ({
      id: row.id,
      productId: row.productId,
      productClass: row.productClass,
      sellerOrgId: row.orgId,
      sellerName: named(ctx, row.sellerNameZh, row.sellerNameEn) ?? "",
      productName: named(ctx, row.productName, row.productNameEn) ?? row.productName,
      name: named(ctx, row.name, row.nameEn) ?? row.name,
      skuCode: row.skuCode,
      chargingMode: row.chargingMode,
      periodType: row.periodType,
      unitPrice: row.unitPrice,
      floorRateBp: row.floorRateBp,
      ...limitOf(row, granted.get(row.productId)),
    }));
  });
}

/** Today by the business clock, as the form's earliest first day. */
export async function offerDay(ctx: Ctx): Promise<string> {
  return withRead(ctx, async () => toBusinessDay(businessNow()));
}

/** What the form starts with when the offer is made from this demand. */
export async function offerStart(ctx: Ctx, demandId: string): Promise<OfferStart> {
  authorize(ctx, "offer:make");
  const demand = await demandForOffer(ctx, demandId);
  return {
    demandId: demand.id,
    demandNumber: demand.number,
    demandName: demand.name,
    buyerName: demand.customerName,
    buyerAccount: demand.customerAccount,
    lines: demand.solution.map(({ productSpecId, quantity }) => ({ productSpecId, quantity })),
    shares: demand.partnerOrgId ? Object.fromEntries(demand.shares) : {},
  };
}

/** An own offer as the form takes it up again: for a new version, or a new offer after a refusal. A start that has passed becomes today. */
export async function offerDraft(ctx: Ctx, offerId: string): Promise<OfferDraft> {
  authorize(ctx, "offer:make");
  requireKind(ctx, "seller", "partner");
  return withRead(ctx, async (tx) => {
    const row = await loadOffer(tx, offerId);
    if (row.orgId !== ctx.org.id) throw notFound("offer");
    const demand = row.demandId ? await demandForOffer(ctx, row.demandId) : null;
    const lines = await linesInOrder(tx, row.id);
    const [today, startsOn] = [toBusinessDay(businessNow()), toBusinessDay(row.startsAt)];
    return {
      offerId: row.id,
      number: row.number,
      revision: row.revision,
      demandId: row.demandId ?? undefined,
      demandNumber: demand?.number ?? null,
      name: row.name,
      buyerAccount: row.buyerAccount,
      buyerName: row.buyerName,
      startsOn: startsOn < today ? today : startsOn,
      endsOn: toBusinessDay(new Date(row.endsAt.getTime() - 1)),
      terms: row.terms,
      specialReason: row.specialReason ?? undefined,
      lines: lines.map(({ productSpecId, quantity, periodNumber, rateBp, shareBp }) => ({ productSpecId, quantity, periodNumber, rateBp, ...(ctx.org.kind === "partner" ? { shareBp } : {}) })),
      shares: demand?.partnerOrgId ? Object.fromEntries(demand.shares) : {},
    };
  });
}
