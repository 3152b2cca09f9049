import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { org, product, productSpec } from "@/db/schema";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { after, pageSize, toPage } from "@/server/kernel/page";
import { withRead } from "@/server/kernel/tx";
import type { Catalogue, CatalogueInput } from "./contract";
import { named } from "./read";

/** What a partner may sell: co-sell and platform products on sale, with the highest share and the floor of each. */
export async function coSellCatalogue(ctx: Ctx, input: CatalogueInput = {}): Promise<Catalogue> {
  authorize(ctx, "product:read");
  return withRead(ctx, async (tx) => {
    const next = after(input.cursor, [
      { column: product.createdAt, cast: "timestamptz" },
      { column: product.id, cast: "uuid" },
    ]);
    const sellable = and(eq(product.status, "on_sale"), inArray(product.productClass, ["co_sell", "platform"]), input.q ? sql`${product.id} in (select app.find_product(${input.q}, 2000))` : undefined);
    const rows = await tx
      .select({
        row: product,
        sellerZh: org.nameZh,
        sellerEn: org.nameEn,
        from: sql<string | null>`(select min(${productSpec.unitPrice}) from ${productSpec} where ${productSpec.productId} = ${product.id} and ${productSpec.onSale})`,
        at: sql<string>`${product.createdAt}::text`,
      })
      .from(product)
      .innerJoin(org, eq(org.id, product.orgId))
      .where(and(sellable, next))
      .orderBy(desc(product.createdAt), desc(product.id))
      .limit(pageSize + 1);
    const page = toPage(rows, ({ row, at }) => [at, row.id]);
    return {
      next: page.next,
      rows: page.rows.map(({ row, sellerZh, sellerEn, from }) => ({
        id: row.id,
        code: row.code,
        name: named(ctx, row.name, row.nameEn),
        sellerName: named(ctx, sellerZh, sellerEn),
        productClass: row.productClass,
        deliveryMode: row.deliveryMode,
        overview: row.overview,
        maxShareBp: row.maxShareBp,
        floorRateBp: row.floorRateBp,
        fromPrice: from,
      })),
    };
  });
}

type Sold = { readonly product: typeof product.$inferSelect; readonly spec: typeof productSpec.$inferSelect };

/** The products behind order lines, by SKU code, also those no longer on sale: renewals and refunds name them. */
export async function productsForOrder(tx: Tx, skuCodes: readonly string[]): Promise<Map<string, Sold>> {
  if (skuCodes.length === 0) return new Map();
  const rows = await tx.select({ product, spec: productSpec }).from(productSpec).innerJoin(product, eq(product.id, productSpec.productId)).where(inArray(productSpec.skuCode, [...skuCodes]));
  return new Map(rows.map((row) => [row.spec.skuCode, row]));
}
