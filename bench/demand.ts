import { Client } from "pg";
import { loadDemand, readDemandWorld } from "../testing/load/demands";
import { type Case, compare, encodeKeys, openDoors, signedIn } from "./compare";
import { benchDatabase, benchServer, databaseUrl } from "./world";

const rows = Number(process.env["BENCH_ROWS"] ?? 500_000);

/** Lists, depth, filters, search and funnel over half a million demands, beside a bare server on the same database. */
export async function run(words: readonly string[]): Promise<void> {
  const server = await benchServer();
  const database = `bench_demand_${rows}`;
  const children: { kill: () => boolean }[] = [];
  try {
    await benchDatabase(server.adminUrl, database, async (client) => void (await loadDemand(client, rows)));
    const cases = await prepare(server.adminUrl, database, children);
    await compare("demand", `${rows.toLocaleString("en")} demands`, cases, words);
  } finally {
    for (const child of children) child.kill();
    await server.end();
  }
}

async function prepare(adminUrl: string, database: string, children: { kill: () => boolean }[]): Promise<Case[]> {
  const { asked: askedAt, plain } = await openDoors(adminUrl, database, "./baseline/demand.ts", children);
  const client = new Client({ connectionString: databaseUrl(adminUrl, database) });
  await client.connect();
  const world = await readDemandWorld(client);
  const seats = { operator: await signedIn(client, world.operator), seller: await signedIn(client, world.seller) };
  const place = async (where: string, offset: number) => {
    const found = await client.query<{ at: string; id: string }>(`select created_at::text as at, id from demand where ${where} order by created_at desc, id desc offset ${offset} limit 1`);
    return found.rows[0];
  };
  const asked = (seat: Record<string, string>, input: object) => askedAt("demand.list", seat, input);

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
  return cases;
}
