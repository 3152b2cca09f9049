import { z } from "zod";
import { tryParseYuan } from "@/lib/money";
import { paymentMethods } from "@/lib/states/order";
import { chargingModes, periodTypes } from "@/lib/states/product";
import { discountKinds } from "@/lib/states/offer";

/** Yuan as the marketplace writes them (a decimal text, or a number) → fen. */
const yuan = z.union([z.string(), z.number()]).transform((value, context) => {
  const parsed = tryParseYuan(String(value));
  if (parsed.ok) return parsed.fen;
  context.addIssue({ code: "custom", message: parsed.code });
  return z.NEVER;
});
const notNegative = yuan.refine((fen) => fen >= 0n, "negative");
const instant = z.string().transform((text, context) => {
  const at = new Date(text);
  if (!Number.isNaN(at.getTime())) return at;
  context.addIssue({ code: "custom", message: "not an instant" });
  return z.NEVER;
});
const word = z.string().min(1).max(128);
const words = z.string().max(200);
const textMap = z.record(z.string(), z.unknown()).transform((record) =>
  Object.fromEntries(Object.entries(record).flatMap(([key, value]) => (value === null || value === undefined ? [] : [[key, String(value)]]))),
);

const createdLine = z
  .object({
    line_id: word,
    sku_code: word,
    quantity: z.coerce.number().int().positive(),
    charging_mode: z.enum(chargingModes),
    period_type: z.enum(periodTypes).nullish(),
    period_number: z.coerce.number().int().nonnegative().nullish(),
    list_amount: notNegative,
    amount: notNegative,
    voucher_amount: notNegative.nullish(),
    effective_at: instant.nullish(),
    expires_at: instant.nullish(),
  })
  .transform((line) => ({
    number: line.line_id,
    skuCode: line.sku_code,
    quantity: line.quantity,
    chargingMode: line.charging_mode,
    periodType: line.period_type ?? "NONE",
    periodNumber: line.period_number ?? 0,
    listFen: line.list_amount,
    amountFen: line.amount,
    voucherFen: line.voucher_amount ?? 0n,
    effectiveAt: line.effective_at ?? null,
    expiresAt: line.expires_at ?? null,
  }));

const created = z
  .object({
    order_id: word,
    order_type: z.enum(["new", "renew", "change", "trial"]),
    customer: z.object({ account: word, name: words }),
    buyer: textMap.nullish(),
    currency: z.string().length(3).nullish(),
    placed_at: instant,
    offer_number: word.nullish(),
    offer_token: words.nullish(),
    discount_kind: z.enum(discountKinds).nullish(),
    partner_account: word.nullish(),
    partner_link: word.nullish(),
    original_order_id: word.nullish(),
    lines: z.array(createdLine).min(1),
  })
  .transform((data) => ({
    number: data.order_id,
    orderType: data.order_type,
    customer: data.customer,
    buyer: data.buyer ?? {},
    currency: data.currency ?? "CNY",
    placedAt: data.placed_at,
    offerNumber: data.offer_number ?? null,
    offerToken: data.offer_token ?? null,
    discountKind: data.discount_kind ?? null,
    partnerAccount: data.partner_account ?? null,
    partnerLink: data.partner_link ?? null,
    originalNumber: data.original_order_id ?? null,
    lines: data.lines,
  }));
export type CreatedOrder = z.output<typeof created>;
export type CreatedLine = CreatedOrder["lines"][number];

const refundedLine = z
  .object({ line_id: word, original_line_id: word, amount: yuan, voucher_amount: yuan.nullish() })
  .transform((line) => ({ number: line.line_id, originalNumber: line.original_line_id, amountFen: size(line.amount), voucherFen: line.voucher_amount ? size(line.voucher_amount) : null }));

const refunded = z
  .object({ order_id: word, original_order_id: word, refunded_at: instant.nullish(), reason: z.string().max(1000).nullish(), lines: z.array(refundedLine).min(1) })
  .transform((data) => ({ number: data.order_id, originalNumber: data.original_order_id, at: data.refunded_at ?? null, lines: data.lines }));
export type RefundedOrder = z.output<typeof refunded>;

/** Refunds are negative here, however the sender signs them. */
function size(fen: bigint): bigint {
  return fen < 0n ? fen : -fen;
}

const provisioned = z
  .object({ order_id: word, line_id: word.nullish(), instance_id: word.nullish(), provisioned_at: instant.nullish() })
  .transform((data) => ({ number: data.order_id, lineNumber: data.line_id ?? null, instanceId: data.instance_id ?? null, at: data.provisioned_at ?? null }));
export type ProvisionedOrder = z.output<typeof provisioned>;

const paid = z
  .object({ order_id: word, method: z.enum(paymentMethods).nullish(), paid_at: instant.nullish(), amount: notNegative.nullish() })
  .transform((data) => ({ number: data.order_id, method: data.method ?? "online", at: data.paid_at ?? null, amountFen: data.amount ?? null }));
const confirmed = z.object({ order_id: word, confirmed_at: instant.nullish() }).transform((data) => ({ number: data.order_id, at: data.confirmed_at ?? null }));
const repaid = z.object({ order_id: word, repaid_at: instant.nullish() }).transform((data) => ({ number: data.order_id, at: data.repaid_at ?? null }));
const cancelled = z.object({ order_id: word, cancelled_at: instant.nullish() }).transform((data) => ({ number: data.order_id, at: data.cancelled_at ?? null }));

/** What each event says, read from the wire's snake_case and yuan into our words and fen. */
export const orderEventData = {
  "order.created": created,
  "order.paid": paid,
  "order.credit_confirmed": confirmed,
  "order.repaid": repaid,
  "order.provisioned": provisioned,
  "order.cancelled": cancelled,
  "order.refunded": refunded,
} as const;
export type OrderEventType = keyof typeof orderEventData;

/** True for the events that `applyOrderEvent` knows. */
export function isOrderEvent(type: string): type is OrderEventType {
  return Object.hasOwn(orderEventData, type);
}
