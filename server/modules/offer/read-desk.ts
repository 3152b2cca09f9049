import { and, asc, eq, inArray, or } from "drizzle-orm";
import { quotableSpec } from "@/db/views/sales";
import { toBusinessDay } from "@/lib/dates";
import { liveOfferStates } from "@/lib/states/offer";
import { named } from "@/lib/names";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { businessNow, withRead } from "@/server/kernel/tx";
import { demandForOffer, demandHindrance } from "@/server/modules/demand";
import { type Authority, authorityFor } from "@/server/modules/rule";
import type { Hindrance, OfferDraft, OfferStart, QuotableSpec } from "./contract";
import { linesInOrder } from "./decide";
import { loadOffer, type OfferRecord } from "./internal";
import { limitOf, mayQuote } from "./price-lines";

/** Specifications and products a form names already: they are among the choices however many there are. */
export type Named = { readonly specIds?: readonly string[]; readonly productId?: string };
const most = 1000;

async function foundSpecs(tx: Tx, ctx: OrgCtx, { specIds = [], productId }: Named): Promise<(typeof quotableSpec.$inferSelect)[]> {
  const own = ctx.org.kind === "seller" ? eq(quotableSpec.orgId, ctx.org.id) : undefined;
  const listed = await tx.select().from(quotableSpec).where(own).orderBy(asc(quotableSpec.sellerNameZh), asc(quotableSpec.productName), asc(quotableSpec.skuCode)).limit(most);
  const known = new Set(listed.map((row) => row.id));
  const further = or(specIds.length > 0 ? inArray(quotableSpec.id, [...specIds]) : undefined, productId ? eq(quotableSpec.productId, productId) : undefined);
  const asked = listed.length < most || !further ? [] : await tx.select().from(quotableSpec).where(and(own, further)).limit(most);
  return [...listed, ...asked.filter((row) => !known.has(row.id))].filter((row) => mayQuote(ctx, row));
}

/** Specifications the acting company may quote, with its authority: a seller its own, a partner those of all sellers. */
export async function quotableSpecs(ctx: Ctx, wanted: Named = {}): Promise<QuotableSpec[]> {
  authorize(ctx, "offer:make");
  requireKind(ctx, "seller", "partner");
  return withRead(ctx, async (tx) => {
    const rows = await foundSpecs(tx, ctx, wanted);
    const productIds = [...new Set(rows.map((row) => row.productId))];
    const granted = ctx.org.kind === "partner" ? await authorityFor(tx, { partnerOrgId: ctx.org.id, productIds, customerAccount: null, at: businessNow() }) : new Map<string, Authority>();
    return rows.map((row) => ({
      id: row.id,
      productId: row.productId,
      productClass: row.productClass,
      sellerOrgId: row.orgId,
      sellerName: named(ctx, row.sellerNameZh, row.sellerNameEn) ?? "",
      productName: named(ctx, row.productName, row.productNameEn),
      name: named(ctx, row.name, row.nameEn),
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

/** Why the acting company cannot make an offer from this demand now; null while it can. */
export async function offerHindrance(ctx: Ctx, demandId: string): Promise<Hindrance | null> {
  authorize(ctx, "offer:make");
  requireKind(ctx, "seller");
  return demandHindrance(ctx, demandId);
}

/** What keeps an earlier offer's demand from being offered again; its own hold is none while it is live. */
async function hindranceOf(ctx: OrgCtx, row: OfferRecord): Promise<Hindrance | null> {
  if (!row.demandId) return null;
  const found = await demandHindrance(ctx, row.demandId);
  const holds = (liveOfferStates as readonly string[]).includes(row.status);
  return holds && found?.why === "held" ? null : found;
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
    lines: demand.solution.map(({ productSpecId, productName, quantity }) => ({ productSpecId, productName, quantity })),
    wanted: [...demand.shares.keys()],
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
    const hindrance = await hindranceOf(ctx, row);
    const demand = row.demandId && !hindrance ? await demandForOffer(ctx, row.demandId) : null;
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
      hindrance,
    };
  });
}
