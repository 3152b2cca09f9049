import { eq, type SQL, sql } from "drizzle-orm";
import { org } from "@/db/schema";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { withRead } from "@/server/kernel/tx";
import type { ImportField, Mapping } from "./contract-import";
import type { BatchRecord } from "./read-import-batch";
import type { ImportedDemand } from "./rules-import";

/** Each row is held against so many rows of the same or a like customer before it: a file of one customer stays quick. */
const looksBack = 5;

/** As the sender's company sees demand: its own, for operators anybody's. */
async function inSightOf(tx: Tx, ctx: Ctx, batch: BatchRecord): Promise<Ctx> {
  const [sender] = await tx.select().from(org).where(eq(org.id, batch.orgId));
  if (!sender) return ctx;
  const { id, slug, nameZh, nameEn } = sender;
  const kind = sender.kind as NonNullable<Ctx["org"]>["kind"];
  return { ...ctx, platform: kind === "operator", org: { id: id as NonNullable<Ctx["org"]>["id"], kind, slug, nameZh, nameEn, roles: [] } };
}

/** A row that can be imported, with the demand it would become. */
export type GoodLine = { readonly line: number; readonly demand: ImportedDemand };

/** Marks rows that a demand there is seems to say already, judged as on the dispatch desk. */
export async function warnOfKnown(tx: Tx, ctx: Ctx, batch: BatchRecord, lines: readonly GoodLine[]): Promise<void> {
  if (lines.length === 0) return;
  const names = lines.map(({ demand }) => demand.customer.name);
  const accounts = lines.map(({ demand }) => demand.customer.account ?? null);
  // Nearly all customers of a file are new, which is told of a thousand at once; the rest are judged one by one.
  const { rows: known } = await tx.execute<{ place: number }>(sql`select app.known_customers(${sql.param(names)}::text[], ${sql.param(accounts)}::text[]) as place`);
  if (known.length === 0) return;
  const asked = known.flatMap(({ place }) => lines[place - 1] ?? []).map(({ line, demand: { name, mainAsk, customer } }) => ({ line, words: `${name} ${mainAsk}`, customer: customer.name, account: customer.account }));
  const sender = await inSightOf(tx, ctx, batch);
  const { rows: near } = await withRead(sender, (inner) =>
    inner.execute<{ line: number; number: string }>(sql`
      select a.line, near.number from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(line integer, words text, customer text, account text)
      cross join lateral app.near_demand(a.words, a.customer, a.account, null, 1) near`),
  );
  await tx.execute(sql`
    update import_row r set warnings = r.warnings || jsonb_build_object('name', jsonb_build_object('key', 'import.cell.nearDemand', 'value', k.number))
    from jsonb_to_recordset(${JSON.stringify(near)}::jsonb) as k(line integer, number text) where r.batch_id = ${batch.id}::uuid and r.line = k.line`);
}

/** What the judgement of near-duplicates reads of a row `r`. */
function read(mapping: Mapping): Record<"name" | "ask" | "customer" | "account", SQL> {
  const cell = (field: ImportField) => (mapping[field] === undefined ? sql`''` : sql`btrim(coalesce(r.cells[${mapping[field] + 1}::integer], ''))`);
  return { name: cell("name"), ask: cell("mainAsk"), customer: cell("customerName"), account: cell("customerAccount") };
}

/**
 * Marks good rows that a row before them seems to say already, by the same judgement. Compared are rows of one account,
 * of one customer name, and of names with the same numbers that share one of their rarest parts, as names alike always do.
 */
export async function warnOfOneAnother(tx: Tx, batch: BatchRecord): Promise<void> {
  const { name, ask, customer, account } = read(batch.mapping as Mapping);
  // What is reckoned here has no statistics: left alone, the planner compares every row with every other.
  await tx.execute(sql`set local enable_nestloop = off`);
  await tx.execute(sql`
    with said as materialized (
      select r.line, nullif(${account}, '') as account, app.fold_company(${customer}) as who, app.fold(${name} || ' ' || ${ask}) as what
      from import_row r where r.batch_id = ${batch.id}::uuid and r.state = 'good'
    ), names as materialized (
      select who, numbers, show_trgm(who) as parts from (select who, numbers, count(*) over (partition by numbers) as alike from (select distinct who, app.numbers_in(who) as numbers from said) s) s where alike > 1
    ), parts as (
      select n.who, n.numbers, p.part, cardinality(n.parts) as n, count(*) over (partition by n.numbers, p.part) as spread from names n, unnest(n.parts) as p(part)
    ), rarest as (
      select who, numbers, part, n, spread, row_number() over (partition by who order by spread, part) as place from parts
    ), keyed as (
      select line, 'a' || account as key from said where account is not null
      union all select line, 'n' || who from said
      union all select s.line, 'p' || f.numbers || '/' || f.part from said s join rarest f on f.who = s.who where f.spread > 1 and f.place <= f.n - ceil(0.6 * f.n) + 1
    ), placed as materialized (
      select line, key, row_number() over (partition by key order by line) as place from keyed
    ), pairs as (
      select distinct a.line, b.line as other from placed a cross join generate_series(1, ${looksBack}::integer) back join placed b on b.key = a.key and b.place = a.place - back
    ), found as (
      select p.line, min(p.other) as other from pairs p join said a on a.line = p.line join said b on b.line = p.other
      where app.is_near(app.same_customer(a.account, a.who, b.account, b.who), app.likeness(a.what, b.what)) group by p.line
    )
    update import_row r set warnings = jsonb_build_object('name', jsonb_build_object('key', 'import.cell.nearLine', 'value', found.other::text)) || r.warnings
    from found where r.batch_id = ${batch.id}::uuid and r.line = found.line`);
  await tx.execute(sql`set local enable_nestloop = on`);
}
