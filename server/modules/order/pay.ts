import { and, eq, isNull, sql } from "drizzle-orm";
import { order, orderLine } from "@/db/schema";
import { orderLifecycle } from "@/lib/states/order";
import type { paymentMethods } from "@/lib/states/order";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import { offerPaid } from "@/server/modules/offer";
import { alignRefunds, completeWhenDelivered, linesOf, lockOrder, type OrderRow, recordAct } from "./internal";
import { applied, conflicted, creditCycle, type EventOutcome, parked } from "./rules";

type Paid = { readonly number: string; readonly at: Date; readonly method: (typeof paymentMethods)[number]; readonly amountFen?: bigint | null };

/** Money came in, or for `credit` was promised. Wins the demand behind the offer; what must be provisioned is returned. */
export function payOrder(ctx: Ctx, paid: Paid): Promise<EventOutcome> {
  return withTx(ctx, async (tx) => {
    const row = await lockOrder(tx, paid.number);
    if (!row) return parked("missing_order", `order:${paid.number}`);
    if (row.status === "cancelled") return conflicted("order_cancelled");
    if (row.orderType === "refund") return conflicted("order_is_refund");
    if (typeof paid.amountFen === "bigint" && paid.amountFen !== row.amountFen) return conflicted("amount_differs");
    const onCredit = paid.method === "credit" || row.paymentMethod === "credit";
    if (!row.paidAt && !onCredit) await markPaid(tx, ctx, row, paid);
    if (onCredit && !row.creditConfirmedAt) await markCredit(tx, ctx, row, paid.at);
    return begin(tx, ctx, row, paid.at);
  });
}

/** The customer's credit was confirmed: work begins, the money gate stays shut until the month is repaid. */
export function confirmCredit(ctx: Ctx, confirmed: { number: string; at: Date }): Promise<EventOutcome> {
  return payOrder(ctx, { ...confirmed, method: "credit" });
}

/** One credit order was repaid; the gate opens for all of the customer's month at once (money.md R3). */
export function repayOrder(ctx: Ctx, repaid: { number: string; at: Date }): Promise<EventOutcome> {
  return withTx(ctx, async (tx) => {
    const row = await lockOrder(tx, repaid.number);
    if (!row) return parked("missing_order", `order:${repaid.number}`);
    if (row.status === "cancelled") return conflicted("order_cancelled");
    if (!row.repaidAt) {
      await tx.update(order).set({ repaidAt: repaid.at, version: sql`${order.version} + 1` }).where(eq(order.id, row.id));
      await recordAct(tx, ctx, row, { act: "repay", at: repaid.at });
    }
    await clearCredit(tx, row);
    return applied(row.number);
  });
}

async function markPaid(tx: Tx, ctx: Ctx, row: OrderRow, paid: Paid): Promise<void> {
  await tx.update(order).set({ paidAt: paid.at, paymentMethod: paid.method }).where(eq(order.id, row.id));
  await tx.update(orderLine).set({ paidAt: paid.at, moneyAt: paid.at }).where(eq(orderLine.orderId, row.id));
  await recordAct(tx, ctx, row, { act: "pay", at: paid.at });
}

async function markCredit(tx: Tx, ctx: Ctx, row: OrderRow, at: Date): Promise<void> {
  await tx.update(order).set({ creditConfirmedAt: at, paymentMethod: "credit", paidAt: null }).where(eq(order.id, row.id));
  await tx.update(orderLine).set({ paidAt: at, onCredit: true, moneyAt: null }).where(eq(orderLine.orderId, row.id));
  await recordAct(tx, ctx, row, { act: "confirm_credit", at });
  await clearCredit(tx, row);
}

async function begin(tx: Tx, ctx: Ctx, row: OrderRow, at: Date): Promise<EventOutcome> {
  if (row.status === "ordered") {
    await transition(tx, { table: order, lifecycle: orderLifecycle, verb: "pay", id: row.id });
    await effectAtPayment(tx, row.id, at);
    if (row.offerId) await offerPaid(ctx, { offerId: row.offerId, orderId: row.id });
    await alignRefunds(tx, row.id);
    await completeWhenDelivered(tx, ctx, row.id, at);
  }
  const lines = await linesOf(tx, row.id);
  const owed = row.status === "refunded" ? [] : lines.filter((line) => line.hasInterface && !line.provisionedAt);
  return applied(row.number, owed.map(({ id }) => id));
}

/** Packages, and renewals without a date of their own, take effect when bought. */
async function effectAtPayment(tx: Tx, orderId: string, at: Date): Promise<void> {
  const atOnce = sql`(${orderLine.orderType} in ('renew', 'change') or ${orderLine.chargingMode} = 'ON_DEMAND_PKG')`;
  await tx
    .update(orderLine)
    .set({ effectiveAt: at })
    .where(and(eq(orderLine.orderId, orderId), isNull(orderLine.effectiveAt), eq(orderLine.hasInterface, false), eq(orderLine.supervision, "not_applicable"), atOnce));
}

/**
 * Decides the customer's credit month anew from its orders, so that the answer does not depend on the order of events:
 * cleared at the last repayment when every credit order of the month is repaid (or refunded in full), else not.
 */
export async function clearCredit(tx: Tx, row: OrderRow): Promise<void> {
  const { start, end } = creditCycle(row.placedAt);
  await tx.execute(sql`
    with month as (
      select id, repaid_at, status from "order"
      where customer_id = ${row.customerId} and credit_confirmed_at is not null and order_type <> 'refund'
        and placed_at >= ${start.toISOString()}::timestamptz and placed_at < ${end.toISOString()}::timestamptz
    ), verdict as (
      select case when bool_and(repaid_at is not null or status = 'refunded') then max(repaid_at) end as cleared_at from month
    ), cleared as (
      update "order" o set credit_cleared_at = v.cleared_at from verdict v, month m where o.id = m.id returning o.id, v.cleared_at
    )
    update order_line l set money_at = c.cleared_at from cleared c where l.order_id = c.id`);
  await tx.execute(sql`
    update order_line r set money_at = case when o.money_at is not null then greatest(r.paid_at, o.money_at) end
    from order_line o join "order" p on p.id = o.order_id
    where r.original_line_id = o.id and r.order_type = 'refund' and p.customer_id = ${row.customerId} and p.credit_confirmed_at is not null
      and p.placed_at >= ${start.toISOString()}::timestamptz and p.placed_at < ${end.toISOString()}::timestamptz`);
}

