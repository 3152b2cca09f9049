import { and, asc, count, eq, inArray } from "drizzle-orm";
import { demand, demandLine, org, product } from "@/db/schema";
import { sellableProduct, sellableSpec } from "@/db/views/sales";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import type { DispatchDesk, InterestProduct, SpecChoice } from "./contract";
import { dueBy, loadDemand } from "./internal";
import { named } from "./read";

/** Co-sell products on sale that a demand may name, with the highest share each allows. */
export async function interestProducts(ctx: Ctx): Promise<InterestProduct[]> {
  authorize(ctx, "product:read");
  const rows = await withRead(ctx, (tx) => tx.select().from(sellableProduct).orderBy(asc(sellableProduct.sellerNameZh), asc(sellableProduct.code)).limit(500));
  return rows.map((row) => ({ ...row, name: named(ctx, row.name, row.nameEn) ?? row.name, sellerName: named(ctx, row.sellerNameZh, row.sellerNameEn) ?? "" }));
}

/** The seller's own specifications that a solution may hold. */
export async function solutionSpecs(ctx: Ctx): Promise<SpecChoice[]> {
  authorize(ctx, "product:read");
  const rows = await withRead(ctx, (tx) => tx.select().from(sellableSpec).where(eq(sellableSpec.orgId, ctx.org.id)).orderBy(asc(sellableSpec.productName), asc(sellableSpec.skuCode)).limit(500));
  return rows.map((row) => ({
    id: row.id,
    productId: row.productId,
    productName: named(ctx, row.productName, row.productNameEn) ?? row.productName,
    name: named(ctx, row.name, row.nameEn) ?? row.name,
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
    const open = await tx.select({ orgId: demand.sellerOrgId, n: count() }).from(demand).where(inArray(demand.status, ["pending", "converting", "offered"])).groupBy(demand.sellerOrgId);
    const openOf = new Map(open.map(({ orgId, n }) => [orgId, n]));
    const choices = sellers.map((seller) => ({
      orgId: seller.id,
      name: named(ctx, seller.nameZh, seller.nameEn) ?? seller.nameZh,
      productNames: owned.filter((line) => line.orgId === seller.id).map((line) => line.name),
      openDemand: openOf.get(seller.id) ?? 0,
    }));
    const sorted = choices.toSorted((a, b) => b.productNames.length - a.productNames.length);
    return { sellers: sorted, acceptBy: (await dueBy(tx, "demand.accept")).toISOString() };
  });
}
