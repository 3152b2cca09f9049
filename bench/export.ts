import { memoryUsage } from "node:process";
import { Client } from "pg";
import type { OrgId, PersonId } from "../lib/ids";
import { type Ctx, personCtx } from "../server/kernel/ctx";
import { closeDatabase, useDatabase } from "../server/kernel/database";
import { exportDemand } from "../server/modules/demand";
import { exportOffers } from "../server/modules/offer";
import { type DemandWorld, type LoadedSeat, loadDemand, readDemandWorld } from "../testing/load/demands";
import { loadOffers, readOfferWorld } from "../testing/load/offers";
import { benchDatabase, benchServer, databaseUrl } from "./world";

type Subject = {
  readonly name: string;
  readonly load: (client: Client, rows: number) => Promise<void>;
  readonly world: (client: Client) => Promise<DemandWorld>;
  readonly written: (ctx: Ctx) => AsyncGenerator<string>;
  /** What somebody would copy by hand to have the same columns of the same rows in the same order: no walls, no manifest. */
  readonly select: string;
};

const productsOf = (lines: string, of: string) => `(select string_agg(p.name, ' / ') from ${lines} l join product p on p.id = l.product_id where l.${of}_id = t.id)`;

const subjects: readonly Subject[] = [
  {
    name: "demand",
    load: loadDemand,
    world: readDemandWorld,
    written: (ctx) => exportDemand(ctx, {}),
    select: `select t.number, t.name, t.status, t.source, s.name_zh as submitter, v.name_zh as seller, t.seller_person_name, ${productsOf("demand_line", "demand")} as products, t.delivery_mode, t.region,
      t.budget_fen / 100.0 as budget, t.expected_signing_date, t.submitted_at, t.due_at, t.next_step_on, t.last_progress_at, t.created_at
      from demand t join org s on s.id = t.submitter_org_id left join org v on v.id = t.seller_org_id where t.status <> 'draft' order by t.created_at desc, t.id desc`,
  },
  {
    name: "offers",
    load: loadOffers,
    world: readOfferWorld,
    written: (ctx) => exportOffers(ctx, {}),
    select: `select t.number, t.revision, t.name, t.status, m.name_zh as maker, p.name_zh as partner, d.number as demand, t.buyer_account, t.buyer_name, ${productsOf("offer_line", "offer")} as products, t.discount_kind,
      t.total_list_fen / 100.0 as list, t.total_fen / 100.0 as payable, (select min(rate_bp) / 100.0 from offer_line l where l.offer_id = t.id) as deepest, t.starts_at, t.ends_at, t.opened_count,
      (select count(*) from offer_comment q where q.offer_id = t.id and q.kind = 'question' and not exists (select from offer_comment a where a.offer_id = t.id and a.answers_id = q.id)) as questions, t.created_by_name, t.created_at
      from offer t join org m on m.id = t.org_id left join org p on p.id = t.partner_org_id left join demand d on d.id = t.demand_id where t.status not in ('draft', 'superseded') order by t.created_at desc, t.id desc`,
  },
];

const rows = Number(process.env["BENCH_ROWS"] ?? 500_000);
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 3);
const mebibyte = 1024 * 1024;

/** Whole exports, beside `COPY … TO STDOUT` of the same columns and rows; and the memory they take. */
export async function run(words: readonly string[]): Promise<void> {
  const server = await benchServer();
  try {
    console.log("| export | rows | MB | seconds | COPY seconds | ratio of speed | memory MiB over start: first half | second half |\n|---|--:|--:|--:|--:|--:|--:|--:|");
    for (const subject of subjects.filter(({ name }) => words.length === 0 || words.includes(name))) await measured(server.adminUrl, subject);
  } finally {
    await server.end();
  }
}

async function measured(adminUrl: string, { name, load, world, written, select }: Subject): Promise<void> {
  const database = `bench_${name}_${rows}`;
  await benchDatabase(adminUrl, database, (client) => load(client, rows));
  const client = new Client({ connectionString: databaseUrl(adminUrl, database) });
  await client.connect();
  const operator = operatorOf((await world(client)).operator);
  useDatabase(databaseUrl(adminUrl, database, "countinghouse_web"), "bench", 4);
  // The first way through warms both sides; memory is measured from there.
  await received(written(operator));
  const [ours, theirs]: [Received[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await client.query(`copy (${select}) to stdout (format csv)`);
    theirs.push((performance.now() - start) / 1000);
    ours.push(await received(written(operator)));
  }
  await client.end();
  await closeDatabase();
  const seconds = middle(ours.map((one) => one.seconds));
  const copied = middle(theirs);
  const most = (of: (one: Received) => number) => (Math.max(...ours.map(of)) / mebibyte).toFixed(0);
  const megabytes = (ours[0]?.bytes ?? 0) / 1e6;
  console.log(`| ${name} | ${(ours[0]?.lines ?? 0).toLocaleString("en")} | ${megabytes.toFixed(0)} | ${seconds.toFixed(1)} | ${copied.toFixed(1)} | ${(copied / seconds).toFixed(2)} | ${most((one) => one.firstHalf)} | ${most((one) => one.secondHalf)} |`);
}

const middle = (figures: readonly number[]) => figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? 0;

type Received = { readonly seconds: number; readonly bytes: number; readonly lines: number; readonly firstHalf: number; readonly secondHalf: number };

/** Takes in the whole file as it goes out, byte by byte, and throws it away, watching how much memory the process holds above what it began with. */
async function received(lines: AsyncGenerator<string>): Promise<Received> {
  const begun = memoryUsage.rss();
  const held: number[] = [];
  const start = performance.now();
  const encoder = new TextEncoder();
  let [bytes, ends] = [0, 0];
  for await (const text of lines) {
    const chunk = encoder.encode(text);
    bytes += chunk.byteLength;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) ends += 1;
    held.push(memoryUsage.rss() - begun);
  }
  const half = held.length >> 1;
  return { seconds: (performance.now() - start) / 1000, bytes, lines: ends - 2, firstHalf: Math.max(...held.slice(0, half)), secondHalf: Math.max(...held.slice(half)) };
}

function operatorOf({ orgId, slug, personId }: LoadedSeat): Ctx {
  const org = { id: orgId as OrgId, kind: "operator" as const, slug, nameZh: slug, nameEn: slug, roles: ["admin" as const], productIds: null };
  return personCtx({ actor: { kind: "person", id: personId as PersonId, name: "export", email: "export@load.test" }, org, requestId: "bench", locale: "zh-CN", ip: "127.0.0.1" });
}
