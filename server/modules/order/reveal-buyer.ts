import { and, eq } from "drizzle-orm";
import { order } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";

/** Shows the customer's contact in full to a person of the seller who sees the order; every look is kept. */
export async function revealBuyer(ctx: Ctx, input: { orderId: string }): Promise<{ buyer: Readonly<Record<string, string>> }> {
  authorize(ctx, "order:reveal_contact");
  requireKind(ctx, "seller");
  return withTx(ctx, async (tx) => {
    const [row] = await tx.select({ number: order.number, buyer: order.buyer }).from(order).where(and(eq(order.id, input.orderId), eq(order.sellerOrgId, ctx.org.id)));
    if (!row) throw notFound("order");
    audit(ctx, { noun: "order", nounId: input.orderId, act: "order.reveal_contact", detail: { number: row.number } });
    return { buyer: row.buyer };
  });
}
