import { z } from "zod";
import { deliveryModes, demandTypes } from "@/lib/states/demand";
import { amount, code, instant, lineId, orderId, words } from "./fields";

const subscription = { order_id: orderId, line_id: lineId, instance_id: code("The instance") };

const usageRecord = z.object({
  instance_id: code("The instance used"),
  record_time: instant("When it was measured"),
  begin_time: instant("Start of what was measured"),
  end_time: instant("End of what was measured"),
  usage_value: z
    .string()
    .regex(/^(0|[1-9]\d{0,14})(\.\d{1,4})?$/, { error: "system.open.field.usage" })
    .meta({ description: "How much, at most four decimals" }),
  metering_sn: code("Number of the record; a repeat counts once"),
});

/** What happens after the sale: delivery, acceptance, renewal, use. */
export const afterSaleEvents = {
  "subscription.renewed": z.object({ ...subscription, renewed_at: instant("When"), expires_at: instant("The new end") }),
  "subscription.expired": z.object({ ...subscription, expired_at: instant("When it ended") }),
  "subscription.released": z.object({ ...subscription, released_at: instant("When its resources were released") }),
  "usage.reported": z.object({ usage_records: z.array(usageRecord).min(1).max(1000) }),
  "supervision.updated": z.object({ order_id: orderId, line_id: lineId, status: z.enum(["open", "accepting", "appealing", "completed"]), at: instant("Since when") }),
  "supervision.completed": z.object({
    order_id: orderId,
    line_id: lineId,
    at: instant("When the customer accepted"),
    enabled_at: instant("When the service was really enabled").optional(),
  }),
  "shipment.updated": z.object({
    order_id: orderId,
    line_id: lineId,
    status: z.enum(["shipped", "in_transit", "delivered", "returned"]),
    carrier: words("Who carries it").optional(),
    tracking_number: words("The carrier's number", 128).optional(),
    at: instant("Since when"),
  }),
} as const;

/** Text that may not be missing. */
const needed = (description: string, most: number) => words(description, most).trim().min(1, { error: "system.open.field.required" });

/** News of customers and what they want. */
export const customerEvents = {
  "demand.created": z.object({
    demand_id: code("The marketplace's number of the demand"),
    name: needed("What the demand is called; sellers read it before they accept, so nothing of the customer in it", 80),
    delivery_mode: z.enum(deliveryModes),
    demand_type: z.enum(demandTypes).default("purchase"),
    budget_amount: amount.optional(),
    main_ask: needed("What is wanted above all; nothing of the customer in it", 500),
    description: words("More about it; nothing of the customer in it", 4000).optional(),
    region: words("Province or city of delivery", 100).optional(),
    product_codes: z.array(code("A co-sell product's code")).min(1).max(20).meta({ description: "The products that fit, the best first" }),
    customer: z.object({
      account: code("The customer's account").max(64),
      name: needed("The customer's name", 100),
      contact_name: words("Whom to ask for", 50).optional(),
      contact_details: words("Telephone or e-mail", 100).optional(),
    }),
    created_at: instant("When it was raised"),
  }),
  "customer.updated": z.object({
    customer: z.object({ account: code("The customer's account"), name: words("The customer's name") }),
    associated_partner_account: code("Account of the partner it is associated with from then on; null ends the association, absent leaves it").nullable().optional(),
    updated_at: instant("Since when"),
  }),
} as const;
