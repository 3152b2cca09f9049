import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { product, productSpec } from "@/db/schema";
import { named } from "@/lib/names";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { withRead } from "@/server/kernel/tx";
import type { Catalogue, CatalogueInput, CatalogueItem, CatalogueRow, CustomerAuthority } from "./contract-catalogue";
import { customerAuthorities } from "./read-customer-authority";
import { materialsOf } from "./read-materials";

type Found = Omit<CatalogueRow, "name" | "sellerName" | "overview" | "customerAuthority"> & { zh: string; en: string; sellerZh: string; sellerEn: string; overviewZh: string; overviewEn: string; sortAt: string };

const columns = `
  c.id, c.code, c.name as zh, c.name_en as en, c.seller_name_zh as "sellerZh", c.seller_name_en as "sellerEn", c.product_class as "productClass", c.delivery_mode as "deliveryMode",
  c.category, c.overview as "overviewZh", c.overview_en as "overviewEn", c.regions, c.incentive, c.share_bp as "shareBp", coalesce(c.authority_bp, c.floor_rate_bp) as "authorityBp", coalesce(c.authority_scope, 'floor') as "authorityScope",
  c.floor_rate_bp as "floorRateBp", c.from_price::text as "fromPrice", round(c.floor_price, 6)::text as "floorPrice", c.materials, c.created_at::text as "sortAt"`;

function toRow(ctx: Ctx, { zh, en, sellerZh, sellerEn, overviewZh, overviewEn, sortAt: _sortAt, ...row }: Found, customers: ReadonlyMap<string, CustomerAuthority[]>): CatalogueRow {
  return { ...row, customerAuthority: customers.get(row.id) ?? [], name: named(ctx, zh, en), sellerName: named(ctx, sellerZh, sellerEn), overview: named(ctx, overviewZh, overviewEn) };
}

// The page is chosen first: prices and authority are looked up for what is shown alone.
const pageText = `
  select ${columns} from (
    select p.id from product p
    where p.status = 'on_sale' and p.product_class in ('co_sell', 'platform') and ($1::text is null or p.id in (select app.find_product($1, 2000))) and ($2::text is null or p.product_class = $2)
      and ($3::text is null or p.delivery_mode = $3) and ($4::text is null or p.incentive = $4) and ($5::timestamptz is null or (p.created_at, p.id) < ($5::timestamptz, $6::uuid))
    order by p.created_at desc, p.id desc limit $7
  ) as chosen join catalogue_product c on c.id = chosen.id order by c.created_at desc, c.id desc`;

/** What a partner may sell: co-sell and platform products on sale, with what it may ask for and grant on each. */
export async function coSellCatalogue(ctx: Ctx, input: CatalogueInput = {}): Promise<Catalogue> {
  authorize(ctx, "product:read");
  const acting = ctx;
  return withRead(acting, async (tx) => {
    const [at, id] = input.cursor ? decodeCursor(input.cursor, 2) : [null, null];
    const values = [input.q || null, input.productClass ?? null, input.deliveryMode ?? null, input.incentive ?? null, at, id, pageSize + 1];
    const { rows } = await tx.$client.query<Found>({ name: "catalogue_page", text: pageText, values });
    const page = toPage(rows, (row) => [row.sortAt, row.id]);
    const customers = await customerAuthorities(tx, acting, page.rows.map((row) => row.id));
    return { rows: page.rows.map((row) => toRow(acting, row, customers)), next: page.next };
  });
}

/** One product of the catalogue with its specifications and papers; 404 when it is not for partners or not on sale. */
export async function catalogueItem(ctx: Ctx, input: { productId: string }): Promise<CatalogueItem> {
  authorize(ctx, "product:read");
  const acting = ctx;
  return withRead(acting, async (tx) => {
    type More = { orgId: string; description: string; supervised: boolean; listedAt: string | null };
    const { rows } = await tx.execute<Found & More>(sql`
      select ${sql.raw(columns)}, c.org_id as "orgId", c.description, c.supervised, app.iso(c.listed_at) as "listedAt" from catalogue_product c where c.id = ${input.productId}`);
    const [row] = rows;
    if (!row) throw notFound("product");
    const { id, skuCode, name, nameEn, chargingMode, periodType, unitPrice, onSale } = productSpec;
    const specRows = await tx.select({ id, skuCode, name, nameEn, chargingMode, periodType, unitPrice, onSale }).from(productSpec).where(and(eq(productSpec.orgId, row.orgId), eq(productSpec.productId, row.id))).orderBy(asc(skuCode)).limit(200);
    const { orgId, description, supervised, listedAt, ...rest } = row;
    return { ...toRow(acting, rest, await customerAuthorities(tx, acting, [row.id])), description, supervised, listedAt, specRows: specRows.filter((spec) => spec.onSale), materialRows: await materialsOf(orgId, row.id) };
  });
}

type Sold = { readonly product: typeof product.$inferSelect; readonly spec: typeof productSpec.$inferSelect };

/** The products behind order lines, by SKU code, also those no longer on sale: renewals and refunds name them. */
export async function productsForOrder(tx: Tx, skuCodes: readonly string[]): Promise<Map<string, Sold>> {
  if (skuCodes.length === 0) return new Map();
  const rows = await tx.select({ product, spec: productSpec }).from(productSpec).innerJoin(product, eq(product.id, productSpec.productId)).where(inArray(productSpec.skuCode, [...skuCodes]));
  return new Map(rows.map((row) => [row.spec.skuCode, row]));
}
