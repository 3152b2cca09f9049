import { asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { product, productSpec } from "@/db/schema";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { withRead } from "@/server/kernel/tx";
import type { Catalogue, CatalogueInput, CatalogueItem, CatalogueRow } from "./contract-catalogue";
import { named } from "./read";
import { materialsOf } from "./read-materials";

type Found = Omit<CatalogueRow, "name" | "sellerName"> & { zh: string; en: string; sellerZh: string; sellerEn: string; sortAt: string };

const columns = sql`
  c.id, c.code, c.name as zh, c.name_en as en, c.seller_name_zh as "sellerZh", c.seller_name_en as "sellerEn", c.product_class as "productClass", c.delivery_mode as "deliveryMode",
  c.category, c.overview, c.regions, c.incentive, c.share_bp as "shareBp", coalesce(c.authority_bp, c.floor_rate_bp) as "authorityBp", coalesce(c.authority_scope, 'floor') as "authorityScope",
  c.floor_rate_bp as "floorRateBp", c.from_price::text as "fromPrice", round(c.floor_price, 6)::text as "floorPrice", c.materials, c.created_at::text as "sortAt"`;

function toRow(ctx: Ctx, { zh, en, sellerZh, sellerEn, sortAt: _sortAt, ...row }: Found): CatalogueRow {
  return { ...row, name: named(ctx, zh, en), sellerName: named(ctx, sellerZh, sellerEn) };
}

function conditions(input: CatalogueInput): SQL[] {
  const found: SQL[] = [sql`true`];
  if (input.q) found.push(sql`c.id in (select app.find_product(${input.q}, 2000))`);
  if (input.productClass) found.push(sql`c.product_class = ${input.productClass}`);
  if (input.deliveryMode) found.push(sql`c.delivery_mode = ${input.deliveryMode}`);
  if (input.incentive) found.push(sql`c.incentive = ${input.incentive}`);
  if (input.cursor) {
    const [at, id] = decodeCursor(input.cursor, 2);
    found.push(sql`(c.created_at, c.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  return found;
}

/** What a partner may sell: co-sell and platform products on sale, with what it may ask for and grant on each. */
export async function coSellCatalogue(ctx: Ctx, input: CatalogueInput = {}): Promise<Catalogue> {
  authorize(ctx, "product:read");
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.execute<Found>(sql`select ${columns} from catalogue_product c where ${sql.join(conditions(input), sql` and `)} order by c.created_at desc, c.id desc limit ${pageSize + 1}`);
    const page = toPage(rows, (row) => [row.sortAt, row.id]);
    return { rows: page.rows.map((row) => toRow(ctx, row)), next: page.next };
  });
}

/** One product of the catalogue with its specifications and papers; 404 when it is not for partners or not on sale. */
export async function catalogueItem(ctx: Ctx, input: { productId: string }): Promise<CatalogueItem> {
  authorize(ctx, "product:read");
  return withRead(ctx, async (tx) => {
    type More = { description: string; supervised: boolean; listedAt: string | null };
    const { rows } = await tx.execute<Found & More>(sql`
      select ${columns}, c.description, c.supervised, app.iso(c.listed_at) as "listedAt" from catalogue_product c where c.id = ${input.productId}`);
    const [row] = rows;
    if (!row) throw notFound("product");
    const { id, skuCode, name, nameEn, chargingMode, periodType, unitPrice, onSale } = productSpec;
    const specRows = await tx.select({ id, skuCode, name, nameEn, chargingMode, periodType, unitPrice, onSale }).from(productSpec).where(eq(productSpec.productId, row.id)).orderBy(asc(skuCode)).limit(200);
    const { description, supervised, listedAt, ...rest } = row;
    return { ...toRow(ctx, rest), description, supervised, listedAt, specRows: specRows.filter((spec) => spec.onSale), materialRows: await materialsOf(row.id) };
  });
}

type Sold = { readonly product: typeof product.$inferSelect; readonly spec: typeof productSpec.$inferSelect };

/** The products behind order lines, by SKU code, also those no longer on sale: renewals and refunds name them. */
export async function productsForOrder(tx: Tx, skuCodes: readonly string[]): Promise<Map<string, Sold>> {
  if (skuCodes.length === 0) return new Map();
  const rows = await tx.select({ product, spec: productSpec }).from(productSpec).innerJoin(product, eq(product.id, productSpec.productId)).where(inArray(productSpec.skuCode, [...skuCodes]));
  return new Map(rows.map((row) => [row.spec.skuCode, row]));
}
