import { signWebhook } from "@/lib/signatures/standard-webhooks";
import { expect, test } from "./fixtures";
import { portalAt } from "./helpers/portal";

/** What every answer carries, and what the machines' door says to those who do it wrong. */

const everywhere = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
};

test("every answer carries the headers that keep browsers safe", async ({ request, browserOf }) => {
  const partner = await browserOf("partner");
  const answers = [await request.get("/sign-in"), await request.get("/api/health"), await request.get("/api/trpc/no.such"), await partner.request.get("/partner/beacon/demands"), await request.get("/no/such/page")];
  for (const answer of answers) {
    const headers = answer.headers();
    expect(headers, answer.url()).toMatchObject(everywhere);
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["x-request-id"]).toMatch(/\S{8,}/);
    expect(headers["x-powered-by"]).toBeUndefined();
  }
});

test("pages run only scripts with this answer's nonce", async ({ request }) => {
  const nonces = new Set<string>();
  for (let time = 0; time < 2; time += 1) {
    const answer = await request.get("/sign-in");
    const policy = answer.headers()["content-security-policy"] ?? "";
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
    expect(scripts).not.toContain("unsafe-inline");
    expect(scripts).not.toContain("unsafe-eval");
    const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? "";
    expect(nonce.length).toBeGreaterThan(15);
    nonces.add(nonce);
    const tags = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(tags.length).toBeGreaterThan(0);
    for (const tag of tags) expect(tag).toContain(`nonce="${nonce}"`);
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'self'");
  }
  expect(nonces.size).toBe(2);
});

test("an injected script does not run", async ({ browserOf, consoleErrors }) => {
  const page = await browserOf();
  await page.goto("/sign-in");
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.documentElement.dataset.injected = 'yes'";
    const holder = document.createElement("div");
    holder.innerHTML = "<img src=x onerror=\"document.documentElement.dataset.injected = 'yes'\">";
    document.body.append(holder);
    return document.documentElement.dataset["injected"];
  });
  expect(ran).toBeUndefined();
  await expect(page.locator("html")).not.toHaveAttribute("data-injected", "yes");
  // The browser says in its console what it refused: that is what was asked for here.
  await expect.poll(() => consoleErrors.filter((line) => /Content Security Policy/.test(line)).length).toBeGreaterThan(0);
  consoleErrors.length = 0;
});

test("what is not there is 404, as JSON for programs and as a page for people", async ({ request, browserOf }) => {
  for (const [method, path] of [["GET", "/api/trpc/no.such"], ["GET", "/api/files/00000000-0000-4000-8000-000000000000"], ["POST", "/api/trpc/demand.nothing"]] as const) {
    const seller = await browserOf("seller");
    const origin = new URL((await seller.request.get("/api/health")).url()).origin;
    const answer = await seller.request.fetch(path, { method, headers: { "x-org": "lantern", origin }, ...(method === "POST" ? { data: {} } : {}) });
    expect(answer.status(), path).toBe(404);
    expect(answer.headers()["content-type"]).toContain("application/json");
    expect(JSON.stringify(await answer.json())).toMatch(/没有/);
  }
  const page = await request.get("/no/such/page");
  expect(page.status()).toBe(404);
  expect(page.headers()["content-type"]).toContain("text/html");
});

test("a form posted from another site is refused", async ({ browserOf }) => {
  const seller = await browserOf("seller");
  const answer = await seller.request.post("/api/trpc/product.start", { headers: { "x-org": "lantern", origin: "https://elsewhere.example" } });
  expect(answer.status()).toBe(403);
});

const order = (number: string, change: object = {}, line: object = {}) => ({
  type: "order.created",
  timestamp: new Date().toISOString(),
  data: {
    order_id: number,
    order_type: "new",
    customer: { account: "doors", name: "门前客户" },
    currency: "CNY",
    placed_at: new Date().toISOString(),
    lines: [{ line_id: `${number}-000001`, sku_code: "HRN-LOG-Y", quantity: 1, charging_mode: "PERIOD", period_type: "YEAR", period_number: 1, list_amount: "15800.00", amount: "15800.00", ...line }],
    ...change,
  },
});

test("the events' door answers each mistake with its own status and sentence", async ({ request, baseURL }) => {
  const { secret } = portalAt(baseURL);
  const run = Date.now().toString(36).toUpperCase();
  let sent = 0;
  const send = async (body: string, change: { id?: string; signature?: string; seconds?: number } = {}) => {
    sent += 1;
    const id = change.id ?? `msg_doors_${run}_${sent}`;
    const timestamp = Math.floor(Date.now() / 1000) + (change.seconds ?? 0);
    const signature = change.signature ?? signWebhook({ secret, id, timestamp, body });
    const answer = await request.post("/api/open/v1/events", { headers: { "content-type": "application/json", "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": signature }, data: Buffer.from(body) });
    return { status: answer.status(), body: (await answer.json()) as { code: string; what: string; todo: string; fields?: { path: string }[] } };
  };
  const number = (name: string) => `DR${run}${name}`;
  const json = (value: unknown) => JSON.stringify(value);
  const cases: readonly (readonly [name: string, status: number, answer: Awaited<ReturnType<typeof send>>, field?: string])[] = [
    ["malformed JSON", 400, await send('{"type":"order.created"')],
    ["wrong signature", 401, await send(json(order(number("S"))), { signature: `v1,${Buffer.alloc(32, 7).toString("base64")}` })],
    ["six minutes old", 401, await send(json(order(number("T"))), { seconds: -360 })],
    ["unknown type", 422, await send(json({ ...order(number("U")), type: "order.teleported" }))],
    ["negative amount", 422, await send(json(order(number("N"), {}, { amount: "-1.00" }))), "amount"],
    ["third decimal", 422, await send(json(order(number("D"), {}, { amount: "15800.001" }))), "amount"],
    ["wrong currency", 422, await send(json(order(number("C"), { currency: "EURO" }))), "currency"],
    ["nothing in it", 422, await send("{}")],
    ["five megabytes", 413, await send(json(order("x".repeat(5 * 1024 * 1024))))],
  ];
  for (const [name, status, answer, field] of cases) {
    expect(answer.status, name).toBe(status);
    expect(answer.body.what, name).toMatch(/\S{3,}/);
    expect(answer.body.todo, name).toMatch(/\S{3,}/);
    if (field) expect(answer.body.fields?.map(({ path }) => path).join(), name).toContain(field);
  }

  const id = `msg_doors_${run}_once`;
  const body = json(order(number("R")));
  expect((await send(body, { id })).status).toBe(202);
  expect((await send(body, { id })).status).toBe(200);
  expect((await send(json(order(number("X"))), { id })).status).toBe(409);
});

test("an order for a product nobody knows is kept and says why it waits", async ({ request, baseURL, browserOf }) => {
  const { secret } = portalAt(baseURL);
  const number = `DRP${Date.now().toString(36).toUpperCase()}`;
  const body = JSON.stringify(order(number, {}, { sku_code: "NOBODY-KNOWS-1" }));
  const id = `msg_${number}`;
  const timestamp = Math.floor(Date.now() / 1000);
  const answer = await request.post("/api/open/v1/events", { headers: { "content-type": "application/json", "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": signWebhook({ secret, id, timestamp, body }) }, data: Buffer.from(body) });
  expect(answer.status()).toBe(202);
  const operator = await browserOf("operator");
  const row = operator.getByRole("table").getByRole("row").filter({ hasText: id });
  await expect(async () => {
    await operator.goto(`/operator/events?q=${id}`);
    await expect(row).toContainText("暂存", { timeout: 1000 });
  }).toPass({ intervals: [200, 500, 1000] });
  await expect(row).toContainText("商品尚未登记");
});
