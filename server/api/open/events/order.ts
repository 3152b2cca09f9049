import { z } from "zod";
import { discountKinds } from "@/lib/states/offer";
import { paymentMethods } from "@/lib/states/order";
import { chargingModes, periodTypes } from "@/lib/states/product";
import { amount, code, currency, instant, lineId, orderId, quantity, words } from "./fields";

const createdLine = z.object({
  line_id: lineId,
  sku_code: code("The specification's code"),
  quantity,
  charging_mode: z.enum(chargingModes),
  period_type: z.enum(periodTypes).default("NONE"),
  period_number: z.int().min(0).max(1000).default(0),
  list_amount: amount,
  amount,
  voucher_amount: amount.optional(),
  effective_at: instant("When it takes effect; renewals and changes").optional(),
  expires_at: instant("When the bought time ends").optional(),
});

const buyer = z.object({
  customer_id: code("Account id"),
  user_id: words("User id", 128).optional(),
  user_name: words("User name").optional(),
  mobile_phone: words("Mobile number", 40).optional(),
  email: words("E-mail address", 254).optional(),
});

const created = z
  .object({
    order_id: orderId,
    order_type: z.enum(["new", "renew", "change", "trial"]),
    customer: z.object({ account: code("The customer's account"), name: words("The customer's name") }),
    buyer: buyer.optional(),
    currency,
    placed_at: instant("When it was placed"),
    offer_number: code("Number of the exclusive offer used").optional(),
    offer_token: words("Token of the offer's link, when it was followed", 200).optional(),
    discount_kind: z.enum(discountKinds).optional(),
    partner_account: code("Account of the partner the customer named").optional(),
    partner_link: code("Account of the partner in the shared product link that was followed").optional(),
    original_order_id: code("The order that is renewed or changed").optional(),
    lines: z.array(createdLine).min(1).max(200),
  })
  .superRefine((data, context) => {
    const seen = new Set<string>();
    for (const [at, line] of data.lines.entries()) {
      if (seen.has(line.line_id)) context.addIssue({ code: "custom", path: ["lines", at, "line_id"], message: "system.open.field.repeated" });
      seen.add(line.line_id);
    }
  });

const refundedLine = z.object({ line_id: code("Line of the original order"), refund_line_id: code("Line of the refund order"), amount });

/** What the order events carry. A refund names the original order and the refund's own number. */
export const orderEvents = {
  "order.created": created,
  "order.paid": z.object({ order_id: orderId, paid_at: instant("When it was paid"), amount, method: z.enum(paymentMethods) }),
  "order.credit_confirmed": z.object({ order_id: orderId, confirmed_at: instant("When the credit was confirmed").optional() }),
  "order.repaid": z.object({ order_id: orderId, repaid_at: instant("When the credit was repaid"), amount }),
  "order.provisioned": z.object({ order_id: orderId, line_id: lineId, instance_id: code("The instance made"), provisioned_at: instant("When it was made") }),
  "order.cancelled": z.object({ order_id: orderId, cancelled_at: instant("When it was cancelled").optional(), reason: words("Why", 500).optional() }),
  "order.refunded": z.object({
    order_id: code("The original order"),
    refund_order_id: code("The refund's own number"),
    refunded_at: instant("When the money went back"),
    reason: words("Why", 1000).optional(),
    lines: z.array(refundedLine).min(1).max(200),
  }),
  "refund.requested": z.object({
    refund_request_id: code("Number of the request"),
    order_id: orderId,
    requested_at: instant("When the customer asked"),
    reason: words("The customer's reason", 1000).optional(),
    lines: z.array(z.object({ line_id: lineId, amount })).min(1).max(200),
  }),
} as const;
