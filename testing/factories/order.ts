import { randomBytes } from "node:crypto";
import { marketplaceCtx } from "@/server/kernel/ctx";
import { applyOrderEvent, type EventOutcome } from "@/server/modules/order";
import type { MadeProduct } from "./product";

type Product = Pick<MadeProduct, "skuCode">;
export type OrderLineData = {
  line_id: string;
  sku_code: string;
  quantity: number;
  charging_mode: string;
  period_type: string;
  period_number: number;
  list_amount: string;
  amount: string;
  voucher_amount?: string;
  effective_at?: string;
  expires_at?: string;
};
export type OrderCreatedData = {
  order_id: string;
  order_type: "new" | "renew" | "change" | "trial";
  customer: { account: string; name: string };
  buyer: Record<string, string>;
  currency: string;
  placed_at: string;
  offer_number?: string;
  offer_token?: string;
  discount_kind?: string;
  partner_account?: string;
  partner_link?: string;
  original_order_id?: string;
  lines: OrderLineData[];
};

export const orderNumber = () => `CS${randomBytes(6).toString("hex").toUpperCase()}`;
export const marketplace = marketplaceCtx("marketplace", "test");

/** The data of `order.created` for one unit of each product; `change` replaces what a test is about. */
export function orderCreated(products: Product | readonly Product[], change: Partial<OrderCreatedData> = {}, line: Partial<OrderLineData> = {}): OrderCreatedData {
  const number = change.order_id ?? orderNumber();
  const token = randomBytes(4).toString("hex");
  const list = Array.isArray(products) ? (products as readonly Product[]) : [products as Product];
  return {
    order_id: number,
    order_type: "new",
    customer: { account: `hwc-${token}`, name: `客户${token}` },
    buyer: { userName: `user-${token}`, mobilePhone: "+8613800000000", email: `${token}@customer.test` },
    currency: "CNY",
    placed_at: "2026-03-02T02:00:00.000Z",
    lines: list.map(({ skuCode }, at) => ({
      line_id: `${number}-${String(at + 1).padStart(6, "0")}`,
      sku_code: skuCode,
      quantity: 1,
      charging_mode: "PERIOD",
      period_type: "YEAR",
      period_number: 1,
      list_amount: "1200.00",
      amount: "1000.00",
      ...line,
    })),
    ...change,
  };
}

/** Applies one event of the marketplace, as the worker does. */
export function applyOrder(type: string, data: unknown, at = "2026-03-02T02:05:00.000Z"): Promise<EventOutcome> {
  return applyOrderEvent(marketplace, { type, at: new Date(at), data });
}

/** An order as the marketplace reports it, paid unless told otherwise; answers its number and the lines to provision. */
export async function makeOrder(products: Product | readonly Product[], options: { change?: Partial<OrderCreatedData>; line?: Partial<OrderLineData>; paid?: boolean } = {}) {
  const data = orderCreated(products, options.change, options.line);
  const created = await applyOrder("order.created", data);
  if (created.outcome !== "applied") throw new Error(`the order was not taken: ${JSON.stringify(created)}`);
  if (options.paid === false) return { data, number: data.order_id, paidLines: [] };
  const paid = await applyOrder("order.paid", { order_id: data.order_id, method: "online" });
  return { data, number: data.order_id, paidLines: paid.outcome === "applied" ? paid.paidLines : [] };
}
