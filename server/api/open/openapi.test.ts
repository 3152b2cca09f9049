import { expect, test } from "vitest";
import { eventSchemas, eventTypes } from "./events";
import { openApiDocument } from "./openapi";

const instant = "2026-03-17T14:42:37+08:00";
/** One sound example of each event, as the marketplace sends them. */
const examples: Record<(typeof eventTypes)[number], unknown> = {
  "order.created": { order_id: "CS1", order_type: "new", customer: { account: "c", name: "客" }, buyer: { customer_id: "c" }, currency: "CNY", placed_at: instant, lines: [{ line_id: "1", sku_code: "S", quantity: 1, charging_mode: "ONE_TIME", list_amount: "2", amount: "1.50", voucher_amount: "0.00" }] },
  "order.paid": { order_id: "CS1", paid_at: instant, amount: "1.50", method: "online" },
  "order.credit_confirmed": { order_id: "CS1" },
  "order.repaid": { order_id: "CS1", repaid_at: instant, amount: "1.50" },
  "order.provisioned": { order_id: "CS1", line_id: "1", instance_id: "i", provisioned_at: instant },
  "order.cancelled": { order_id: "CS1" },
  "order.refunded": { order_id: "CS1", refund_order_id: "CS2", refunded_at: instant, reason: "r", lines: [{ line_id: "1", refund_line_id: "2", amount: "1" }] },
  "refund.requested": { refund_request_id: "R", order_id: "CS1", requested_at: instant, lines: [{ line_id: "1", amount: "1" }] },
  "subscription.renewed": { order_id: "CS1", line_id: "1", instance_id: "i", renewed_at: instant, expires_at: instant },
  "subscription.expired": { order_id: "CS1", line_id: "1", instance_id: "i", expired_at: instant },
  "subscription.released": { order_id: "CS1", line_id: "1", instance_id: "i", released_at: instant },
  "usage.reported": { usage_records: [{ instance_id: "i", record_time: instant, begin_time: instant, end_time: instant, usage_value: "0.0001", metering_sn: "m" }] },
  "supervision.updated": { order_id: "CS1", line_id: "1", status: "accepting", at: instant },
  "supervision.completed": { order_id: "CS1", line_id: "1", at: instant },
  "shipment.updated": { order_id: "CS1", line_id: "1", status: "shipped", at: instant },
  "demand.created": { demand_id: "D", name: "d", delivery_mode: "saas", main_ask: "s", product_codes: ["P-1"], customer: { account: "c", name: "n" }, created_at: instant },
  "customer.updated": { customer: { account: "c", name: "n" }, associated_partner_account: null, updated_at: instant },
};

test.each(eventTypes)("%s: the example passes, an empty one does not", (type) => {
  expect(eventSchemas[type].safeParse(examples[type]).error).toBeUndefined();
  expect(eventSchemas[type].safeParse({}).success).toBe(false);
});

test("the document holds every event's fields as the door checks them", () => {
  const { components } = openApiDocument() as { components: { schemas: Record<string, { properties: { type: { const: string }; data: { required: string[]; properties: Record<string, { pattern?: string }> } } }> } };
  expect(components.schemas["OrderPaid"]?.properties.type.const).toBe("order.paid");
  expect(components.schemas["OrderPaid"]?.properties.data.required).toEqual(["order_id", "paid_at", "amount", "method"]);
  const pattern = new RegExp(components.schemas["OrderPaid"]?.properties.data.properties["amount"]?.pattern ?? "$^");
  for (const text of ["0", "1.5", "1.50", "1.500"]) expect([text, pattern.test(text)]).toEqual([text, true]);
  for (const text of ["-1", "1.001", "01", "1,000", ""]) expect([text, pattern.test(text)]).toEqual([text, false]);
});
