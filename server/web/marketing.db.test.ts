import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeWebhookSecret, signWebhook } from "@/lib/signatures/standard-webhooks";
import type { Ctx } from "@/server/kernel/ctx";
import { systemCtx } from "@/server/kernel/ctx";
import { seal } from "@/server/kernel/secrets";
import { applyEvent, sweepParkedEvents } from "@/server/jobs/apply-event";
import { readDemand } from "@/server/modules/demand";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { makeProduct, type MadeProduct } from "@/testing/factories/product";
import { makeServer } from "./server";

const db = testDatabase();
const secret = encodeWebhookSecret(Buffer.alloc(32, 1));
let server: Server;
let base: string;
let [inside, outside]: MadeOrg[] = [];
let [fast, plain]: MadeProduct[] = [];
let [sales, otherSales, dispatcher]: Ctx[] = [];

const made = (product: MadeProduct | undefined) => product as MadeProduct;
const person = (ctx: Ctx | undefined) => ctx as Ctx;

beforeAll(async () => {
  await db.sql("insert into event_source (name, secrets) values ('marketplace', $1)", [[seal(secret)]]);
  server = makeServer({ publicUrl: "https://portal.example.test", pages: async (_req, res) => void res.end() });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  [inside, outside] = [await makeOrg("seller"), await makeOrg("seller")];
  [fast, plain] = [await makeProduct(inside), await makeProduct(outside)];
  [sales, otherSales, dispatcher] = [await personIn(inside, ["sales"]), await personIn(outside, ["sales"]), await personIn(await makeOrg("operator"), ["dispatcher"])];
  await db.sql("insert into org_program (org_id, program, joined_at) values ($1, 'accelerator', now())", [inside.id]);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function post(data: unknown): Promise<{ status: number; body: { fields?: { path: string }[] }; id: string }> {
  const id = randomUUID();
  const at = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({ type: "demand.created", timestamp: "2026-03-17T14:42:37+08:00", data });
  const headers = { "content-type": "application/json", "webhook-id": id, "webhook-timestamp": String(at), "webhook-signature": signWebhook({ secret, id, timestamp: at, body }) };
  const response = await fetch(`${base}/api/open/v1/events`, { method: "POST", body, headers });
  return { status: response.status, body: (await response.json()) as { fields?: { path: string }[] }, id };
}

/** What the worker would do: every waiting application, until none is left. */
async function work(): Promise<void> {
  for (;;) {
    const jobs = await db.sql<{ payload: { eventId: string } }>("delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = 'apply_event' returning j.payload");
    if (jobs.length === 0) return;
    await Promise.all(jobs.map(({ payload }) => applyEvent(payload)));
  }
}

let number = 0;
const wanted = (codes: string[], change: object = {}) => ({
  demand_id: `CDP-${(number += 1)}`,
  name: "华东零售客户数据分析",
  delivery_mode: "saas",
  main_ask: "统一会员与交易分析",
  region: "浙江",
  budget_amount: "200000.00",
  product_codes: codes,
  customer: { account: "hwc-cdp", name: "云栖零售集团", contact_name: "周经理", contact_details: "zhou@customer.test" },
  created_at: "2026-03-17T14:42:37+08:00",
  ...change,
});
const demandsOf = (externalRef: string) => db.sql<{ id: string; status: string; seller_org_id: string | null; source: string }>("select * from demand where external_ref = $1", [externalRef]);
const eventOf = async (webhookId: string) => (await db.sql<Record<string, unknown>>("select state, parked_reason, waits_for from inbound_event where webhook_id = $1", [webhookId]))[0];

test("for a seller in the accelerator it arrives in conversion with the customer released, and the seller is told", async () => {
  const data = wanted([made(plain).code, made(fast).code]);
  const { status, id } = await post(data);
  expect(status).toBe(202);
  await work();
  expect(await eventOf(id)).toMatchObject({ state: "applied" });
  const [row] = await demandsOf(data.demand_id);
  expect(row).toMatchObject({ status: "converting", seller_org_id: inside?.id, source: "marketing" });
  const detail = await readDemand(person(sales), row?.id ?? "");
  expect(detail).toMatchObject({ budgetFen: "20000000", customer: { name: "云栖零售集团", account: "hwc-cdp" } });
  expect(detail.interests).toHaveLength(2);
  expect(detail.events.map(({ act }) => act)).toContain("arrive");
  await expect(readDemand(person(otherSales), row?.id ?? "")).rejects.toMatchObject({ kind: "not_found" });
  const notices = await db.sql<{ payload: { kind: string; orgId: string } }>("select payload from graphile_worker._private_jobs where payload ->> 'nounId' = $1", [row?.id]);
  expect(notices.map(({ payload }) => [payload.kind, payload.orgId])).toEqual([["demand.arrive", inside?.id]]);
  expect(JSON.stringify(notices)).not.toContain("云栖");
  expect(await db.sql("select 1 from audit_entry where noun_id = $1 and act = 'demand.arrive'", [row?.id])).toHaveLength(1);
});

test("for other sellers it waits for dispatch, the customer kept from them", async () => {
  const data = wanted([made(plain).code]);
  await post(data);
  await work();
  const [row] = await demandsOf(data.demand_id);
  expect(row).toMatchObject({ status: "submitted", seller_org_id: null });
  expect((await readDemand(person(dispatcher), row?.id ?? "")).dueAt).not.toBeNull();
  await expect(readDemand(person(otherSales), row?.id ?? "")).rejects.toMatchObject({ kind: "not_found" });
});

test("a seller that left the program is one like others", async () => {
  const left = await makeOrg("seller");
  const product = await makeProduct(left);
  await db.sql("insert into org_program (org_id, program, joined_at, ended_at) values ($1, 'accelerator', now(), now())", [left.id]);
  const data = wanted([product.code]);
  await post(data);
  await work();
  expect(await demandsOf(data.demand_id)).toMatchObject([{ status: "submitted" }]);
});

test("an unknown product parks it with its reason until the product is there", async () => {
  const data = wanted(["P-LATER"]);
  const { id } = await post(data);
  await work();
  expect(await eventOf(id)).toEqual({ state: "parked", parked_reason: "unknown_product", waits_for: "product:P-LATER" });
  expect(await demandsOf(data.demand_id)).toEqual([]);
  await db.sql("update product set code = 'P-LATER' where id = $1", [made(plain).id]);
  await sweepParkedEvents(systemCtx("test"));
  await work();
  expect(await demandsOf(data.demand_id)).toMatchObject([{ status: "submitted" }]);
  await db.sql("update product set code = $2 where id = $1", [made(plain).id, made(plain).code]);
});

test("the same demand twice is one, fifty times at once too; another content under its number is a conflict", async () => {
  const data = wanted([made(fast).code]);
  const sent = await Promise.all(Array.from({ length: 50 }, () => post(data)));
  await work();
  expect(await demandsOf(data.demand_id)).toHaveLength(1);
  expect(new Set(await Promise.all(sent.map(async ({ id }) => (await eventOf(id))?.["state"])))).toEqual(new Set(["applied"]));
  const other = await post({ ...data, customer: { account: "hwc-2", name: "另一家公司" } });
  await work();
  expect(await eventOf(other.id)).toMatchObject({ state: "conflict", parked_reason: "demand_differs" });
});

test("what cannot be understood is refused at the door, with the field", async () => {
  const cases: [object, string][] = [
    [{ name: "" }, "data.name"],
    [{ name: "x".repeat(81) }, "data.name"],
    [{ delivery_mode: "carrier pigeon" }, "data.delivery_mode"],
    [{ product_codes: [] }, "data.product_codes"],
    [{ budget_amount: "-1" }, "data.budget_amount"],
    [{ budget_amount: 5 }, "data.budget_amount"],
    [{ customer: { name: "无账号" } }, "data.customer.account"],
    [{ main_ask: "a\0b" }, "data.main_ask"],
  ];
  for (const [change, path] of cases) {
    const { status, body } = await post(wanted([made(fast).code], change));
    expect([path, status, body.fields?.map((one) => one.path)]).toEqual([path, 422, [path]]);
  }
});
