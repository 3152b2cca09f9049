import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { applyOrder, makeOrder, marketplace } from "@/testing/factories/order";
import { makeProduct, type MadeProduct } from "@/testing/factories/product";
import { applySupervisionEvent } from ".";

const db = testDatabase();
let seller: MadeOrg;
let service: MadeProduct;

beforeAll(async () => {
  seller = await makeOrg("seller");
  service = await makeProduct(seller, { supervised: true });
});

const factsOf = async (number: string) =>
  (await db.sql('select o.status, l.supervision, l.supervision_done_at, l.effective_at from order_line l join "order" o on o.id = l.order_id where o.number = $1', [number]))[0] as Record<string, unknown>;
const tell = (type: string, data: unknown, at: string) => applySupervisionEvent(marketplace, { type, at: new Date(at), data });

test("delivery, acceptance, completion: the order completes and takes effect at acceptance", async () => {
  const { number } = await makeOrder(service);
  const line_id = `${number}-000001`;
  expect(await factsOf(number)).toMatchObject({ supervision: "open", effective_at: null, status: "paid" });
  await tell("supervision.updated", { order_id: number, line_id, state: "accepting" }, "2026-03-10T00:00:00Z");
  expect(await factsOf(number)).toMatchObject({ supervision: "accepting", status: "paid" });
  expect(await tell("supervision.completed", { order_id: number, line_id }, "2026-03-15T00:00:00Z")).toMatchObject({ outcome: "applied" });
  expect(await factsOf(number)).toMatchObject({ supervision: "completed", status: "completed", effective_at: new Date("2026-03-15T00:00:00Z"), supervision_done_at: new Date("2026-03-15T00:00:00Z") });
});

test("the stated enabling time starts the subscription", async () => {
  const { number } = await makeOrder(service);
  await tell("supervision.completed", { line_id: `${number}-000001`, enabled_at: "2026-03-05T00:00:00Z" }, "2026-03-15T00:00:00Z");
  expect(await factsOf(number)).toMatchObject({ effective_at: new Date("2026-03-05T00:00:00Z") });
});

test("older news and news after acceptance change nothing, in whatever order they come", async () => {
  const { number } = await makeOrder(service);
  const line_id = `${number}-000001`;
  await tell("supervision.updated", { line_id, state: "appealing" }, "2026-03-12T00:00:00Z");
  await tell("supervision.updated", { line_id, state: "accepting" }, "2026-03-11T00:00:00Z");
  expect(await factsOf(number)).toMatchObject({ supervision: "appealing" });
  await Promise.all(Array.from({ length: 50 }, () => tell("supervision.completed", { line_id }, "2026-03-20T00:00:00Z")));
  await tell("supervision.updated", { line_id, state: "open" }, "2026-03-25T00:00:00Z");
  expect(await factsOf(number)).toMatchObject({ supervision: "completed", status: "completed" });
  const told = await db.sql("select 1 from order_event e join \"order\" o on o.id = e.order_id where o.number = $1 and e.act = 'supervision_completed'", [number]);
  expect(told).toHaveLength(1);
});

test("an unknown line parks, an unsupervised one conflicts, nonsense is a conflict", async () => {
  expect(await tell("supervision.completed", { order_id: "CSX", line_id: "CSX-1" }, "2026-03-15T00:00:00Z")).toEqual({ outcome: "parked", reason: "missing_order", waitsFor: "order:CSX" });
  const plain = await makeProduct(seller);
  const { number } = await makeOrder(plain);
  expect(await tell("supervision.completed", { line_id: `${number}-000001` }, "2026-03-15T00:00:00Z")).toEqual({ outcome: "conflict", reason: "not_supervised" });
  expect(await tell("supervision.updated", { line_id: "x", state: "sleeping" }, "2026-03-15T00:00:00Z")).toEqual({ outcome: "conflict", reason: "unreadable_data" });
  const renewal = await makeOrder(service, { change: { order_type: "renew" }, line: { effective_at: "2026-06-01T00:00:00.000Z" } });
  expect(await factsOf(renewal.number)).toMatchObject({ supervision: "not_applicable" });
  await expect(async () => applySupervisionEvent(await personIn(seller), { type: "supervision.completed", at: new Date(), data: {} })).rejects.toThrow("forbidden");
});

test("a refund of a supervised line opens with it", async () => {
  const { number } = await makeOrder(service);
  const refund = `${number}R`;
  await applyOrder("order.refunded", { order_id: refund, original_order_id: number, lines: [{ line_id: `${refund}-1`, original_line_id: `${number}-000001`, amount: "-1.00" }] });
  expect(await factsOf(refund)).toMatchObject({ supervision: "open" });
  await tell("supervision.completed", { line_id: `${number}-000001` }, "2026-03-15T00:00:00Z");
  expect(await factsOf(refund)).toMatchObject({ supervision: "completed" });
});
