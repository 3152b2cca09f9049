import { eq, sql } from "drizzle-orm";
import { product } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import type { IncentiveInput } from "./contract-catalogue";

/** Decides what a product's sales count for in partners' programs; new sales go by it. */
export async function setIncentive(ctx: Ctx, input: IncentiveInput): Promise<{ id: string; incentive: string }> {
  authorize(ctx, "review:decide");
  requireKind(ctx, "operator");
  return withTx(ctx, async (tx) => {
    const [before] = await tx.select().from(product).where(eq(product.id, input.productId)).for("update");
    if (!before) throw notFound("product");
    await tx.update(product).set({ incentive: input.incentive, version: sql`${product.version} + 1` }).where(eq(product.id, before.id));
    audit(ctx, { noun: "product", nounId: before.id, act: "product.set_incentive", parties: [before.orgId], detail: { code: before.code, from: before.incentive, to: input.incentive } });
    return { id: before.id, incentive: input.incentive };
  });
}
