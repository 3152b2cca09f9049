import { and, count, desc, eq, sql } from "drizzle-orm";
import { application, product } from "@/db/schema";
import { named } from "@/lib/names";
import type { ApplicationState, ProductState } from "@/lib/states/product";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { after, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { ApplicationList, ApplicationListInput, ApplicationSummary, ProductList, ProductListInput, ProductSummary } from "./contract";
import type { ApplicationRow } from "./internal";

type ProductRow = typeof product.$inferSelect;

export function productSummary(ctx: Ctx, row: ProductRow, specs: number): ProductSummary {
  return {
    id: row.id,
    code: row.code,
    name: named(ctx, row.name, row.nameEn),
    productClass: row.productClass,
    deliveryMode: row.deliveryMode,
    category: row.category,
    status: row.status as ProductState,
    specs,
    listedAt: row.listedAt?.toISOString() ?? null,
  };
}

/** A page of the acting seller's listings, newest first, with the count of every state under the same words. */
export async function listProducts(ctx: Ctx, input: ProductListInput): Promise<ProductList> {
  authorize(ctx, "product:read");
  requireKind(ctx, "seller");
  return withRead(ctx, async (tx) => {
    const mine = and(eq(product.orgId, ctx.org.id), input.q ? sql`${product.id} in (select app.find_product(${input.q}, 2000))` : undefined);
    // Written out: a select from one table leaves the table's name off its columns, also inside a sub-select.
    const specs = sql<number>`(select count(*)::integer from product_spec s where s.product_id = product.id)`;
    const next = after(input.cursor, [
      { column: product.createdAt, cast: "timestamptz" },
      { column: product.id, cast: "uuid" },
    ]);
    const rows = await tx
      .select({ row: product, specs, at: sql<string>`${product.createdAt}::text` })
      .from(product)
      .where(and(mine, input.status ? eq(product.status, input.status) : undefined, next))
      .orderBy(desc(product.createdAt), desc(product.id))
      .limit(pageSize + 1);
    const counted = await tx.select({ status: product.status, n: count() }).from(product).where(mine).groupBy(product.status);
    const page = toPage(rows, ({ row, at }) => [at, row.id]);
    return { rows: page.rows.map(({ row, specs: n }) => productSummary(ctx, row, n)), next: page.next, counts: Object.fromEntries(counted.map(({ status, n }) => [status, n])) };
  });
}

export function applicationSummary(row: ApplicationRow): ApplicationSummary {
  return {
    id: row.id,
    number: row.number,
    name: row.productName,
    status: row.status as ApplicationState,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** A page of the acting seller's applications, newest first, with the count of every state. */
export async function listApplications(ctx: Ctx, input: ApplicationListInput): Promise<ApplicationList> {
  authorize(ctx, "product:read");
  requireKind(ctx, "seller");
  return withRead(ctx, async (tx) => {
    const mine = eq(application.orgId, ctx.org.id);
    const next = after(input.cursor, [
      { column: application.createdAt, cast: "timestamptz" },
      { column: application.id, cast: "uuid" },
    ]);
    const rows = await tx
      .select({ row: application, at: sql<string>`${application.createdAt}::text` })
      .from(application)
      .where(and(mine, input.status ? eq(application.status, input.status) : undefined, next))
      .orderBy(desc(application.createdAt), desc(application.id))
      .limit(pageSize + 1);
    const counted = await tx.select({ status: application.status, n: count() }).from(application).where(mine).groupBy(application.status);
    const page = toPage(rows, ({ row, at }) => [at, row.id]);
    return { rows: page.rows.map(({ row }) => applicationSummary(row)), next: page.next, counts: Object.fromEntries(counted.map(({ status, n }) => [status, n])), now: businessNow().toISOString() };
  });
}
