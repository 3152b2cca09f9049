import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/testing/database";
import { makeOrg } from "@/testing/factories";
import { orderCreated } from "@/testing/factories/order";
import { makeProduct, type MadeProduct } from "@/testing/factories/product";
import { receiveEvent } from "@/server/modules/system";
import { systemCtx } from "@/server/kernel/ctx";
import { applyEvent, sweepParkedEvents } from "./apply-event";

const db = testDatabase();
let product: MadeProduct;
let sourceId: string;

beforeAll(async () => {
  const [source] = await db.sql<{ id: string }>("insert into event_source (name, secrets) values ('marketplace', '{}') returning id");
  sourceId = source?.id as string;
  product = await makeProduct(await makeOrg("seller"));
});

/** Takes an event in and answers its id. */
async function take(type: string, data: unknown): Promise<string> {
  const webhookId = randomUUID();
  await receiveEvent({ sourceId, webhookId, bodyHash: webhookId, type, occurredAt: new Date("2026-03-03T00:00:00Z"), data });
  const [row] = await db.sql<{ id: string }>("select id from inbound_event where webhook_id = $1", [webhookId]);
  return row?.id as string;
}
const stateOf = async (eventId: string) => (await db.sql<Record<string, unknown>>("select state, parked_reason, waits_for from inbound_event where id = $1", [eventId]))[0];
const orderOf = async (number: string) => (await db.sql<Record<string, unknown>>('select status, amount_fen, buyer from "order" where number = $1', [number]))[0];
/** What the worker would do: every waiting application, until none is left. */
async function work(): Promise<void> {
  for (;;) {
    const jobs = await db.sql<{ id: string; payload: { eventId: string } }>("delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = 'apply_event' returning j.id::text, j.payload");
    if (jobs.length === 0) return;
    await Promise.all(jobs.map(({ payload }) => applyEvent(payload)));
  }
}
const paid = (number: string) => ({ order_id: number, paid_at: "2026-03-03T00:00:00Z", amount: "1000.00", method: "online" });

test("events in the wrong order end in the right state: parked, then applied when the order comes", async () => {
  const created = orderCreated(product, { buyer: { customer_id: "c", user_name: "u" } });
  const early = await take("order.paid", paid(created.order_id));
  await work();
  expect(await stateOf(early)).toEqual({ state: "parked", parked_reason: "missing_order", waits_for: `order:${created.order_id}` });
  const order = await take("order.created", created);
  await work();
  expect(await stateOf(order)).toMatchObject({ state: "applied" });
  expect(await stateOf(early)).toMatchObject({ state: "applied", waits_for: null });
  expect(await orderOf(created.order_id)).toMatchObject({ status: "paid", buyer: { customerId: "c", userName: "u" } });
});

test("creation and payment at the same moment lose nothing, twenty times", async () => {
  const orders = Array.from({ length: 20 }, () => orderCreated(product));
  for (const order of orders) {
    await take("order.paid", paid(order.order_id));
    await take("order.created", order);
  }
  await work();
  for (const { order_id } of orders) expect(await orderOf(order_id)).toMatchObject({ status: "paid" });
});

test("a published refund becomes an order of its own", async () => {
  const created = orderCreated(product);
  await take("order.created", created);
  await take("order.paid", paid(created.order_id));
  await work();
  const refund = `${created.order_id}R`;
  const line = created.lines[0]?.line_id as string;
  const event = await take("order.refunded", { order_id: created.order_id, refund_order_id: refund, refunded_at: "2026-03-04T00:00:00Z", lines: [{ line_id: line, refund_line_id: `${refund}-1`, amount: "400.00" }] });
  await work();
  expect(await stateOf(event)).toMatchObject({ state: "applied" });
  expect(await orderOf(refund)).toMatchObject({ amount_fen: -40_000n });
});

test("an unknown product parks the order and is tried again by the sweep", async () => {
  const unknown = orderCreated({ skuCode: "SKU-LATER" });
  const event = await take("order.created", unknown);
  await work();
  expect(await stateOf(event)).toMatchObject({ state: "parked", parked_reason: "unknown_product", waits_for: "sku:SKU-LATER" });
  await db.sql("update product_spec set sku_code = 'SKU-LATER' where sku_code = $1", [product.skuCode]);
  expect(await sweepParkedEvents(systemCtx("test"))).toBe(1);
  await work();
  expect(await stateOf(event)).toMatchObject({ state: "applied" });
  await db.sql("update product_spec set sku_code = $1 where sku_code = 'SKU-LATER'", [product.skuCode]);
});

test("types whose rooms come later wait for them; contradictions are kept as conflicts", async () => {
  const later = await take("shipment.updated", { order_id: "CS-later", line_id: "1", status: "shipped", at: "2026-03-03T00:00:00Z" });
  const created = orderCreated(product);
  await take("order.created", created);
  await work();
  const other = await take("order.created", { ...created, lines: created.lines.map((line) => ({ ...line, amount: "1.00" })) });
  await work();
  expect(await stateOf(later)).toEqual({ state: "parked", parked_reason: "room_to_come", waits_for: "room:shipment.updated" });
  expect(await stateOf(other)).toMatchObject({ state: "conflict", parked_reason: "order_differs" });
});

test("the marketplace's word about a customer is applied, and waits for a partner not known yet", async () => {
  const account = randomUUID();
  const event = await take("customer.updated", { customer: { account, name: "某客户" }, associated_partner_account: `partner-${account}`, updated_at: "2026-03-03T00:00:00Z" });
  await work();
  expect(await stateOf(event)).toMatchObject({ state: "parked", parked_reason: "unknown_partner" });
  const partner = await makeOrg("partner");
  await db.sql("update org set slug = $1 where id = $2", [`partner-${account}`, partner.id]);
  await sweepParkedEvents(systemCtx("test"));
  await work();
  expect(await stateOf(event)).toMatchObject({ state: "applied" });
  expect(await db.sql("select org_id from association where customer_account = $1", [account])).toEqual([{ org_id: partner.id }]);
});

test("fifty runs of one application have one effect", async () => {
  const created = orderCreated(product);
  const eventId = await take("order.created", created);
  await Promise.all(Array.from({ length: 50 }, () => applyEvent({ eventId })));
  const rows = await db.sql('select 1 from order_line l join "order" o on o.id = l.order_id where o.number = $1', [created.order_id]);
  expect(rows).toHaveLength(1);
  const acts = await db.sql("select 1 from audit_entry where act = 'order.create' and payload like '%' || $1 || '%'", [created.order_id]);
  expect(acts).toHaveLength(1);
});
