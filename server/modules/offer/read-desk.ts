import { asc, eq } from "drizzle-orm";
import { org } from "@/db/schema";
import { sellableSpec } from "@/db/views/sales";
import { toBusinessDay } from "@/lib/dates";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { businessNow, withRead } from "@/server/kernel/tx";
import { demandForOffer } from "@/server/modules/demand";
import type { OfferStart, QuotableSpec } from "./contract";

export const named = (ctx: Ctx, zh: string | null, en: string | null) => (ctx.locale === "en" ? (en ?? zh) : zh) || zh;

/** The marketplace's own company, whose people decide what goes beyond a maker's authority. */
export async function operatorOrgId(tx: Tx): Promise<string | null> {
  const [row] = await tx.select({ id: org.id }).from(org).where(eq(org.kind, "operator")).orderBy(org.createdAt).limit(1);
  return row?.id ?? null;
}

/** Specifications the acting company may quote: a seller its own, a partner those of all sellers. */
export async function quotableSpecs(ctx: Ctx): Promise<QuotableSpec[]> {
  authorize(ctx, "offer:make");
  const own = ctx.org.kind === "seller" ? eq(sellableSpec.orgId, ctx.org.id) : undefined;
  const rows = await withRead(ctx, (tx) => tx.select().from(sellableSpec).where(own).orderBy(asc(sellableSpec.sellerNameZh), asc(sellableSpec.productName), asc(sellableSpec.skuCode)).limit(1000));
  return rows.map((row) => ({
    id: row.id,
    productId: row.productId,
    sellerOrgId: row.orgId,
    sellerName: named(ctx, row.sellerNameZh, row.sellerNameEn) ?? "",
    productName: named(ctx, row.productName, row.productNameEn) ?? row.productName,
    name: named(ctx, row.name, row.nameEn) ?? row.name,
    skuCode: row.skuCode,
    chargingMode: row.chargingMode,
    periodType: row.periodType,
    unitPrice: row.unitPrice,
    floorRateBp: row.floorRateBp,
    maxShareBp: row.maxShareBp,
  }));
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
