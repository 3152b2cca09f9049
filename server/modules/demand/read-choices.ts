import { and, asc, count, eq, inArray } from "drizzle-orm";
import { demand, demandLine, org, product } from "@/db/schema";
import { sellableProduct, sellableSpec } from "@/db/views/sales";
import { named } from "@/lib/names";
import { toBusinessDay } from "@/lib/dates";
import { heldStates } from "@/lib/states/demand";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { DispatchDesk, InterestProduct, SpecChoice } from "./contract";
import { dueBy, loadDemand } from "./internal";

/** Co-sell products on sale that a demand may name, with the highest share each allows; the one asked for first, if it is sold. */
export async function interestProducts(ctx: Ctx, wanted: { productId?: string } = {}): Promise<InterestProduct[]> {
  authorize(ctx, "product:read");
  const rows = await withRead(ctx, async (tx) => {
    const asked = wanted.productId ? await tx.select().from(sellableProduct).where(eq(sellableProduct.id, wanted.productId)) : [];
    const listed = await tx.select().from(sellableProduct).orderBy(asc(sellableProduct.sellerNameZh), asc(sellableProduct.code)).limit(500);
    return [...asked, ...listed.filter(({ id }) => id !== asked[0]?.id)];
  });
  return rows.map((row) => ({ ...row, name: named(ctx, row.name, row.nameEn), sellerName: named(ctx, row.sellerNameZh, row.sellerNameEn) ?? "" }));
}

/** Today by the business clock, for the form's days. */
export async function demandDay(ctx: Ctx): Promise<string> {
  return withRead(ctx, async () => toBusinessDay(businessNow()));
}

/** The seller's own specifications that a solution may hold. */
export async function solutionSpecs(ctx: Ctx): Promise<SpecChoice[]> {
  authorize(ctx, "product:read");
  const rows = await withRead(ctx, (tx) => tx.select().from(sellableSpec).where(eq(sellableSpec.orgId, ctx.org.id)).orderBy(asc(sellableSpec.productName), asc(sellableSpec.skuCode)).limit(500));
  return rows.map((row) => ({
    id: row.id,
    productId: row.productId,
    productName: named(ctx, row.productName, row.productNameEn),
    name: named(ctx, row.name, row.nameEn),
    skuCode: row.skuCode,
    unitPrice: row.unitPrice,
    periodType: row.periodType,
  }));
}

/** Sellers a demand may be assigned to: owners of its products of interest first, then all others; with the demand each has open. */
export async function dispatchDesk(ctx: Ctx, demandId: string): Promise<DispatchDesk> {
  authorize(ctx, "demand:dispatch");
  return withRead(ctx, async (tx) => {
    await loadDemand(tx, ctx, demandId);
    const owned = await tx
      .select({ orgId: product.orgId, name: product.name })
      .from(demandLine)
      .innerJoin(product, eq(product.id, demandLine.productId))
      .where(and(eq(demandLine.demandId, demandId), eq(demandLine.kind, "interest")));
    const sellers = await tx.select().from(org).where(eq(org.kind, "seller")).orderBy(asc(org.nameZh)).limit(1000);
    const open = await tx.select({ orgId: demand.sellerOrgId, n: count() }).from(demand).where(inArray(demand.status, [...heldStates])).groupBy(demand.sellerOrgId);
    const openOf = new Map(open.map(({ orgId, n }) => [orgId, n]));
    const choices = sellers.map((seller) => ({
      orgId: seller.id,
      name: named(ctx, seller.nameZh, seller.nameEn),
      productNames: owned.filter((line) => line.orgId === seller.id).map((line) => line.name),
      openDemand: openOf.get(seller.id) ?? 0,
    }));
    const sorted = choices.toSorted((a, b) => b.productNames.length - a.productNames.length);
    return { sellers: sorted, acceptBy: (await dueBy(tx, "demand.accept")).toISOString() };
  });
}
