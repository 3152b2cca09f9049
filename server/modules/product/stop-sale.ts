import { and, eq } from "drizzle-orm";
import { product, productSpec } from "@/db/schema";
import { productLifecycle } from "@/lib/states/product";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import type { DiscontinueInput } from "./contract";

/** Takes a product off sale for good; what customers have keeps being served. */
export async function discontinueProduct(ctx: Ctx, input: DiscontinueInput): Promise<void> {
  authorize(ctx, "product:publish");
  requireKind(ctx, "seller");
  await withTx(ctx, async (tx) => {
    const row = await transition(tx, { table: product, lifecycle: productLifecycle, verb: "discontinue", id: input.productId, where: eq(product.orgId, ctx.org.id) });
    await tx.update(productSpec).set({ onSale: false }).where(and(eq(productSpec.productId, row.id), eq(productSpec.orgId, ctx.org.id)));
    audit(ctx, { noun: "product", nounId: row.id, act: "product.discontinue", detail: { code: row.code, reason: input.reason } });
  });
}
