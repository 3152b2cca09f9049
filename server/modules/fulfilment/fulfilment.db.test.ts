import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { verifySdkRequest } from "@/lib/signatures/sdk-hmac";
import { useOutboundAllow } from "@/server/adapters/outbound";
import type { Ctx } from "@/server/kernel/ctx";
import { systemCtx } from "@/server/kernel/ctx";
import { AppError } from "@/server/kernel/errors";
import { orderDetail, orderForSeller } from "@/server/modules/order";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { applyOrder, makeOrder, orderNumber } from "@/testing/factories/order";
import { makeProduct, type MadeProduct } from "@/testing/factories/product";
import { callInterface, issueApiKey, listMessages, messagesOfOrder, registerInterface, restartMessage, startProvisioning, sweepInterfaceCalls } from ".";

const db = testDatabase();
const worker = systemCtx("worker");
const accessKey = "test-production-key";
let seller: MadeOrg;
let owner: Ctx;
let product: MadeProduct;
let program: { child: ChildProcess; url: string };
let portal: { server: Server; asked: string[] };
let keys: { accessKey: string; secret: string };

/** The portal's order query as the seller's program sees it, checked and answered by the real verification and read. */
async function openPortal(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const verdict = verifySdkRequest({ method: "GET", target: request.url ?? "", headers: request.headers as Record<string, string>, body: "" }, keys.secret, new Date());
    if (!verdict.ok) return void response.writeHead(401).end(JSON.stringify({ resultMsg: verdict.code }));
    const query = new URL(request.url ?? "", "http://portal").searchParams;
    portal.asked.push(query.get("orderId") ?? "");
    const asked = { orderNumber: query.get("orderId") ?? "", lineNumber: query.get("orderLineId") ?? undefined };
    const orderInfo = await orderForSeller(owner, asked).catch(() => null);
    response.writeHead(orderInfo ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify({ orderInfo }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function startProgram(portalUrl: string): Promise<{ child: ChildProcess; url: string }> {
  const environment = { NODE_ENV: "test" as const, SAMPLE_SELLER_PORT: "0", SAMPLE_SELLER_KEY: accessKey, SAMPLE_SELLER_AK: keys.accessKey, SAMPLE_SELLER_SK: keys.secret, PORTAL_URL: portalUrl };
  const child = spawn(process.execPath, ["scripts/sample-seller.mjs"], { env: environment, stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise<string>((resolve) => child.stdout?.once("data", (data: Buffer) => resolve(data.toString())));
  return { child, url: /(http:\S+)/.exec(line)?.[1] ?? "" };
}

const behave = (mode: string, times?: number) => fetch(new URL("/control", program.url), { method: "POST", body: JSON.stringify({ mode, times }) });

beforeAll(async () => {
  seller = await makeOrg("seller");
  owner = await personIn(seller, ["owner"]);
  product = await makeProduct(seller, { hasInterface: true });
  keys = await issueApiKey(owner);
  const server = await openPortal();
  portal = { server, asked: [] };
  program = await startProgram(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  useOutboundAllow(new URL(program.url).host);
  await registerInterface(owner, { url: program.url, accessKey });
  await db.sql(`insert into rule_version (kind, scope, value, valid_from) values ('limit', 'interface.retry', '{"attempts": 3, "seconds": 60}', '2020-01-01')`);
});
beforeEach(() => behave("good"));
afterAll(async () => {
  program.child.kill();
  await new Promise((resolve) => portal.server.close(resolve));
});

async function owed(): Promise<{ number: string; orderId: string; messageId: string; lineId: string }> {
  const { number, paidLines } = await makeOrder(product);
  await startProvisioning(worker, paidLines);
  const [row] = await db.sql<{ id: string; order_id: string }>("select m.id, m.order_id from interface_message m where m.order_line_id = $1", [paidLines[0]]);
  return { number, orderId: row?.order_id ?? "", messageId: row?.id ?? "", lineId: paidLines[0] as string };
}
const stateOf = async (messageId: string) =>
  (await db.sql("select m.status, m.attempts, m.error_code, m.instance_id, m.last_answer, l.instance_id as line_instance, l.effective_at, o.status as order_status from interface_message m join order_line l on l.id = m.order_line_id join \"order\" o on o.id = m.order_id where m.id = $1", [messageId]))[0] as Record<string, unknown>;
const jobsOf = (messageId: string) => db.sql<{ queue: string }>("select q.queue_name as queue from graphile_worker._private_jobs j left join graphile_worker._private_job_queues q on q.id = j.job_queue_id where j.payload::text like $1", [`%${messageId}%`]);

describe("over real HTTP", () => {
  test("a paid line is called for, the seller asks our order query, the instance opens the gate", async () => {
    const { number, messageId, orderId } = await owed();
    expect(await jobsOf(messageId)).toEqual([{ queue: expect.stringMatching(/^interface:/) as string }]);
    await callInterface(worker, messageId);
    const state = await stateOf(messageId);
    expect(state).toMatchObject({ status: "succeeded", attempts: 1, error_code: null, order_status: "completed" });
    expect(state["line_instance"]).toBe(state["instance_id"]);
    expect(state["effective_at"]).toBeInstanceOf(Date);
    expect(portal.asked).toContain(number);
    const [message] = await messagesOfOrder(owner, orderId);
    expect(message?.request).toContain("newInstance");
    expect(message?.answer).toContain("Body-Sign");
    expect(message?.request).not.toContain(accessKey);
  });

  test.each([
    ["unsigned", "SIGNATURE_ABSENT"],
    ["wrong-signature", "SIGNATURE_WRONG"],
    ["error-500", "HTTP_STATUS"],
    ["html", "NOT_JSON"],
    ["refuse", "RESULT_CODE"],
    ["empty", "INSTANCE_MISSING"],
  ])("a seller that answers %s fails with %s, and the next call mends it", async (mode, code) => {
    const { messageId, orderId } = await owed();
    await behave(mode, 1);
    await callInterface(worker, messageId);
    expect(await stateOf(messageId)).toMatchObject({ status: "waiting_retry", attempts: 1, error_code: code, order_status: "paid", effective_at: null });
    expect((await orderDetail(owner, orderId)).timeline.map(({ act }) => act)).toContain("interface_failed");
    await callInterface(worker, messageId);
    expect(await stateOf(messageId)).toMatchObject({ status: "succeeded", attempts: 2, error_code: null, order_status: "completed" });
  });

  test("still working is asked after until the instance is there", async () => {
    const { messageId } = await owed();
    await behave("working");
    await callInterface(worker, messageId);
    const pending = await stateOf(messageId);
    expect(pending).toMatchObject({ status: "polling", attempts: 1, effective_at: null });
    expect(pending["instance_id"]).toBeTruthy();
    await callInterface(worker, messageId);
    expect(await stateOf(messageId)).toMatchObject({ status: "succeeded", line_instance: pending["instance_id"], order_status: "completed" });
  });

  test("a seller that works for ever is exhausted like any other failure", async () => {
    const { messageId } = await owed();
    await behave("working-forever");
    await callInterface(worker, messageId);
    await db.sql("update interface_message set polls = 120 where id = $1", [messageId]);
    await callInterface(worker, messageId);
    expect(await stateOf(messageId)).toMatchObject({ status: "exhausted", error_code: "STILL_WORKING", order_status: "paid" });
  });

  test("attempts run out, a person restarts, the order is recovered", async () => {
    const { messageId, orderId } = await owed();
    await behave("error-500");
    for (let attempt = 0; attempt < 4; attempt++) await callInterface(worker, messageId);
    expect(await stateOf(messageId)).toMatchObject({ status: "exhausted", attempts: 3, error_code: "HTTP_STATUS" });
    const acts = (await orderDetail(owner, orderId)).timeline.map(({ act }) => act);
    expect(acts.filter((act) => act === "interface_failed")).toHaveLength(2);
    expect(acts).toContain("interface_stopped");
    const told = await db.sql<{ kind: string }>("select payload->>'kind' as kind from graphile_worker._private_jobs where payload->>'nounId' = $1", [messageId]);
    expect(told.map(({ kind }) => kind).toSorted()).toEqual(["fulfilment.interface_failed", "fulfilment.interface_stopped"]);
    await behave("good");
    expect(await restartMessage(owner, messageId)).toMatchObject({ status: "pending" });
    await callInterface(worker, messageId);
    expect(await stateOf(messageId)).toMatchObject({ status: "succeeded", attempts: 1, order_status: "completed" });
    const [entry] = await db.sql("select parties from audit_entry where act = 'fulfilment.restart' and noun_id = $1", [messageId]);
    expect(entry).toMatchObject({ parties: [seller.id] });
  });

  test("fifty jobs at once make one instance", async () => {
    const { messageId, orderId } = await owed();
    await Promise.all(Array.from({ length: 50 }, () => callInterface(worker, messageId)));
    expect(await stateOf(messageId)).toMatchObject({ status: "succeeded", attempts: 1 });
    expect((await orderDetail(owner, orderId)).timeline.filter(({ act }) => act === "provision")).toHaveLength(1);
  });
});

describe("addresses", () => {
  test("an address inside the house is never called, and says so", async () => {
    const other = await makeOrg("seller");
    const person = await personIn(other, ["owner"]);
    const listing = await makeProduct(other, { hasInterface: true });
    await registerInterface(person, { url: "http://127.0.0.1:1/produce", accessKey });
    const { paidLines } = await makeOrder(listing);
    await startProvisioning(worker, paidLines);
    const [message] = (await listMessages(person)).rows;
    await callInterface(worker, message?.id ?? "");
    expect((await listMessages(person)).rows[0]).toMatchObject({ status: "waiting_retry", errorCode: "ADDRESS_REFUSED" });
    expect((await listMessages(owner)).rows.map(({ id }) => id)).not.toContain(message?.id);
  });

  test("orders wait for an interface that is not there yet", async () => {
    const late = await makeOrg("seller");
    const person = await personIn(late, ["owner"]);
    const listing = await makeProduct(late, { hasInterface: true });
    const { paidLines } = await makeOrder(listing);
    await startProvisioning(worker, paidLines);
    expect((await listMessages(person)).rows).toEqual([]);
    await registerInterface(person, { url: program.url, accessKey });
    const [message] = (await listMessages(person)).rows;
    await callInterface(worker, message?.id ?? "");
    expect((await listMessages(person)).rows[0]).toMatchObject({ status: "succeeded" });
  });
});

describe("rights and order", () => {
  test("restart and settings need the permission, and only one's own messages are there", async () => {
    const { messageId } = await owed();
    const kind = (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error instanceof AppError ? error.kind : String(error)));
    await expect(kind(restartMessage(await personIn(seller, ["sales"]), messageId))).resolves.toBe("forbidden");
    await expect(kind(restartMessage(await personIn(await makeOrg("seller"), ["owner"]), messageId))).resolves.toBe("not_found");
    await expect(kind(listMessages(await personIn(await makeOrg("partner"))))).resolves.toBe("forbidden");
    await expect(kind(registerInterface(await personIn(seller, ["viewer"]), { url: program.url, accessKey }))).resolves.toBe("forbidden");
    await expect(kind(restartMessage(owner, messageId))).resolves.toBe("conflict");
    await expect(async () => startProvisioning(owner, [])).rejects.toThrow("forbidden");
    await callInterface(worker, messageId);
    await expect(kind(restartMessage(owner, messageId))).resolves.toBe("conflict");
  });

  test("starting twice owes one call; a refunded order is no longer called for", async () => {
    const { messageId, lineId, number } = await owed();
    await Promise.all(Array.from({ length: 20 }, () => startProvisioning(worker, [lineId])));
    expect(await db.sql("select 1 from interface_message where order_line_id = $1", [lineId])).toHaveLength(1);
    const refund = orderNumber();
    await applyOrder("order.refunded", { order_id: refund, original_order_id: number, lines: [{ line_id: `${refund}-1`, original_line_id: `${number}-000001`, amount: "-1000.00" }] });
    await callInterface(worker, messageId);
    expect(await stateOf(messageId)).toMatchObject({ status: "exhausted", error_code: "ORDER_CLOSED", order_status: "refunded" });
  });

  test("the sweep wakes what business time has made due", async () => {
    const { messageId } = await owed();
    await behave("error-500", 1);
    await callInterface(worker, messageId);
    const before = await sweepInterfaceCalls(worker);
    await db.sql("update clock set offset_seconds = offset_seconds + 3600");
    expect(await sweepInterfaceCalls(worker)).toBeGreaterThan(before);
  });
});
