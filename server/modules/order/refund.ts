import { eq, inArray, sql } from "drizzle-orm";
import { order, orderLine } from "@/db/schema";
import { orderLifecycle } from "@/lib/states/order";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import { offerRefunded } from "@/server/modules/offer";
import { copyAttributions, originalOf } from "./attribute";
import type { RefundedOrder } from "./events";
import { alignRefunds, type LineRow, linesOf, lockOrder, type OrderRow, recordAct } from "./internal";
import { clearCredit } from "./pay";
import { applied, conflicted, type EventOutcome, parked, proportion } from "./rules";

type Taken = { readonly given: RefundedOrder["lines"][number]; readonly original: LineRow };

/**
 * Takes in a refund as a negative order of its own that inherits terms and attribution line by line.
 * Parked until the original is known and paid; refused when more would go back than was paid.
 */
export function refundOrder(ctx: Ctx, data: RefundedOrder, at: Date): Promise<EventOutcome> {
  return withTx(ctx, async (tx) => {
    const original = await lockOrder(tx, data.originalNumber);
    if (!original) return parked("missing_order", `order:${data.originalNumber}`);
    const known = await originalOf(tx, data.number);
    if (known) return known.originalOrderId === original.id ? applied(data.number) : conflicted("order_differs");
    if (original.status === "ordered") return parked("order_not_paid", `order:${data.originalNumber}`);
    if (original.status === "cancelled") return conflicted("order_cancelled");
    const lines = await linesOf(tx, original.id);
    const taken = data.lines.map((given) => ({ given, original: lines.find((line) => line.number === given.originalNumber) }));
    if (taken.some((one) => !one.original)) return conflicted("unknown_line");
    const refusal = await refusalOf(tx, taken as Taken[]);
    if (refusal) return conflicted(refusal);
    return write(tx, ctx, { number: data.number, original, taken: taken as Taken[], at });
  });
}

async function refusalOf(tx: Tx, taken: readonly Taken[]): Promise<string | null> {
  const ids = taken.map(({ original }) => original.id);
  const before = await tx
    .select({ id: orderLine.originalLineId, fen: sql<string>`sum(${orderLine.amountFen})` })
    .from(orderLine)
    .where(sql`${inArray(orderLine.originalLineId, ids)} and ${orderLine.orderType} = 'refund'`)
    .groupBy(orderLine.originalLineId);
  for (const id of new Set(ids)) {
    const mine = taken.filter(({ original }) => original.id === id);
    const now = mine.reduce((total, { given }) => total + given.amountFen, 0n);
    const earlier = BigInt(before.find((row) => row.id === id)?.fen ?? 0);
    if (-(now + earlier) > (mine[0] as Taken).original.amountFen) return "refund_exceeds_payment";
  }
  const numbers = taken.map(({ given }) => given.number);
  if (new Set(numbers).size < numbers.length) return "line_repeated";
  const used = await tx.select({ id: orderLine.id }).from(orderLine).where(inArray(orderLine.number, numbers)).limit(1);
  return used.length > 0 ? "line_number_taken" : null;
}

type Work = { readonly number: string; readonly original: OrderRow; readonly taken: readonly Taken[]; readonly at: Date };

async function write(tx: Tx, ctx: Ctx, work: Work): Promise<EventOutcome> {
  const { original, taken, at } = work;
  const total = taken.reduce((all, { given }) => all + given.amountFen, 0n);
  const refund = await insertRefund(tx, work, total);
  const rows = await tx.insert(orderLine).values(taken.map((one) => refundLine(refund, one, at))).returning();
  await copyAttributions(tx, rows);
  await tx.update(order).set({ refundedFen: original.refundedFen - total }).where(eq(order.id, original.id));
  const inFull = original.refundedFen - total === original.amountFen;
  if (inFull && original.status !== "refunded") {
    await transition(tx, { table: order, lifecycle: orderLifecycle, verb: "refund", id: original.id });
    if (original.offerId) await offerRefunded(ctx, { offerId: original.offerId, orderId: original.id });
  }
  if (original.creditConfirmedAt) await clearCredit(tx, original);
  await alignRefunds(tx, original.id);
  await recordAct(tx, ctx, refund, { act: "refund", at, detail: { original: original.number } });
  await recordAct(tx, ctx, original, { act: inFull ? "refunded_in_full" : "refunded_in_part", at, detail: { refund: work.number } }, false);
  return applied(work.number);
}

async function insertRefund(tx: Tx, { number, original, taken, at }: Work, total: bigint): Promise<OrderRow> {
  const { id: _id, version: _version, createdAt: _createdAt, refundedFen: _refunded, buyer: _buyer, ...same } = original;
  const listFen = taken.reduce((all, { given, original: line }) => all + proportion(line.listFen, given.amountFen, line.amountFen), 0n);
  const [row] = await tx
    .insert(order)
    .values({ ...same, number, orderType: "refund", originalOrderId: original.id, status: "completed", listFen, amountFen: total, placedAt: at, paidAt: at, creditConfirmedAt: null, repaidAt: null, creditClearedAt: null })
    .returning();
  return row as OrderRow;
}

function refundLine(refund: OrderRow, { given, original }: Taken, at: Date): typeof orderLine.$inferInsert {
  const { id: _id, version: _version, createdAt: _createdAt, ...same } = original;
  return {
    ...same,
    number: given.number,
    orderId: refund.id,
    originalLineId: original.id,
    orderType: "refund",
    listFen: proportion(original.listFen, given.amountFen, original.amountFen),
    amountFen: given.amountFen,
    voucherFen: given.voucherFen ?? proportion(original.voucherFen, given.amountFen, original.amountFen),
    hasInterface: false,
    paidAt: at,
  };
}
