import { and, eq, isNull, sql } from "drizzle-orm";
import { order, orderLine } from "@/db/schema";
import type { SupervisionState } from "@/lib/states/order";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import type { ProvisionedOrder } from "./events";
import { alignRefunds, completeWhenDelivered, type LineRow, linesOf, lockOrder, noteOrder, type OrderRow, recordAct } from "./internal";
import { applied, conflicted, type EventOutcome, parked } from "./rules";

/** The marketplace's word that something runs: taken only where the portal does not call the seller's program itself. */
export function provisionByEvent(ctx: Ctx, data: ProvisionedOrder, at: Date): Promise<EventOutcome> {
  return withTx(ctx, async (tx) => {
    const row = await lockOrder(tx, data.number);
    if (!row) return parked("missing_order", `order:${data.number}`);
    if (row.status === "cancelled") return conflicted("order_cancelled");
    const lines = (await linesOf(tx, row.id)).filter((line) => !data.lineNumber || line.number === data.lineNumber);
    if (lines.length === 0) return conflicted("unknown_line");
    if (lines.some((line) => line.hasInterface)) {
      await noteOrder(tx, { orderId: row.id, act: "provision_refused", at });
      return conflicted("provisioned_by_interface");
    }
    for (const line of lines) await open(tx, ctx, { row, line, instanceId: data.instanceId, at });
    return applied(row.number);
  });
}

/** The seller's program made the instance: opens the line's gate, and completes the order when nothing else is owed. */
export async function lineProvisioned(ctx: Ctx, input: { orderLineId: string; instanceId: string; at: Date }): Promise<void> {
  requireSystem(ctx);
  await withTx(ctx, async (tx) => {
    const { row, line } = await lockLine(tx, eq(orderLine.id, input.orderLineId));
    await open(tx, ctx, { row, line, instanceId: input.instanceId, at: input.at });
  });
}

async function lockLine(tx: Tx, which: ReturnType<typeof eq>): Promise<{ row: OrderRow; line: LineRow }> {
  const [found] = await tx.select({ number: order.number, lineId: orderLine.id }).from(orderLine).innerJoin(order, eq(order.id, orderLine.orderId)).where(which);
  const row = found ? await lockOrder(tx, found.number) : null;
  const line = row ? (await linesOf(tx, row.id)).find((one) => one.id === found?.lineId) : undefined;
  if (!row || !line) throw notFound("order");
  return { row, line };
}

type Opened = { readonly row: OrderRow; readonly line: LineRow; readonly instanceId: string | null; readonly at: Date };

async function open(tx: Tx, ctx: Ctx, { row, line, instanceId, at }: Opened): Promise<void> {
  if (line.provisionedAt) return;
  await tx
    .update(orderLine)
    .set({ provisionedAt: at, instanceId, effectiveAt: sql`coalesce(${orderLine.effectiveAt}, ${at.toISOString()}::timestamptz)`, version: sql`${orderLine.version} + 1` })
    .where(and(eq(orderLine.id, line.id), isNull(orderLine.provisionedAt)));
  await setExpiry(tx, line.id);
  await alignRefunds(tx, row.id);
  await recordAct(tx, ctx, row, { act: "provision", at, detail: { line: line.number } });
  await completeWhenDelivered(tx, ctx, row.id, at);
}

/** The subscription's end, counted from the day it took effect, when the marketplace did not name it. */
async function setExpiry(tx: Tx, lineId: string): Promise<void> {
  await tx.execute(sql`
    update order_line set expires_at = effective_at + case period_type
      when 'YEAR' then make_interval(years => period_number) when 'MONTH' then make_interval(months => period_number) else make_interval(days => period_number) end
    where id = ${lineId} and expires_at is null and effective_at is not null and period_type <> 'NONE' and period_number > 0`);
}

export type SupervisionChange = { readonly orderNumber?: string | null; readonly lineNumber: string; readonly state: SupervisionState; readonly at: Date; readonly enabledAt?: Date | null };

/**
 * Moves a line's supervision. Acceptance puts a line without an interface into effect, from the actual enabling time
 * when the seller stated one, and completes the order. Late news about an accepted line changes nothing.
 */
export function supervisionChanged(ctx: Ctx, change: SupervisionChange): Promise<EventOutcome> {
  requireSystem(ctx);
  return withTx(ctx, async (tx) => {
    const [known] = await tx.select({ id: orderLine.id }).from(orderLine).where(eq(orderLine.number, change.lineNumber));
    if (!known) return parked("missing_order", change.orderNumber ? `order:${change.orderNumber}` : `line:${change.lineNumber}`);
    const { row, line } = await lockLine(tx, eq(orderLine.id, known.id));
    if (line.supervision === "not_applicable") return conflicted("not_supervised");
    if (line.supervision === "completed" || (line.supervisionSince && line.supervisionSince > change.at)) return applied(row.number);
    if (line.supervision === change.state && line.supervisionSince?.getTime() === change.at.getTime()) return applied(row.number);
    await writeSupervision(tx, line, change);
    await alignRefunds(tx, row.id);
    await recordAct(tx, ctx, row, { act: `supervision_${change.state}`, at: change.at, detail: { line: line.number } });
    await completeWhenDelivered(tx, ctx, row.id, change.at);
    return applied(row.number);
  });
}

async function writeSupervision(tx: Tx, line: LineRow, change: SupervisionChange): Promise<void> {
  const done = change.state === "completed";
  const effect = change.enabledAt ?? change.at;
  await tx
    .update(orderLine)
    .set({
      supervision: change.state,
      supervisionSince: change.at,
      supervisionDoneAt: done ? change.at : null,
      ...(done && !line.hasInterface && !line.effectiveAt ? { effectiveAt: effect, provisionedAt: line.provisionedAt ?? effect } : {}),
      version: sql`${orderLine.version} + 1`,
    })
    .where(eq(orderLine.id, line.id));
  if (done) await setExpiry(tx, line.id);
}
