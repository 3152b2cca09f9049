#!/usr/bin/env node
// A seller's program for demo and tests, without dependencies: it answers the production interface the way a careful
// seller does (checks our signature, asks our order query, answers repeats alike, signs its answer), and on request
// the way careless ones do.
//
//   SAMPLE_SELLER_PORT (4010) · SAMPLE_SELLER_KEY · SAMPLE_SELLER_AK · SAMPLE_SELLER_SK · PORTAL_URL (http://127.0.0.1:3000)
//   SAMPLE_SELLER_MODE: good | unsigned | wrong-signature | error-500 | refuse | working | working-forever | html | empty | slow
//   Any other path takes production messages by POST.
//   POST /control {"mode": "error-500", "times": 2} changes the manners while it runs; GET /control tells them.
import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const settings = {
  port: Number(process.env.SAMPLE_SELLER_PORT ?? 4010),
  key: process.env.SAMPLE_SELLER_KEY ?? "countinghouse-demo-production-key",
  ak: process.env.SAMPLE_SELLER_AK ?? "AK-LANTERN-DEMO",
  sk: process.env.SAMPLE_SELLER_SK ?? "countinghouse-demo-order-query-secret",
  portal: process.env.PORTAL_URL ?? "http://127.0.0.1:3000",
};
const manners = { mode: process.env.SAMPLE_SELLER_MODE ?? "good", times: Infinity };
const modes = ["good", "unsigned", "wrong-signature", "error-500", "refuse", "working", "working-forever", "html", "empty", "slow"];
const instances = new Map();
const nonces = new Map();
const tally = { calls: 0, refused: 0, queried: 0, queryFailed: 0 };

const hmac = (key, data) => createHmac("sha256", key).update(data);
const same = (one, other) => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** Why a request is not the marketplace's, or null. */
function refusal(url, body) {
  const [signature, timestamp, nonce] = ["signature", "timestamp", "nonce"].map((name) => url.searchParams.get(name) ?? "");
  if (!signature || !timestamp || !nonce) return "signature, timestamp or nonce is missing";
  if (Math.abs(Date.now() - Number(timestamp)) > 60_000) return "the timestamp is more than a minute off";
  const digest = hmac(settings.key, body).digest("hex");
  const expected = hmac(settings.key, settings.key + nonce + timestamp + digest).digest("hex").toUpperCase();
  if (!same(signature.toUpperCase(), expected)) return "the signature is wrong";
  for (const [known, at] of nonces) if (Date.now() - at > 120_000) nonces.delete(known);
  if (nonces.has(nonce)) return "the nonce was used before";
  nonces.set(nonce, Date.now());
  return null;
}

/** Signs a GET with access key and secret, as the marketplace's open APIs want it. */
function signedHeaders(url, date) {
  const headers = { host: url.host, "x-sdk-date": date };
  const names = Object.keys(headers).toSorted();
  const query = [...url.searchParams].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).toSorted().join("&");
  const canonical = ["GET", `${url.pathname}/`, query, ...names.map((name) => `${name}:${headers[name]}`), "", names.join(";"), createHash("sha256").update("").digest("hex")].join("\n");
  const toSign = ["SDK-HMAC-SHA256", date, createHash("sha256").update(canonical).digest("hex")].join("\n");
  return { "X-Sdk-Date": date, Authorization: `SDK-HMAC-SHA256 Access=${settings.ak}, SignedHeaders=${names.join(";")}, Signature=${hmac(settings.sk, toSign).digest("hex")}` };
}

/** Asks the portal who bought what; a seller without keys does without. */
async function queryOrder(orderId, orderLineId) {
  if (!settings.ak || !settings.sk) return null;
  const url = new URL("/api/mkp-openapi-public/global/v1/order/query", settings.portal);
  url.search = new URLSearchParams({ orderId, orderLineId }).toString();
  const date = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
  try {
    const answer = await fetch(url, { headers: signedHeaders(url, date), signal: AbortSignal.timeout(3000) });
    const { orderInfo } = await answer.json();
    tally.queried += answer.ok ? 1 : 0;
    tally.queryFailed += answer.ok ? 0 : 1;
    return orderInfo ?? null;
  } catch {
    tally.queryFailed += 1;
    return null;
  }
}

/** The same order line always gets the same instance. */
async function newInstance({ orderId, orderLineId }) {
  const known = instances.get(orderLineId);
  if (known) return known;
  const made = { instanceId: randomUUID(), customer: null };
  instances.set(orderLineId, made);
  const order = await queryOrder(orderId, orderLineId);
  made.customer = order?.buyerInfo?.customerName ?? null;
  return made;
}

async function answerTo(message, mode) {
  if (mode === "refuse") return { resultCode: "000001", resultMsg: "the instance could not be made" };
  if (message.activity === "queryInstance") {
    if (mode === "working-forever") return { resultCode: "000004", resultMsg: "still working" };
    const info = String(message.instanceId).split(",").map((instanceId) => ({ instanceId, appInfo: { frontEndUrl: "https://app.example.test", userName: "admin" } }));
    return { resultCode: "000000", resultMsg: "success.", info };
  }
  if (message.activity !== "newInstance") return { resultCode: "000000", resultMsg: "success." };
  const { instanceId } = await newInstance(message);
  if (mode === "working" || mode === "working-forever") return { resultCode: "000004", resultMsg: "working", instanceId };
  return mode === "empty" ? { resultCode: "000000", resultMsg: "success." } : { resultCode: "000000", resultMsg: "success.", instanceId };
}

function send(response, status, text, headers = {}) {
  response.writeHead(status, { "Content-Type": "application/json;charset=utf8", ...headers });
  response.end(text);
}

function currentMode() {
  if (manners.times <= 0) return "good";
  manners.times -= 1;
  return manners.mode;
}

async function produce(request, response, url, body) {
  tally.calls += 1;
  const wrong = refusal(url, body);
  if (wrong) {
    tally.refused += 1;
    return send(response, 401, JSON.stringify({ resultCode: "000001", resultMsg: wrong }));
  }
  const mode = currentMode();
  if (mode === "error-500") return send(response, 500, "Internal Server Error");
  if (mode === "html") return send(response, 200, "<html><body>Warning: undefined index</body></html>", { "Content-Type": "text/html" });
  if (mode === "slow") await new Promise((resolve) => setTimeout(resolve, 8000));
  const text = JSON.stringify(await answerTo(JSON.parse(body.toString("utf8")), mode));
  const signature = hmac(mode === "wrong-signature" ? "another key" : settings.key, text).digest("base64");
  send(response, 200, text, mode === "unsigned" ? {} : { "Body-Sign": `sign_type="HMAC-SHA256", signature= "${signature}"` });
}

function control(request, response, body) {
  if (request.method === "POST") {
    const wanted = JSON.parse(body.toString("utf8") || "{}");
    if (!modes.includes(wanted.mode)) return send(response, 400, JSON.stringify({ error: `mode is one of ${modes.join(", ")}` }));
    Object.assign(manners, { mode: wanted.mode, times: Number.isSafeInteger(wanted.times) ? wanted.times : Infinity });
  }
  send(response, 200, JSON.stringify({ mode: manners.mode, times: Number.isFinite(manners.times) ? manners.times : null, instances: instances.size, ...tally }));
}

const server = createServer(async (request, response) => {
  try {
    const parts = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts);
    const url = new URL(request.url ?? "/", "http://seller");
    if (url.pathname === "/control") return control(request, response, body);
    if (request.method === "POST") return await produce(request, response, url, body);
    send(response, 404, JSON.stringify({ error: "POST a production message, or use /control" }));
  } catch (error) {
    send(response, 400, JSON.stringify({ resultCode: "000001", resultMsg: String(error) }));
  }
});
server.listen(settings.port, "127.0.0.1", () => console.log(`sample seller: http://127.0.0.1:${server.address().port}/produce (${manners.mode})`));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.close(() => process.exit(0)));
