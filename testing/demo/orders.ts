import { eq } from "drizzle-orm";
import { orderLine } from "@/db/schema";
import { addDays, type BusinessDay, daysBetween } from "@/lib/dates";
import { divideHalfAwayFromZero, fenToDecimalString, parseYuan } from "@/lib/money";
import { marketplaceCtx, systemCtx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import { applyOrderEvent, lineProvisioned } from "@/server/modules/order";
import { applySupervisionEvent } from "@/server/modules/supervision";
import { demoCustomers } from "./customers";
import type { DemoProduct, DemoSpec } from "./products";
import { demoProducts } from "./products";
import type { Year } from "./timeline";

const marketplace = marketplaceCtx("marketplace", "demo");
let running = 0;

/** The marketplace's next order number, `CS` and the day. */
export function nextOrderNumber(day: BusinessDay): string {
  running += 1;
  return `CS${day.slice(2).replaceAll("-", "")}${String(running).padStart(5, "0")}`;
}

export async function tell(type: string, at: Date, data: Record<string, unknown>): Promise<string[]> {
  const outcome = await applyOrderEvent(marketplace, { type, at, data });
  if (outcome.outcome !== "applied") throw new Error(`${type}: ${JSON.stringify(outcome)} ${JSON.stringify(data)}`);
  return outcome.paidLines;
}

export type Purchase = {
  readonly number: string;
  readonly customer: (typeof demoCustomers)[number];
  readonly product: DemoProduct;
  readonly spec: DemoSpec;
  readonly quantity: number;
  readonly rateBp: number;
  readonly partner?: string;
  readonly offerNumber?: string;
  readonly type?: "new" | "renew" | "trial";
  readonly originalNumber?: string;
  readonly voucherFen?: bigint;
  readonly effectiveAt?: Date;
  readonly method: "online" | "balance" | "credit";
};

const amounts = ({ spec, quantity, rateBp, type }: Purchase) => {
  const list = parseYuan(Number(spec.unitPrice).toFixed(2)) * BigInt(quantity);
  return { list, amount: type === "trial" ? 0n : divideHalfAwayFromZero(list * BigInt(rateBp), 10_000n) };
};

/** `order.created` as the marketplace would post it. */
export function createdData(purchase: Purchase, placedAt: Date): Record<string, unknown> {
  const { list, amount } = amounts(purchase);
  const [account, name] = purchase.customer;
  return {
    order_id: purchase.number,
    order_type: purchase.type ?? "new",
    customer: { account, name },
    buyer: { customerId: account, userName: `${account}-admin`, mobilePhone: "+8613900000000", email: `admin@${account}.example.test` },
    currency: "CNY",
    placed_at: placedAt.toISOString(),
    ...(purchase.offerNumber ? { offer_number: purchase.offerNumber, discount_kind: "partner_granted" } : {}),
    ...(purchase.partner ? { partner_account: purchase.partner } : {}),
    ...(purchase.originalNumber ? { original_order_id: purchase.originalNumber } : {}),
    lines: [
      {
        line_id: `${purchase.number}-000001`,
        sku_code: purchase.spec.sku,
        quantity: purchase.quantity,
        charging_mode: purchase.spec.chargingMode,
        period_type: purchase.spec.periodType,
        period_number: purchase.spec.periodType === "NONE" ? 0 : 1,
        list_amount: fenToDecimalString(list),
        amount: fenToDecimalString(amount),
        ...(purchase.voucherFen ? { voucher_amount: fenToDecimalString(purchase.voucherFen) } : {}),
        ...(purchase.effectiveAt ? { effective_at: purchase.effectiveAt.toISOString() } : {}),
      },
    ],
  };
}

/** Delivery after payment: the seller's program, the marketplace's word, or delivery under supervision. */
function deliver(year: Year, purchase: Purchase, paidAt: Date, day: BusinessDay): void {
  const { random } = year;
  if (purchase.product.hasInterface) {
    const at = new Date(paidAt.getTime() + random.integer(2, 90) * 60_000);
    // The last days' calls are left to the seller's program itself.
    year.schedule(at, async () => provision(purchase.number, at));
    return;
  }
  if (!purchase.product.supervised || purchase.type === "renew") {
    const at = new Date(paidAt.getTime() + random.integer(5, 200) * 60_000);
    if (purchase.type !== "renew") year.schedule(at, async () => void (await tell("order.provisioned", at, { order_id: purchase.number, provisioned_at: at.toISOString() })));
    return;
  }
  const delivered = addDays(day, random.integer(6, 28));
  supervise(year, purchase.number, year.moment(delivered, 11), "accepting");
  const outcome = random.next();
  if (outcome < 0.8) supervise(year, purchase.number, year.moment(addDays(delivered, random.integer(1, 9)), 15), "completed");
  else if (outcome < 0.9) supervise(year, purchase.number, year.moment(addDays(delivered, 4), 16), "appealing");
}

async function provision(number: string, at: Date): Promise<void> {
  const system = systemCtx("demo");
  const lines = await withRead(system, (tx) => tx.select({ id: orderLine.id, at: orderLine.provisionedAt }).from(orderLine).where(eq(orderLine.number, `${number}-000001`)));
  for (const line of lines) if (!line.at) await lineProvisioned(system, { orderLineId: line.id, instanceId: `inst-${number.toLowerCase()}`, at });
}

function supervise(year: Year, number: string, at: Date, status: "accepting" | "appealing" | "completed"): void {
  year.schedule(at, async () => {
    const type = status === "completed" ? "supervision.completed" : "supervision.updated";
    await applySupervisionEvent(marketplace, { type, at, data: { order_id: number, line_id: `${number}-000001`, status, at: at.toISOString() } });
  });
}

/** One purchase from order to delivery, with now and then a repayment, a refund, a renewal. */
export function playPurchase(year: Year, purchase: Purchase, placedAt: Date, day: BusinessDay): void {
  const { random } = year;
  year.schedule(placedAt, async () => void (await tell("order.created", placedAt, createdData(purchase, placedAt))));
  if (purchase.type === "trial") return deliver(year, purchase, placedAt, day);
  if (random.chance(0.03)) {
    const at = new Date(placedAt.getTime() + 7_200_000);
    return year.schedule(at, async () => void (await tell("order.cancelled", at, { order_id: purchase.number, cancelled_at: at.toISOString(), reason: "customer" })));
  }
  const paidAt = new Date(placedAt.getTime() + random.integer(1, 40) * 60_000);
  year.schedule(paidAt, async () => void (await tell("order.paid", paidAt, { order_id: purchase.number, paid_at: paidAt.toISOString(), method: purchase.method, amount: fenToDecimalString(amounts(purchase).amount) })));
  deliver(year, purchase, paidAt, day);
  if (purchase.method === "credit" && random.chance(0.85)) {
    const at = year.moment(addDays(day, random.integer(20, 50)), 10);
    year.schedule(at, async () => void (await tell("order.repaid", at, { order_id: purchase.number, repaid_at: at.toISOString(), amount: fenToDecimalString(amounts(purchase).amount) })));
  }
  if (random.chance(0.05)) refund(year, purchase, year.moment(addDays(day, random.integer(5, 60)), 14));
}

function refund(year: Year, purchase: Purchase, at: Date): void {
  const { amount } = amounts(purchase);
  const back = year.random.chance(0.5) ? amount : amount / 2n;
  const number = `${purchase.number}R`;
  year.schedule(at, async () => {
    const lines = [{ line_id: `${number}-000001`, original_line_id: `${purchase.number}-000001`, amount: fenToDecimalString(back) }];
    await tell("order.refunded", at, { order_id: number, original_order_id: purchase.number, refunded_at: at.toISOString(), reason: "客户需求变更", lines });
  });
}

const partners = ["beacon", "harbour", "ridge", "delta"] as const;

/** The year's ordinary trade: more of it as the marketplace grows. */
export function planTrade(year: Year): void {
  const { random } = year;
  const days = daysBetween(year.first, year.today);
  for (let n = 0; n <= days; n += 1) {
    const day = addDays(year.first, n);
    const count = random.integer(0, 1) + (random.chance(0.2 + (0.6 * n) / days) ? 1 : 0);
    for (let order = 0; order < count; order += 1) planOne(year, day);
  }
}

function planOne(year: Year, day: BusinessDay): void {
  const { random } = year;
  const product = random.pick(demoProducts);
  const spec = random.pick(product.specs);
  const shared = product.productClass === "co_sell" && random.chance(0.45);
  const monthly = spec.periodType === "MONTH";
  const purchase: Purchase = {
    number: nextOrderNumber(day),
    customer: random.pick(demoCustomers),
    product,
    spec,
    quantity: product.deliveryMode === "license" ? 1 : random.integer(1, monthly ? 12 : 3),
    rateBp: random.pick([10_000, 10_000, 9500, 9000, 8800]),
    method: random.pick(["online", "balance", "balance", "credit"]),
    ...(shared ? { partner: random.pick(partners) } : {}),
    ...(product.productClass === "generic" && random.chance(0.1) ? { voucherFen: 20_000n } : {}),
    ...(product.deliveryMode === "saas" && random.chance(0.04) ? { type: "trial" as const } : {}),
  };
  playPurchase(year, purchase, year.moment(day, random.integer(9, 20)), day);
  if (monthly && purchase.type !== "trial") planRenewal(year, purchase, day);
}

function planRenewal(year: Year, purchase: Purchase, day: BusinessDay): void {
  const again = addDays(day, 27);
  if (again > year.today || !year.random.chance(0.7)) return;
  const effectiveAt = year.moment(addDays(day, 31), 0);
  playPurchase(year, { ...purchase, number: nextOrderNumber(again), type: "renew", originalNumber: purchase.number, effectiveAt, method: "balance" }, year.moment(again, 10), again);
}
