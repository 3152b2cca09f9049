import { and, eq, inArray, isNull } from "drizzle-orm";
import { membership, product } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict, invalid } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import { keeperRole, type SetProducts } from "./contract";
import { lockSeats, seatAmong } from "./internal";

/**
 * Keeps a seat of a seller to these products, or lets it see all of them again (null); it holds from the next request on.
 * Owners see everything (409); a product of another company is a field error.
 */
export async function setProducts(ctx: Ctx, input: SetProducts): Promise<void> {
  authorize(ctx, "org:manage_members");
  requireKind(ctx, "seller");
  const productIds = input.productIds ? [...new Set(input.productIds)].toSorted() : null;
  await withTx(ctx, async (tx) => {
    const seat = await seatAmong(tx, ctx, await lockSeats(tx, ctx.org.id), input.membershipId);
    if (productIds && seat.roles.includes(keeperRole.seller)) throw conflict("org.errors.ownerSeesAll", { name: seat.displayName });
    if (productIds) {
      const own = await tx.select({ id: product.id }).from(product).where(and(eq(product.orgId, ctx.org.id), inArray(product.id, productIds)));
      if (own.length < productIds.length) throw invalid("invalidInput", {}, { productIds: "org.errors.foreignProduct" });
    }
    await tx.update(membership).set({ productIds }).where(and(eq(membership.id, seat.id), eq(membership.orgId, ctx.org.id), isNull(membership.endedAt)));
    audit(ctx, { noun: "org", nounId: ctx.org.id, act: "org.set_products", detail: { personId: seat.personId, before: seat.productIds, after: productIds } });
  });
}
