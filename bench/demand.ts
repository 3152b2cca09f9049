import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { loadDemand, readDemandWorld, type LoadedSeat } from "../testing/load/demands";
import { type Asked, ask, type Figures, figuresOf, sample } from "./measure";
import { benchDatabase, benchServer, databaseUrl, startServer } from "./world";

/** One question, put to both: `deep` pages are held against the first page of the same list. */
type Case = { readonly name: string; readonly portal: Asked; readonly bare: Asked; readonly first?: string };
type Result = { readonly name: string; readonly portal: Figures; readonly bare: Figures; readonly ratio: number; readonly p95ToFirst: number | null };

const rows = Number(process.env["BENCH_ROWS"] ?? 500_000);
const connections = Number(process.env["BENCH_CONNECTIONS"] ?? 16);
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);
const each = Number(process.env["BENCH_MILLISECONDS"] ?? 1000);

/** Lists, depth, filters, search and funnel over half a million demands, beside a bare server on the same database. */
export async function run(words: readonly string[]): Promise<void> {
  const server = await benchServer();
  const database = `bench_demand_${rows}`;
  const children: { kill: () => boolean }[] = [];
  try {
    await benchDatabase(server.adminUrl, database, async (client) => void (await loadDemand(client, rows)));
    const cases = await prepare(server.adminUrl, database, children);
    const wanted = cases.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
    const results = await measure(wanted);
    report(results);
    await writeFile(process.env["BENCH_OUT"] ?? join(tmpdir(), "bench-demand.json"), JSON.stringify({ rows, connections, rounds, each, results }, null, 2));
  } finally {
    for (const child of children) child.kill();
    await server.end();
  }
}

async function measure(cases: readonly Case[]): Promise<Result[]> {
  const taken = new Map(cases.map(({ name }) => [name, { portal: [] as Awaited<ReturnType<typeof sample>>[], bare: [] as Awaited<ReturnType<typeof sample>>[] }]));
  for (const { portal, bare } of cases) await Promise.all([sample(portal, each / 3, connections), sample(bare, each / 3, connections)]);
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, portal, bare } of cases) {
      taken.get(name)?.bare.push(await sample(bare, each, connections));
      taken.get(name)?.portal.push(await sample(portal, each, connections));
    }
  }
  const figures = new Map([...taken].map(([name, { portal, bare }]) => [name, { portal: figuresOf(portal), bare: figuresOf(bare) }]));
  return cases.map(({ name, first }) => {
    const { portal, bare } = figures.get(name) as { portal: Figures; bare: Figures };
    const start = first ? figures.get(first) : undefined;
    return { name, portal, bare, ratio: portal.perSecond / bare.perSecond, p95ToFirst: start ? portal.p95 / start.portal.p95 : null };
  });
}

function report(results: readonly Result[]): void {
  console.log(`\n${rows.toLocaleString("en")} demands, ${connections} connections, ${rounds} rounds of ${each} ms each way\n`);
  console.log("| what | portal req/s | bare req/s | ratio | portal p50 ms | p95 ms | bare p95 ms | p95 to first page |");
  console.log("|---|--:|--:|--:|--:|--:|--:|--:|");
  for (const { name, portal, bare, ratio, p95ToFirst } of results) {
    console.log(`| ${name} | ${portal.perSecond.toFixed(0)} | ${bare.perSecond.toFixed(0)} | ${ratio.toFixed(2)} | ${portal.p50.toFixed(1)} | ${portal.p95.toFixed(1)} | ${bare.p95.toFixed(1)} | ${p95ToFirst?.toFixed(2) ?? ""} |`);
  }
}

const encodeKeys = (keys: readonly string[]) => Buffer.from(JSON.stringify(keys)).toString("base64url");

async function prepare(adminUrl: string, database: string, children: { kill: () => boolean }[]): Promise<Case[]> {
  const secrets = { AUTH_SECRET: "bench-secret-of-no-value-elsewhere", SECRETS_KEY: Buffer.alloc(32, 7).toString("base64") };
  const portal = await startServer("../testing/load/portal.ts", children, { ...secrets, DATABASE_URL: databaseUrl(adminUrl, database, "countinghouse_web") });
  const bare = await startServer("./baseline/demand.ts", children, { DATABASE_URL: databaseUrl(adminUrl, database) });
  const client = new Client({ connectionString: databaseUrl(adminUrl, database) });
  await client.connect();
  const world = await readDemandWorld(client);
  const seats = { operator: await signedIn(client, world.operator, secrets.AUTH_SECRET), seller: await signedIn(client, world.seller, secrets.AUTH_SECRET) };
  const place = async (where: string, offset: number) => {
    const found = await client.query<{ at: string; id: string }>(`select created_at::text as at, id from demand where ${where} order by created_at desc, id desc offset ${offset} limit 1`);
    return found.rows[0];
  };
  const askedAt = (procedure: string, seat: Record<string, string>, input: object): Asked => ({ url: `${portal.url}/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, headers: seat });
  const asked = (seat: Record<string, string>, input: object) => askedAt("demand.list", seat, input);
  const plain = (name: string, ...values: unknown[]): Asked => ({ url: `${bare.url}/${name}?values=${encodeURIComponent(JSON.stringify(values))}` });

  const firstOf = { seller: "seller: newest 50", all: "operator: newest 50" } as const;
  const cases: Case[] = [{ name: firstOf.seller, portal: asked(seats.seller, {}), bare: plain("seller", world.seller.orgId) }];
  for (const depth of [2_000, 20_000]) {
    const at = await place(`seller_org_id = '${world.seller.orgId}'`, depth);
    if (at) cases.push({ name: `seller: row ${depth.toLocaleString("en")}`, first: firstOf.seller, portal: asked(seats.seller, { cursor: encodeKeys([at.at, at.id]) }), bare: plain("sellerAfter", world.seller.orgId, at.at, at.id) });
  }
  cases.push({ name: firstOf.all, portal: asked(seats.operator, {}), bare: plain("all", world.operator.orgId) });
  for (const depth of [2_000, 20_000, 200_000]) {
    const at = await place("status <> 'draft'", depth);
    if (at) cases.push({ name: `operator: row ${depth.toLocaleString("en")}`, first: firstOf.all, portal: asked(seats.operator, { cursor: encodeKeys([at.at, at.id]) }), bare: plain("allAfter", world.operator.orgId, at.at, at.id) });
  }
  const { rows: picked } = await client.query<{ number: string }>("select number from demand order by id offset 1234 limit 1");
  const part = picked[0]?.number.slice(-7) ?? "-000001";
  const month = [new Date(Date.now() - 400 * 86_400_000), new Date(Date.now() - 370 * 86_400_000)].map((day) => day.toISOString().slice(0, 10)) as [string, string];
  const span = [`${month[0]}T00:00:00+08:00`, `${month[1]}T24:00:00+08:00`];
  cases.push(
    { name: "filter: status", first: firstOf.all, portal: asked(seats.operator, { status: "lapsed" }), bare: plain("status", "lapsed") },
    { name: "filter: product", first: firstOf.all, portal: asked(seats.operator, { productId: world.productId }), bare: plain("product", world.productId, world.operator.orgId) },
    { name: "filter: submitted in a month", first: firstOf.all, portal: asked(seats.operator, { from: month[0], to: month[1] }), bare: plain("submitted", ...span) },
    { name: "search: part of a number", first: firstOf.all, portal: asked(seats.operator, { q: part }), bare: plain("search", part.toLowerCase(), world.operator.orgId) },
    { name: "search: two rare characters", first: firstOf.all, portal: asked(seats.operator, { q: "灯塔" }), bare: plain("search", "灯塔", world.operator.orgId) },
    { name: "search: a common word", first: firstOf.all, portal: asked(seats.operator, { q: "供应链" }), bare: plain("search", "供应链", world.operator.orgId) },
    { name: "search: part of a number, seller", first: firstOf.seller, portal: asked(seats.seller, { q: part }), bare: plain("sellerSearch", world.seller.orgId, part.toLowerCase()) },
  );
  const year = { cohort: "submitted", from: month[0], to: new Date().toISOString().slice(0, 10) };
  cases.push({ name: "funnel over a year and a month", portal: askedAt("performance.conversion", seats.operator, year), bare: plain("funnel", span[0], new Date().toISOString()) });
  await client.end();
  for (const { portal: one, bare: other, name } of cases) {
    const [ours, theirs] = (await Promise.all([ask(one), ask(other)])).map((text) => JSON.parse(text) as { result?: { data: { rows: { id: string }[] } }; rows?: { id: string }[] });
    const ids = [ours?.result?.data.rows, theirs?.rows].map((list) => list?.map(({ id }) => id).join());
    if (ids[0] !== undefined && ids[0] !== ids[1]) throw new Error(`${name}: the two answers differ`);
  }
  return cases;
}

/** A session row and its cookie, as a browser would hold it. */
async function signedIn(client: Client, seat: LoadedSeat, secret: string): Promise<Record<string, string>> {
  const [{ encode }, { createHash, randomBytes }] = await Promise.all([import("next-auth/jwt"), import("node:crypto")]);
  const sid = randomBytes(32).toString("base64url");
  const { rows: opened } = await client.query("insert into session (token_hash, person_id, expires_at) values ($1, $2, now() + interval '7 days') returning id", [createHash("sha256").update(sid).digest("hex"), seat.personId]);
  if (opened.length !== 1) throw new Error("no session was opened");
  const name = "authjs.session-token";
  return { cookie: `${name}=${await encode({ token: { sid }, secret, salt: name, maxAge: 86_400 })}`, "x-org": seat.slug };
}
