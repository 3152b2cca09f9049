import { eq, type SQL, sql } from "drizzle-orm";
import { org } from "@/db/schema";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { withRead } from "@/server/kernel/tx";
import type { ImportField, Mapping } from "./contract-import";
import type { BatchRecord } from "./read-import-batch";

/** Each row is held against so many rows of the same or a like customer before it: a file of one customer stays quick. */
const looksBack = 5;

/** What the judgement of near-duplicates reads of a row `r`. */
function read(mapping: Mapping): Record<"name" | "ask" | "customer" | "account", SQL> {
  const cell = (field: ImportField) => (mapping[field] === undefined ? sql`''` : sql`btrim(coalesce(r.cells[${mapping[field] + 1}::integer], ''))`);
  return { name: cell("name"), ask: cell("mainAsk"), customer: cell("customerName"), account: cell("customerAccount") };
}

/** As the sender's company sees demand: its own, for operators anybody's. */
async function inSightOf(tx: Tx, ctx: Ctx, batch: BatchRecord): Promise<Ctx> {
  const [sender] = await tx.select().from(org).where(eq(org.id, batch.orgId));
  if (!sender) return ctx;
  const { id, slug, nameZh, nameEn } = sender;
  const kind = sender.kind as NonNullable<Ctx["org"]>["kind"];
  return { ...ctx, platform: kind === "operator", org: { id: id as NonNullable<Ctx["org"]>["id"], kind, slug, nameZh, nameEn, roles: [] } };
}

/**
 * Marks good rows of these lines that a demand there is seems to say already, judged as on the dispatch desk. A numbered
 * customer is looked for by account and whole name alone: lists of them are long, and each is like every other.
 */
export async function warnOfKnown(tx: Tx, ctx: Ctx, batch: BatchRecord, lines: readonly number[]): Promise<void> {
  const { name, ask, customer, account } = read(batch.mapping as Mapping);
  const sender = await inSightOf(tx, ctx, batch);
  const numbered = (match: SQL) => sql`
    select a.line, d.number, app.likeness(a.what, d.folded) as likeness from asked a join demand_customer c on ${match} join demand d on d.id = c.demand_id
    where a.numbered and d.status not in ('cancelled', 'duplicate') and (d.status <> 'draft' or d.submitter_org_id = ${batch.orgId}::uuid)
      and (d.closed_at is null or d.closed_at > app.now() - interval '180 days')
      and app.is_near(app.same_customer(a.account, a.who, nullif(c.customer_account, ''), c.folded_name), app.likeness(a.what, d.folded))`;
  const { rows } = await withRead(sender, (inner) =>
    inner.execute<{ line: number; number: string }>(sql`
      with asked as materialized (
        select r.line, ${name} || ' ' || ${ask} as words, ${customer} as customer, nullif(${account}, '') as account, app.fold(${name} || ' ' || ${ask}) as what,
          app.fold_company(${customer}) as who, app.fold_company(${customer}) ~ '[0-9]' as numbered
        from import_row r where r.batch_id = ${batch.id}::uuid and r.state = 'good' and r.line = any(${sql.param([...lines])}::integer[])
      ), found as (
        select a.line, near.number, near.likeness from asked a cross join lateral app.near_demand(a.words, a.customer, a.account, null, 1) near where not a.numbered
        union all ${numbered(sql`c.folded_name = a.who`)}
        union all ${numbered(sql`c.customer_account = a.account`)}
      )
      select distinct on (line) line, number from found order by line, likeness desc, number`),
  );
  await tx.execute(sql`
    update import_row r set warnings = r.warnings || jsonb_build_object('name', jsonb_build_object('key', 'import.cell.nearDemand', 'value', k.number))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as k(line integer, number text) where r.batch_id = ${batch.id}::uuid and r.line = k.line`);
}

/**
 * Marks good rows that a row before them seems to say already, by the same judgement. Compared are rows of one account,
 * of one customer name, and of names that share one of their rarest parts, as names alike always do.
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
      select who, app.numbers_in(who) as numbers, show_trgm(who) as parts from (select distinct who from said) s
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
