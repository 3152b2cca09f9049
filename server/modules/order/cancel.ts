import { eq } from "drizzle-orm";
import { order, orderLine } from "@/db/schema";
import { orderLifecycle } from "@/lib/states/order";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import { releaseOffer } from "@/server/modules/offer";
import { lockOrder, recordAct } from "./internal";
import { applied, conflicted, type EventOutcome, parked } from "./rules";

/** The customer gave up an unpaid order: the offer it used is given back. A paid one is refunded instead. */
export function cancelOrder(ctx: Ctx, cancelled: { number: string; at: Date }): Promise<EventOutcome> {
  return withTx(ctx, async (tx) => {
    const row = await lockOrder(tx, cancelled.number);
    if (!row) return parked("missing_order", `order:${cancelled.number}`);
    if (row.status === "cancelled") return applied(row.number);
    if (row.status !== "ordered") return conflicted("order_paid");
    const done = await transition(tx, { table: order, lifecycle: orderLifecycle, verb: "cancel", id: row.id, set: { cancelledAt: cancelled.at } });
    await tx.update(orderLine).set({ cancelledAt: cancelled.at }).where(eq(orderLine.orderId, row.id));
    await recordAct(tx, ctx, done, { act: "cancel", at: cancelled.at });
    if (row.offerId) await releaseOffer(ctx, { offerId: row.offerId, orderId: row.id });
    return applied(row.number);
  });
}
