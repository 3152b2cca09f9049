import { and, asc, eq, inArray } from "drizzle-orm";
import { product } from "@/db/schema";
import { named } from "@/lib/names";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";

/** Products that offers may hold, to filter by: a seller's own, else those of all sellers; sold no longer included. */
export async function offeredProducts(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  authorize(ctx, "offer:read");
  const own = ctx.org.kind === "seller" ? eq(product.orgId, ctx.org.id) : undefined;
  const rows = await withRead(ctx, (tx) =>
    tx.select({ id: product.id, name: product.name, nameEn: product.nameEn }).from(product).where(and(inArray(product.productClass, ["co_sell", "platform"]), own)).orderBy(asc(product.name), asc(product.id)).limit(1000),
  );
  return rows.map(({ id, name, nameEn }) => ({ id, name: named(ctx, name, nameEn) }));
}
