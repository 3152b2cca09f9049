import { Client } from "pg";
import { loadOffers, readOfferWorld } from "../testing/load/offers";
import { type Case, compare, encodeKeys, openDoors, signedIn } from "./compare";
import { benchDatabase, benchServer, databaseUrl } from "./world";

const rows = Number(process.env["BENCH_ROWS"] ?? 1_000_000);

/** Lists, depth, filters and search over a million offers, beside a bare server on the same database. */
export async function run(words: readonly string[]): Promise<void> {
  const server = await benchServer();
  const database = `bench_offers_${rows}`;
  const children: { kill: () => boolean }[] = [];
  try {
    await benchDatabase(server.adminUrl, database, (client) => loadOffers(client, rows));
    const cases = await prepare(server.adminUrl, database, children);
    await compare("offers", `${rows.toLocaleString("en")} offers`, cases, words);
  } finally {
    for (const child of children) child.kill();
    await server.end();
  }
}

type Place = { readonly at: string; readonly id: string };

async function prepare(adminUrl: string, database: string, children: { kill: () => boolean }[]): Promise<Case[]> {
  const { asked: askedAt, plain } = await openDoors(adminUrl, database, "./baseline/offers.ts", children);
  const client = new Client({ connectionString: databaseUrl(adminUrl, database) });
  await client.connect();
  const world = await readOfferWorld(client);
  const [operator, seller, partner] = [await signedIn(client, world.operator), await signedIn(client, world.seller), await signedIn(client, world.partner)];
  const sales = await signedIn(client, { ...world.seller, personId: world.sellerSales });
  const asked = (seat: Record<string, string>, input: object) => askedAt("offer.list", seat, input);
  const place = async (where: string, depth: number) =>
    (await client.query<Place>(`select created_at::text as at, id from offer where status not in ('draft', 'superseded') and ${where} order by created_at desc, id desc offset ${depth} limit 1`)).rows[0];

  const all = "operator: newest 50";
  const own = "seller: newest 50";
  const cases: Case[] = [{ name: all, portal: asked(operator, {}), bare: plain("all") }];
  for (const depth of [2_000, 20_000, 500_000]) {
    const at = await place("true", depth);
    if (at) cases.push({ name: `operator: row ${depth.toLocaleString("en")}`, first: all, portal: asked(operator, { cursor: encodeKeys([at.at, at.id]) }), bare: plain("allAfter", at.at, at.id) });
  }
  cases.push({ name: own, portal: asked(seller, {}), bare: plain("seller", world.seller.orgId) });
  for (const depth of [2_000, 20_000]) {
    const at = await place(`seller_org_id = '${world.seller.orgId}'`, depth);
    if (at) cases.push({ name: `seller: row ${depth.toLocaleString("en")}`, first: own, portal: asked(seller, { cursor: encodeKeys([at.at, at.id]) }), bare: plain("sellerAfter", world.seller.orgId, at.at, at.id) });
  }
  const [from, to] = [400, 370].map((days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)) as [string, string];
  const { rows: picked } = await client.query<{ number: string }>("select number from offer where status <> 'superseded' order by id offset 1234 limit 1");
  const part = (picked[0]?.number ?? "").slice(-8).toLowerCase();
  cases.push(
    { name: "partner: newest 50", portal: asked(partner, {}), bare: plain("partner", world.partner.orgId) },
    { name: "salesperson: newest 50", portal: asked(sales, {}), bare: plain("own", world.sellerSales) },
    { name: "filter: status", first: all, portal: asked(operator, { status: "declined" }), bare: plain("status", "declined") },
    { name: "filter: ending within a week", first: all, portal: asked(operator, { ending: true }), bare: plain("ending") },
    { name: "filter: product", first: all, portal: asked(operator, { productId: world.productId }), bare: plain("product", world.productId) },
    { name: "filter: created in a month", first: all, portal: asked(operator, { from, to }), bare: plain("created", `${from}T00:00:00+08:00`, `${to}T24:00:00+08:00`) },
    { name: "search: part of a number", first: all, portal: asked(operator, { q: part }), bare: plain("search", part) },
    { name: "search: a common word", first: all, portal: asked(operator, { q: "供应链" }), bare: plain("search", "供应链") },
    { name: "search: a buyer's account", first: all, portal: asked(operator, { buyer: "hwc-123456" }), bare: plain("buyer", "hwc-123456") },
  );
  await client.end();
  return cases;
}
