import { randomFrom } from "../../testing/demo/random";
import type { Signed } from "../../testing/portal";

/** A listing of the demo marketplace, as the marketplace names it in an order. */
type Listing = { readonly sku: string; readonly kind: "interface" | "plain" | "supervised"; readonly charging: string; readonly period: string; readonly fen: number };

const listings: readonly Listing[] = [
  { sku: "FRY-BAK-M", kind: "plain", charging: "PERIOD", period: "MONTH", fen: 68_000 },
  { sku: "HRN-LOG-Y", kind: "plain", charging: "PERIOD", period: "YEAR", fen: 1_580_000 },
  { sku: "LOM-FRM-M", kind: "plain", charging: "PERIOD", period: "MONTH", fen: 39_800 },
  { sku: "FRY-MIG-DAY", kind: "supervised", charging: "ONE_TIME", period: "NONE", fen: 420_000 },
  { sku: "LNT-RPT-M", kind: "interface", charging: "PERIOD", period: "MONTH", fen: 198_000 },
];
const yuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;

/** What the feed expects of itself, in fen: the books must say the same. */
export type Feed = { readonly events: readonly Signed[]; readonly orders: number; readonly boughtFen: bigint; readonly refundedFen: bigint };

/** A fresh feed of signed events: purchases with their payments, deliveries, repayments, refunds, some out of order. */
export function makeFeed(run: string, at: Date, size: number): Feed {
  const random = randomFrom(Number.parseInt(run, 36) % 2_147_483_647);
  const events: Signed[] = [];
  const totals = { orders: 0, bought: 0n, refunded: 0n };
  const add = (order: string, type: string, data: object) => events.push({ id: `msg_${order}_${type}`, type, data, at });
  while (events.length < size - 2) {
    totals.orders += 1;
    const order = `CS${run.toUpperCase()}${String(totals.orders).padStart(5, "0")}`;
    const listing = random.pick(listings);
    const fen = listing.fen * random.integer(1, 3);
    const created = purchase(order, listing, fen, at, random.chance(0.3) ? random.pick(["beacon", "harbour"]) : null);
    const paid = { order_id: order, paid_at: at.toISOString(), amount: yuan(fen), method: random.chance(0.15) ? "credit" : "balance" };
    totals.bought += BigInt(fen);
    // One in twenty arrives the wrong way round and must be parked, then applied.
    const early = random.chance(0.05);
    if (early) add(order, "order.paid", paid);
    add(order, "order.created", created);
    if (!early) add(order, "order.paid", paid);
    if (listing.kind === "plain") add(order, "order.provisioned", { order_id: order, line_id: `${order}-000001`, instance_id: `i-${order}`, provisioned_at: at.toISOString() });
    if (listing.kind === "supervised" && random.chance(0.7)) add(order, "supervision.completed", { order_id: order, line_id: `${order}-000001`, at: at.toISOString() });
    if (paid.method === "credit" && random.chance(0.6)) add(order, "order.repaid", { order_id: order, repaid_at: at.toISOString(), amount: yuan(fen) });
    if (random.chance(0.06)) {
      const back = Math.floor(fen / 2);
      totals.refunded += BigInt(back);
      add(order, "order.refunded", { order_id: order, refund_order_id: `${order}R`, refunded_at: at.toISOString(), reason: "协商退订", lines: [{ line_id: `${order}-000001`, refund_line_id: `${order}R-000001`, amount: yuan(back) }] });
    }
  }
  return { events, orders: totals.orders, boughtFen: totals.bought, refundedFen: totals.refunded };
}

function purchase(order: string, listing: Listing, fen: number, at: Date, partner: string | null) {
  return {
    order_id: order,
    order_type: "new",
    customer: { account: `thread-${order.slice(-2)}`, name: `线程客户 ${order.slice(-2)}` },
    buyer: { customer_id: `thread-${order.slice(-2)}`, user_name: "buyer", mobile_phone: "+8613900000000", email: "buyer@customer.example.test" },
    currency: "CNY",
    placed_at: at.toISOString(),
    ...(partner && listing.kind === "supervised" ? { partner_account: partner } : {}),
    lines: [
      { line_id: `${order}-000001`, sku_code: listing.sku, quantity: 1, charging_mode: listing.charging, period_type: listing.period, period_number: listing.period === "NONE" ? 0 : 1, list_amount: yuan(fen), amount: yuan(fen) },
    ],
  };
}
