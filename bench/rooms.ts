import { Client } from "pg";
import { loadRooms, readRoomsWorld } from "../testing/load/rooms";
import { type Case, compare, encodeKeys, openDoors, signedIn } from "./compare";
import { benchDatabase, benchServer, databaseUrl } from "./world";

const rows = Number(process.env["BENCH_ROWS"] ?? 1_200_000);

/**
 * Registrations, associations, claims, renewals and the catalogue over a million rows each (the catalogue 5,000), beside a
 * bare server on the same database. The portal's lists bring their counts and, for renewals, whom each would credit.
 */
export async function run(words: readonly string[]): Promise<void> {
  const server = await benchServer();
  const database = `bench_rooms_${rows}`;
  const children: { kill: () => boolean }[] = [];
  try {
    await benchDatabase(server.adminUrl, database, (client) => loadRooms(client, rows));
    const cases = await prepare(server.adminUrl, database, children);
    await compare("rooms", `${rows.toLocaleString("en")} order lines and as many registrations`, cases, words);
  } finally {
    for (const child of children) child.kill();
    await server.end();
  }
}

type Place = { readonly at: string; readonly id: string };

/** The row at a depth of a list: its sort keys. */
async function placeIn(client: Client, list: string, key: string, depth: number, direction = "desc"): Promise<Place> {
  const { rows: found } = await client.query<Place>(`select ${key}::text as at, id from ${list} order by ${key} ${direction}, id ${direction} offset ${depth} limit 1`);
  if (!found[0]) throw new Error(`fewer than ${depth} rows: ${list}`);
  return found[0];
}

async function prepare(adminUrl: string, database: string, children: { kill: () => boolean }[]): Promise<Case[]> {
  const { asked, plain } = await openDoors(adminUrl, database, "./baseline/rooms.ts", children);
  const client = new Client({ connectionString: databaseUrl(adminUrl, database) });
  await client.connect();
  const world = await readRoomsWorld(client);
  const { partner: { orgId: partner }, seller: { orgId: seller } } = world;
  const [asOperator, asPartner, asSeller] = [await signedIn(client, world.operator), await signedIn(client, world.partner), await signedIn(client, world.seller)];
  const cases: Case[] = [];
  /** A list's first page and the same list at a depth: `part` of all rows, a share of them for a company. */
  const list = async (name: string, procedure: string, seat: Record<string, string>, bare: string, own: string[], deep: { from: string; key: string; at: number; direction?: string } | null) => {
    const first = `${name}: first page`;
    cases.push({ name: first, portal: asked(procedure, seat, {}), bare: plain(bare, ...own) });
    if (!deep) return;
    const depth = Math.floor(rows * deep.at);
    const { at, id } = await placeIn(client, deep.from, deep.key, depth, deep.direction);
    cases.push({ name: `${name}: row ${depth.toLocaleString("en")}`, first, portal: asked(procedure, seat, { cursor: encodeKeys([at, id]) }), bare: plain(`${bare}After`, ...own, at, id) });
  };
  const soon = "order_line where expires_at > now() and expires_at < now() + interval '89 days' and paid_at is not null and order_type <> 'refund'";

  await list("registrations, operator", "customer.registrations", asOperator, "registrations", [], { from: "registration", key: "created_at", at: 0.5 });
  await list("registrations, partner", "customer.registrations", asPartner, "partnerRegistrations", [partner], { from: `registration where org_id = '${partner}'`, key: "created_at", at: 1 / 60 });
  await list("associations, operator", "customer.associations", asOperator, "associations", [], null);
  await list("associations, partner", "customer.associations", asPartner, "partnerAssociations", [partner], { from: `association where org_id = '${partner}'`, key: "started_at", at: 1 / 120 });
  await list("claims, operator", "claim.list", asOperator, "claims", [], { from: "claim", key: "created_at", at: 0.1 });
  await list("claims, seller", "claim.list", asSeller, "sellerClaims", [seller], null);
  await list("renewals, operator", "renewal.list", asOperator, "renewals", [], { from: soon, key: "expires_at", at: 1 / 30, direction: "asc" });
  await list("renewals, seller", "renewal.list", asSeller, "sellerRenewals", [seller], { from: `${soon} and seller_org_id = '${seller}'`, key: "expires_at", at: 1 / 300, direction: "asc" });
  await list("catalogue, partner", "product.catalogue", asPartner, "catalogue", [], null);
  const { at, id } = await placeIn(client, "product where status = 'on_sale' and product_class in ('co_sell', 'platform')", "created_at", 3000);
  cases.push({ name: "catalogue, partner: row 3,000", first: "catalogue, partner: first page", portal: asked("product.catalogue", asPartner, { cursor: encodeKeys([at, id]) }), bare: plain("catalogueAfter", at, id) });

  const { rows: picked } = await client.query<{ number: string }>("select number from registration order by id offset 1234 limit 1");
  const part = picked[0]?.number.slice(-7) ?? "0001234";
  const first = "registrations, operator: first page";
  for (const [what, q] of [["part of a number", part], ["two rare characters", "灯塔"], ["a common word", "贵阳"]] as const) {
    cases.push({ name: `registrations: ${what}`, first, portal: asked("customer.registrations", asOperator, { q }), bare: plain("saidRegistrations", q) });
  }
  cases.push(
    { name: "registrations: held", first, portal: asked("customer.registrations", asOperator, { status: "held" }), bare: plain("heldRegistrations", "held") },
    { name: "claims: to be decided", first: "claims, operator: first page", portal: asked("claim.list", asOperator, { status: "submitted" }), bare: plain("waitingClaims") },
  );
  await client.end();
  return cases;
}
