import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeWebhookSecret, signWebhook } from "@/lib/signatures/standard-webhooks";
import { signSdkRequest, sdkDate } from "@/lib/signatures/sdk-hmac";
import { seal } from "@/server/kernel/secrets";
import { testDatabase } from "@/testing/database";
import { makeOrg } from "@/testing/factories";
import { watchDatabase } from "@/server/adapters/watch-database";
import { makeServer } from "./server";

const db = testDatabase();
const secrets = [encodeWebhookSecret(Buffer.alloc(32, 1)), encodeWebhookSecret(Buffer.alloc(32, 2))] as const;
let server: Server;
let base: string;

beforeAll(async () => {
  watchDatabase();
  await db.sql("insert into event_source (name, secrets) values ('marketplace', $1)", [secrets.map(seal)]);
  server = makeServer({
    publicUrl: "https://portal.example.test",
    pages: async (req, res) => {
      res.end(JSON.stringify({ path: req.url, nonce: req.headers["x-nonce"], policy: req.headers["content-security-policy"], id: req.headers["x-request-id"] }));
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

type Answer = { status: number; body: Record<string, unknown> & { code?: string; fields?: { path: string; message: string }[] } };
type Sent = { body: string; id?: string; at?: number; secret?: string; signature?: string; headers?: Record<string, string> };

async function post({ body, id = randomUUID(), at = Math.floor(Date.now() / 1000), secret = secrets[0], signature, headers }: Sent): Promise<Answer> {
  const signed = signature ?? signWebhook({ secret, id, timestamp: at, body });
  const response = await fetch(`${base}/api/open/v1/events`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", "webhook-id": id, "webhook-timestamp": String(at), "webhook-signature": signed, ...headers },
  });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}

const line = { line_id: "CS1-1", sku_code: "SKU", quantity: 1, charging_mode: "PERIOD", period_type: "YEAR", period_number: 1, list_amount: "100.00", amount: "90.00" };
const order = (change: object = {}) => ({
  order_id: "CS1",
  order_type: "new",
  customer: { account: "cust", name: "某公司" },
  currency: "CNY",
  placed_at: "2026-03-17T14:42:37+08:00",
  lines: [line],
  ...change,
});
const event = (data: unknown, type = "order.created") => JSON.stringify({ type, timestamp: "2026-03-17T14:42:37+08:00", data });
const kept = async (id: string) => (await db.sql<{ state: string; data: unknown }>("select state, data from inbound_event where webhook_id = $1", [id]))[0];

describe("the events' door", () => {
  test("takes a signed event in once: 202, repeated 200, another body 409; its job is there", async () => {
    const id = randomUUID();
    const body = event(order());
    expect(await post({ body, id })).toMatchObject({ status: 202, body: { code: "accepted" } });
    expect(await post({ body, id })).toMatchObject({ status: 200, body: { code: "repeated" } });
    expect(await post({ body: event(order({ order_id: "CS2" })), id })).toMatchObject({ status: 409, body: { code: "id_reused" } });
    expect(await kept(id)).toMatchObject({ state: "received", data: order() });
    const jobs = await db.sql("select 1 from graphile_worker.jobs where task_identifier = 'apply_event'");
    expect(jobs).toHaveLength(1);
  });

  test("fifty at once under one id are one event", async () => {
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 50 }, () => post({ body: event(order()), id })));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
  });

  test("either of two secrets will do, a third will not", async () => {
    expect((await post({ body: event(order()), secret: secrets[1] })).status).toBe(202);
    const stranger = await post({ body: event(order()), secret: encodeWebhookSecret(Buffer.alloc(32, 3)) });
    expect(stranger).toMatchObject({ status: 401, body: { code: "wrong_signature" } });
    expect(Object.keys(stranger.body).toSorted()).toEqual(["code", "request_id", "todo", "what", "why"]);
    const [rejected] = await db.sql<{ reason: string; metadata: string }>("select * from rejected_event order by received_at desc limit 1");
    expect(rejected?.reason).toBe("wrong_signature");
    expect(rejected?.metadata.length).toBeLessThanOrEqual(4096);
  });

  test.each([
    ["no JSON", { body: "{oops" }, 400, "malformed_json"],
    ["no UTF-8 JSON object", { body: "[1]" }, 422, "invalid_envelope"],
    ["no type", { body: JSON.stringify({ timestamp: "2026-03-17T14:42:37Z", data: {} }) }, 422, "invalid_envelope"],
    ["unknown type", { body: event({}, "order.vanished") }, 422, "unknown_type"],
    ["a name of every object", { body: event({}, "constructor") }, 422, "unknown_type"],
    ["old", { body: event(order()), at: Math.floor(Date.now() / 1000) - 400 }, 401, "too_old"],
    ["ahead", { body: event(order()), at: Math.floor(Date.now() / 1000) + 400 }, 401, "too_new"],
    ["unsigned", { body: event(order()), signature: "" }, 401, "missing_signature"],
    ["garbled signature", { body: event(order()), signature: "v1,AAAA" }, 401, "wrong_signature"],
    ["too large", { body: event(order({ note: "x".repeat(1024 * 1024) })) }, 413, "too_large"],
    ["five megabytes", { body: "x".repeat(5 * 1024 * 1024) }, 413, "too_large"],
  ] as const)("refuses what is %s with a sentence, and does not use up its id", async (_name, sent, status, code) => {
    const id = randomUUID();
    const answer = await post({ ...sent, id });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.body["what"]).not.toBe(code);
    expect(answer.body["todo"]).not.toBe("");
    expect(await post({ body: event(order()), id })).toMatchObject({ status: 202 });
  });

  test.each([
    ["negative amount", { lines: [{ ...line, amount: "-1.00" }] }, "data.lines.0.amount"],
    ["third decimal", { lines: [{ ...line, amount: "1.001" }] }, "data.lines.0.amount"],
    ["a number for an amount", { lines: [{ ...line, amount: 1.1 }] }, "data.lines.0.amount"],
    ["endless digits", { lines: [{ ...line, amount: "9".repeat(30) }] }, "data.lines.0.amount"],
    ["wrong currency", { currency: "USD" }, "data.currency"],
    ["no quantity", { lines: [{ ...line, quantity: 0 }] }, "data.lines.0.quantity"],
    ["a day for an instant", { placed_at: "2026-03-17" }, "data.placed_at"],
    ["an instant without its offset", { placed_at: "2026-03-17T10:00:00" }, "data.placed_at"],
    ["a line twice", { lines: [line, line] }, "data.lines.1.line_id"],
    ["no lines", { lines: [] }, "data.lines"],
    ["no customer", { customer: undefined }, "data.customer"],
    ["NUL", { customer: { account: "c", name: "a\u0000b" } }, "data.customer.name"],
    ["half a character", { customer: { account: "c", name: "a\ud800b" } }, "data.customer.name"],
  ])("refuses %s, naming the field", async (_name, change, path) => {
    const answer = await post({ body: event(order(change)) });
    expect(answer).toMatchObject({ status: 422, body: { code: "invalid_data" } });
    expect(answer.body.fields?.map((field) => field.path)).toEqual([path]);
    expect(answer.body.fields?.[0]?.message).toMatch(/^[a-z].{5,}/);
  });

  test("what is nested without end is refused, not stumbled over", async () => {
    const deep = `{"type":"order.created","timestamp":"2026-03-17T14:42:37Z","data":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`;
    expect(await post({ body: deep })).toMatchObject({ status: 422, body: { code: "invalid_data" } });
  });

  test("zeros after the second decimal are no third decimal", async () => {
    expect((await post({ body: event(order({ lines: [{ ...line, amount: "1.500" }] })) })).status).toBe(202);
  });

  test("events whose rooms come later are taken in", async () => {
    expect((await post({ body: event({ customer: { account: "c", name: "n" }, updated_at: "2026-03-17T14:42:37Z" }, "customer.updated") })).status).toBe(202);
  });

  test("answers in Chinese when asked", async () => {
    const answer = await post({ body: "{", headers: { "accept-language": "zh-CN" } });
    expect(answer.body["what"]).toBe("请求体不是 JSON");
  });
});

describe("every door", () => {
  test("security headers, a fresh request id, no trust in inner headers", async () => {
    const response = await fetch(`${base}/anything?q=1`, { headers: { "x-request-id": "forged", "x-nonce": "forged" } });
    const seen = (await response.json()) as Record<string, string>;
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain(`'nonce-${seen["nonce"]}'`);
    expect(policy).toBe(seen["policy"]);
    expect(policy.match(/script-src[^;]*/)?.[0]).not.toMatch(/unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(response.headers.get("x-request-id")).toBe(seen["id"]);
    expect(seen["id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("strict-transport-security")).toMatch(/max-age=\d+/);
    const again = await fetch(`${base}/anything`);
    expect(((await again.json()) as Record<string, string>)["nonce"]).not.toBe(seen["nonce"]);
  });

  const send = (headers: Record<string, string>) => fetch(`${base}/api/trpc/notification.markAllRead`, { method: "POST", headers: { "content-type": "application/json", ...headers } });
  test("changes with cookies need an origin of our own", async () => {
    for (const origin of [undefined, "https://evil.example", "null", "http://127.0.0.1:1"]) {
      const response = await send({ cookie: "a=b", ...(origin ? { origin } : {}) });
      expect(response.status).toBe(403);
      expect(((await response.json()) as { key: string }).key).toBe("system.errors.originRefused");
    }
    for (const origin of [base, "https://portal.example.test"]) expect((await send({ cookie: "a=b", origin })).status).toBe(401);
  });

  test("a procedure's errors are sentences", async () => {
    const refused = (await (await send({})).json()) as { error: { data: Record<string, string> } };
    expect(refused.error.data).toMatchObject({ key: "signInFirst", kind: "unauthenticated", httpStatus: 401 });
    expect(refused.error.data["what"]).not.toBe("");
    const missing = await fetch(`${base}/api/trpc/nothing.here`);
    expect(missing.status).toBe(404);
    const large = await fetch(`${base}/api/trpc/notification.markAllRead`, { method: "POST", body: "x".repeat(5 * 1024 * 1024), headers: { "content-type": "application/json" } });
    expect(large.status).toBe(413);
    expect(((await large.json()) as { what: string }).what).not.toBe("");
  });

  test("content of unknown length is refused", async () => {
    const status = await new Promise((resolve, reject) => {
      const outgoing = request(`${base}/some/page`, { method: "POST", headers: { "transfer-encoding": "chunked" } }, (incoming) => resolve(incoming.statusCode));
      outgoing.on("error", reject);
      outgoing.end("abc");
    });
    expect(status).toBe(411);
  });

  test("strangers open neither files nor streams nor uploads", async () => {
    for (const path of [`/api/files/${randomUUID()}`, "/api/stream"]) expect((await fetch(base + path)).status).toBe(401);
    expect((await fetch(`${base}/api/upload?purpose=invoice`, { method: "POST", body: "x" })).status).toBe(401);
  });

  test("health tells of a worker never seen; metrics count", async () => {
    const health = await fetch(`${base}/api/health`);
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({ status: "bad", database: "ok", migrations: "ok", worker: "never seen" });
    await db.sql("insert into heartbeat (name) values ('w')");
    expect(await (await fetch(`${base}/api/health`)).json()).toMatchObject({ status: "ok" });
    await db.sql("update heartbeat set at = now() - interval '2 minutes'");
    expect((await fetch(`${base}/api/health`)).status).toBe(503);
    expect(await (await fetch(`${base}/api/metrics`)).text()).toMatch(/countinghouse_http_request_seconds_count\{door="open_events",status="2xx"\} \d+/);
    expect((await fetch(`${base}/api/metrics`, { headers: { "x-forwarded-for": "8.8.8.8" } })).status).toBe(404);
  });

  test("the OpenAPI document lists every event and both doors", async () => {
    const document = (await (await fetch(`${base}/api/open/v1/openapi.json`)).json()) as { openapi: string; paths: object; components: { schemas: Record<string, unknown> } };
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.paths)).toEqual(["/api/open/v1/events", "/api/mkp-openapi-public/global/v1/order/query"]);
    expect(Object.keys(document.components.schemas)).toHaveLength(19);
  });
});

describe("the order query's door", () => {
  const ask = async (accessKey: string, secret: string, query: string) => {
    const host = base.replace("http://", "");
    const target = `/api/mkp-openapi-public/global/v1/order/query${query}`;
    const headers = { host, "x-sdk-date": sdkDate(new Date()) };
    const authorization = signSdkRequest({ method: "GET", target, headers, body: "" }, { accessKey, secret });
    const response = await fetch(base + target, { headers: { "x-sdk-date": headers["x-sdk-date"], authorization } });
    return { status: response.status, body: (await response.json()) as { resultCode: string } };
  };

  test("wants a known key and a right signature; unknown orders are not found", async () => {
    const seller = await makeOrg("seller");
    await db.sql("insert into api_key (org_id, access_key, secret_sealed) values ($1, 'AK-1', $2)", [seller.id, seal("sk")]);
    expect(await ask("AK-1", "sk", "?orderId=CS404")).toMatchObject({ status: 404, body: { resultCode: "000003" } });
    expect(await ask("AK-1", "sk", "")).toMatchObject({ status: 400, body: { resultCode: "000002" } });
    expect(await ask("AK-1", "other", "?orderId=CS404")).toMatchObject({ status: 401, body: { resultCode: "000001" } });
    expect(await ask("AK-2", "sk", "?orderId=CS404")).toMatchObject({ status: 401 });
    expect((await fetch(`${base}/api/mkp-openapi-public/global/v1/order/query?orderId=CS404`)).status).toBe(401);
  });
});
