import { asc, eq } from "drizzle-orm";
import { product } from "@/db/schema";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import type { ProductChoice } from "./contract";

/** Every product of the acting seller, by name: what a seat may be kept to. */
export async function productChoices(ctx: Ctx): Promise<ProductChoice[]> {
  authorize(ctx, "org:manage_members");
  requireKind(ctx, "seller");
  const rows = await withRead(ctx, (tx) => tx.select({ id: product.id, code: product.code, name: product.name, nameEn: product.nameEn }).from(product).where(eq(product.orgId, ctx.org.id)).orderBy(asc(product.name), asc(product.id)).limit(1000));
  return rows.map(({ id, code, name, nameEn }) => ({ id, code, name: (ctx.locale === "en" && nameEn) || name }));
}
