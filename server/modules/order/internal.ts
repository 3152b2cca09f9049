import { asc, eq, sql } from "drizzle-orm";
import { order, orderLine } from "@/db/schema";
import { orderLifecycle } from "@/lib/states/order";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { audit } from "@/server/kernel/audit";
import { announce } from "@/server/kernel/outbox";
import { transition } from "@/server/kernel/transition";
import { creditCycle } from "./rules";

export type OrderRow = typeof order.$inferSelect;
export type LineRow = typeof orderLine.$inferSelect;
export type Note = { readonly orderId: string; readonly act: string; readonly at: Date; readonly detail?: Record<string, string> };

/**
 * Locks an order and, before it, the customer's credit month: two events of one month never meet crosswise.
 * Null when no such order is known.
 */
export async function lockOrder(tx: Tx, number: string): Promise<OrderRow | null> {
  const [seen] = await tx.select({ customerId: order.customerId, placedAt: order.placedAt }).from(order).where(eq(order.number, number));
  if (!seen) return null;
  const month = `credit:${seen.customerId}:${creditCycle(seen.placedAt).key}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${month}, 0))`);
  const [row] = await tx.select().from(order).where(eq(order.number, number)).for("update");
  return row ?? null;
}

export function linesOf(tx: Tx, orderId: string): Promise<LineRow[]> {
  return tx.select().from(orderLine).where(eq(orderLine.orderId, orderId)).orderBy(asc(orderLine.number));
}

/** Writes an entry of the order's timeline. */
export async function noteOrder(tx: Tx, note: Note): Promise<void> {
  await tx.execute(sql`
    insert into order_event (order_id, seller_org_id, partner_org_id, act, detail, at)
    select id, seller_org_id, partner_org_id, ${note.act}, ${JSON.stringify(note.detail ?? {})}::jsonb, ${note.at.toISOString()}::timestamptz
    from "order" where id = ${note.orderId}`);
}

/** Timeline, audit and word to both companies of one thing that happened to an order. */
export async function recordAct(tx: Tx, ctx: Ctx, row: OrderRow, note: Omit<Note, "orderId">, tell = true): Promise<void> {
  await noteOrder(tx, { ...note, orderId: row.id });
  const parties = [row.sellerOrgId, row.partnerOrgId];
  audit(ctx, { noun: "order", nounId: row.id, act: `order.${note.act}`, parties, detail: { number: row.number, ...note.detail } });
  if (!tell) return;
  for (const orgId of new Set(parties)) {
    if (!orgId) continue;
    await announce(tx, { orgId, kind: `order.${note.act}`, values: { number: row.number, ...note.detail }, path: `orders/${row.id}`, noun: "order", nounId: row.id });
  }
}

/** Refund lines open no sooner than what they take back: each gate is the later of the refund and the original's own. */
export async function alignRefunds(tx: Tx, originalOrderId: string): Promise<void> {
  await tx.execute(sql`
    update order_line r set
      money_at = case when o.money_at is not null then greatest(r.paid_at, o.money_at) end,
      provisioned_at = case when o.provisioned_at is not null then greatest(r.paid_at, o.provisioned_at) end,
      effective_at = case when o.effective_at is not null then greatest(r.paid_at, o.effective_at) end,
      supervision = o.supervision, supervision_since = o.supervision_since,
      supervision_done_at = case when o.supervision_done_at is not null then greatest(r.paid_at, o.supervision_done_at) end,
      on_credit = o.on_credit, instance_id = o.instance_id, expires_at = o.expires_at
    from order_line o
    where r.original_line_id = o.id and r.order_type = 'refund' and o.order_id = ${originalOrderId}`);
}

/** Completes a paid order once every line is in effect and accepted where acceptance is owed. */
export async function completeWhenDelivered(tx: Tx, ctx: Ctx, orderId: string, at: Date): Promise<void> {
  const [row] = await tx.select().from(order).where(eq(order.id, orderId));
  if (row?.status !== "paid" || row.orderType === "refund") return;
  const lines = await linesOf(tx, orderId);
  const delivered = lines.every((line) => line.effectiveAt && (line.supervision === "not_applicable" || line.supervision === "completed"));
  if (!delivered) return;
  const done = await transition(tx, { table: order, lifecycle: orderLifecycle, verb: "complete", id: orderId });
  await recordAct(tx, ctx, done, { act: "complete", at });
}
