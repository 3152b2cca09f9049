import { inArray, type SQL, sql } from "drizzle-orm";
import { org, product } from "@/db/schema";
import { addPeriods, businessDay, endOfBusinessDay, type Period, periodBounds, periodOf, startOfBusinessDay, toBusinessDay } from "@/lib/dates";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { businessNow, withRead } from "@/server/kernel/tx";
import { type Conversion, type ConversionFigures, type ConversionInput, conversionEnds, conversionInput, type ConversionReason, type ConversionRow, conversionStages } from "./contract-conversion";

type Asked = ReturnType<typeof conversionInput.parse> & { readonly from: string; readonly to: string };
type Scope = "total" | "month" | "group" | "reason";
type Cell = { scope: Scope; key: string | null } & Record<string, string | number | null>;

/** Marketing demand arrives in conversion: assigned and accepted in one moment, by nobody's answer. */
const answered = sql`f.held and f.accepted_at > f.assigned_at`;
const reached: Readonly<Record<string, SQL>> = {
  submitted: sql`f.held`,
  assigned: sql`f.held and f.assigned_at is not null`,
  accepted: sql`f.held and f.accepted_at is not null`,
  offered: sql`f.held and f.offered_at is not null`,
  won: sql`f.held and f.status in ('won', 'closed_won_offline')`,
  rejected: sql`f.refused and not f.gone`,
  lapsed: sql`f.lapsed and not f.gone`,
  lost: sql`f.held and f.status = 'closed_lost'`,
};
/** Counted beside the stages, without an amount. */
const counted: Readonly<Record<string, SQL>> = {
  ended: sql`f.held and f.status in ('closed_lost', 'rejected', 'lapsed', 'cancelled')`,
  answered,
  refused: sql`f.refused`,
  missed: sql`f.lapsed`,
  gone: sql`f.gone`,
};
const spans: Readonly<Record<string, readonly [from: SQL, to: SQL]>> = {
  accept: [sql`f.assigned_at`, sql`case when ${answered} then f.accepted_at end`],
  firstProgress: [sql`f.accepted_at`, sql`case when f.held then f.first_progress_at end`],
  offer: [sql`f.accepted_at`, sql`case when f.held then f.offered_at end`],
  order: [sql`f.submitted_at`, sql`case when f.held and f.status = 'won' then f.closed_at end`],
};

const tally = (name: string, condition: SQL) => sql`(count(*) filter (where ${condition}))::integer as ${sql.raw(`"n_${name}"`)}`;
const figures = sql.join(
  [
    ...Object.entries({ ...reached, ...counted }).map(([name, condition]) => tally(name, condition)),
    ...Object.entries(reached).map(([stage, condition]) => sql`coalesce(sum(${stage === "won" ? sql`coalesce(f.won_fen, f.budget_fen)` : sql`f.budget_fen`}) filter (where ${condition}), 0)::text as ${sql.raw(`"fen_${stage}"`)}`),
    ...Object.entries(spans).map(([name, [from, to]]) => sql`(percentile_cont(0.5) within group (order by extract(epoch from ${to} - ${from})::float8) filter (where ${to} >= ${from}))::float8 as ${sql.raw(`"median_${name}"`)}`),
  ],
  sql`, `,
);

const keys = {
  source: sql`f.source`,
  partner: sql`coalesce((case when f.source = 'partner' then f.submitter_org_id end)::text, '')`,
  seller: sql`coalesce(f.party::text, '')`,
} as const satisfies Partial<Record<Asked["by"], SQL>>;

const facts = sql`d.id, d.source, d.submitter_org_id, d.status, d.reason_code, d.budget_fen, d.won_fen, d.submitted_at, d.assigned_at, d.accepted_at, d.first_progress_at, d.offered_at, d.closed_at`;
const monthOf = (at: SQL) => sql`to_char(${at} at time zone 'Asia/Shanghai', 'YYYYMM') as month`;
/** As a demand stands with one seller: whether it has it, refused it, let it lapse. */
const withSeller = (party: SQL) => sql`${party} as party, d.seller_org_id is not distinct from ${party} as held, ${party} = any(d.refused_by) as refused, ${party} = any(d.lapsed_by) as lapsed`;
/** As it stands with whoever has it, and whether anybody ever refused it or let it lapse. */
const withAnybody = sql`d.seller_org_id as party, true as held, d.refused_by <> '{}' as refused, d.lapsed_by <> '{}' as lapsed`;
const everDeclined = sql`(d.refused_by <> '{}' or d.lapsed_by <> '{}')`;

const spanOf = (asked: Asked) => [startOfBusinessDay(businessDay(asked.from)), endOfBusinessDay(businessDay(asked.to))].map((at) => sql`${at.toISOString()}::timestamptz`) as [SQL, SQL];

/** The demand a span is about, as the reader may see it, repeats left out. */
function within(ctx: OrgCtx, asked: Asked): SQL {
  const at = asked.cohort === "submitted" ? sql`d.submitted_at` : sql`d.closed_at`;
  const [start, end] = spanOf(asked);
  return sql`d.submitted_at is not null and d.status not in ('draft', 'duplicate') and ${at} >= ${start} and ${at} < ${end}
    ${ctx.org.kind === "partner" ? sql`and d.submitter_org_id = ${ctx.org.id}` : sql``}
    ${asked.source ? sql`and d.source = ${asked.source}` : sql``}
    ${asked.partnerOrgId ? sql`and d.source = 'partner' and d.submitter_org_id = ${asked.partnerOrgId}` : sql``}
    ${asked.productId ? sql`and exists (select 1 from demand_line l where l.demand_id = d.id and l.kind = 'interest' and l.product_id = ${asked.productId})` : sql``}`;
}

/** What the acting seller refused or let lapse and another seller was asked for then: only its answer counts. */
function goneOn(ctx: OrgCtx, asked: Asked): SQL {
  const [start, end] = spanOf(asked);
  return sql`select null::uuid, g.source, g.submitter_org_id, null, null, null::bigint, null::bigint, null::timestamptz, null::timestamptz, null::timestamptz, null::timestamptz, null::timestamptz, null::timestamptz,
      ${monthOf(sql`g.at`)}, ${ctx.org.id}::uuid, false, g.refused, g.lapsed, true, g.product_ids
    from app.passed_on(${asked.cohort}, ${start}, ${end}) g
    where true ${asked.source ? sql`and g.source = ${asked.source}` : sql``} ${asked.productId ? sql`and ${asked.productId}::uuid = any(g.product_ids)` : sql``}
      ${asked.partnerOrgId ? sql`and g.source = 'partner' and g.submitter_org_id = ${asked.partnerOrgId}` : sql``}`;
}

/** The seller whose figures are asked for: its own for a seller. */
const oneSeller = (ctx: OrgCtx, asked: Asked) => (ctx.org.kind === "seller" ? ctx.org.id : asked.sellerOrgId);

/** The demand the figures count: with one seller as it stands there, else as it stands. */
function chosen(ctx: OrgCtx, asked: Asked): SQL {
  const month = monthOf(asked.cohort === "submitted" ? sql`d.submitted_at` : sql`d.closed_at`);
  const row = (stands: SQL) => sql`select ${facts}, ${month}, ${stands}, false as gone, null::uuid[] as product_ids`;
  const sellerOrgId = oneSeller(ctx, asked);
  if (!sellerOrgId) return sql`${row(withAnybody)} from demand d where ${within(ctx, asked)}`;
  const seller = sql`${sellerOrgId}::uuid`;
  const here = sql`${row(withSeller(seller))} from demand d where ${within(ctx, asked)} and (d.seller_org_id = ${seller} or ${everDeclined} and ${seller} = any(d.refused_by || d.lapsed_by))`;
  return ctx.org.kind === "seller" ? sql`${here} union all ${goneOn(ctx, asked)}` : here;
}

/** Every figure in one reading of the demand: all together, by month, by the side asked for, and by how it came to no deal. */
async function cellsOf(tx: Tx, ctx: OrgCtx, asked: Asked): Promise<Cell[]> {
  await tx.execute(sql`set local work_mem = '32MB'`);
  const side = asked.by === "source" || asked.by === "partner" ? keys[asked.by] : undefined;
  const { rows } = await tx.execute<Cell>(sql`
    with f as (select c.*, case when c.held and c.status in ('rejected', 'lapsed', 'closed_lost') then c.status || ':' || coalesce(c.reason_code, 'other') end as lost from (${chosen(ctx, asked)}) c)
    select case when grouping(f.month) = 0 then 'month' when grouping(f.lost) = 0 then 'reason' ${side ? sql`when grouping(${side}) = 0 then 'group'` : sql``} else 'total' end as scope,
      case when grouping(f.month) = 0 then f.month when grouping(f.lost) = 0 then f.lost ${side ? sql`when grouping(${side}) = 0 then ${side}` : sql``} end as key, ${figures}
    from f group by grouping sets ((), (f.month), (f.lost) ${side ? sql`, (${side})` : sql``})`);
  if (asked.by === "product") return [...rows, ...(await productCellsOf(tx, ctx, asked))];
  return asked.by === "seller" ? [...rows, ...(await sellerCellsOf(tx, ctx, asked))] : rows;
}

/** A demand counts with the seller that has it, a refusal or a lapse with the seller whose it was, which no total may. */
async function sellerCellsOf(tx: Tx, ctx: OrgCtx, asked: Asked): Promise<Cell[]> {
  const rowsOf = (stands: SQL) => sql`select ${facts}, ${stands}, false as gone from demand d`;
  const everySeller = sql`${rowsOf(withSeller(sql`d.seller_org_id`))} where ${within(ctx, asked)}
    union all ${rowsOf(withSeller(sql`former.id`))} cross join lateral (select distinct id from unnest(d.refused_by || d.lapsed_by) id where id is distinct from d.seller_org_id) former where ${everDeclined} and ${within(ctx, asked)}`;
  const { rows } = await tx.execute<Cell>(sql`with f as (${oneSeller(ctx, asked) ? chosen(ctx, asked) : everySeller}) select 'group' as scope, ${keys.seller} as key, ${figures} from f group by 2`);
  return rows;
}

/** A demand for several products counts with each of them, which no total may. */
async function productCellsOf(tx: Tx, ctx: OrgCtx, asked: Asked): Promise<Cell[]> {
  const { rows } = await tx.execute<Cell>(sql`
    with c as (${chosen(ctx, asked)}), f as (
      select c.*, l.product_id from c left join (select distinct demand_id, product_id from demand_line where kind = 'interest') l on l.demand_id = c.id where not c.gone
      union all select c.*, p.product_id from c, unnest(c.product_ids) as p(product_id) where c.gone)
    select 'group' as scope, f.product_id::text as key, ${figures} from f group by 2`);
  return rows;
}

const mostMonths = 24;

/** The span's months, those without demand too; a span longer than any list begins and ends with its demand. */
function monthsOf(asked: Asked, cells: readonly Cell[]): Cell[] {
  const found = new Map(cells.filter(({ scope }) => scope === "month").map((cell) => [cell.key ?? "", cell]));
  const known = [...found.keys()].toSorted();
  const span: [Period, Period] = [periodOf(businessDay(asked.from)), periodOf(businessDay(asked.to))];
  const long = addPeriods(span[0], mostMonths) <= span[1];
  const [first, last] = long ? [known[0], known.at(-1)] : span;
  if (first === undefined || last === undefined) return [];
  const months: Cell[] = [];
  for (let at = first as Period; at <= last; at = addPeriods(at, 1)) months.push(found.get(at) ?? { scope: "month", key: at });
  return months;
}

function reasonsOf(cells: readonly Cell[]): ConversionReason[] {
  const lost = cells.filter(({ scope, key }) => scope === "reason" && key !== null);
  const reasons = lost.map((cell) => {
    const [status, code] = (cell.key ?? "").split(":") as [ConversionReason["status"], string];
    return { status, code, count: Number(cell["n_submitted"]), amountFen: String(cell["fen_submitted"]) };
  });
  return reasons.toSorted((a, b) => b.count - a.count || a.code.localeCompare(b.code));
}

function toFigures(cell: Cell | undefined): ConversionFigures {
  const stages = [...conversionStages, ...conversionEnds];
  const number = (name: string) => Number(cell?.[`n_${name}`] ?? 0);
  return {
    count: Object.fromEntries(stages.map((stage) => [stage, number(stage)])) as ConversionFigures["count"],
    answers: { accepted: number("answered"), refused: number("refused"), lapsed: number("missed") },
    ended: number("ended"),
    amountFen: Object.fromEntries(stages.map((stage) => [stage, String(cell?.[`fen_${stage}`] ?? "0")])) as ConversionFigures["amountFen"],
    medianSeconds: Object.fromEntries(Object.keys(spans).map((name) => [name, (cell?.[`median_${name}`] as number | null | undefined) ?? null])) as ConversionFigures["medianSeconds"],
  };
}

/** What groups of companies and products are called, by id. */
async function namesOf(tx: Tx, ctx: OrgCtx, by: Asked["by"], ids: string[]): Promise<ReadonlyMap<string, string>> {
  const english = ctx.locale === "en";
  const known = ids.filter((id) => id !== "");
  if (known.length === 0 || (by !== "product" && by !== "partner" && by !== "seller")) return new Map();
  const rows =
    by === "product"
      ? await tx.select({ id: product.id, zh: product.name, en: product.nameEn }).from(product).where(inArray(product.id, known))
      : await tx.select({ id: org.id, zh: org.nameZh, en: org.nameEn }).from(org).where(inArray(org.id, known));
  return new Map(rows.map(({ id, zh, en }) => [id, english && en ? en : zh]));
}

/**
 * How demand becomes deals: every stage with count and amount, medians, reasons of loss, by month and by one more side.
 * Operators see all, sellers what was assigned to them, partners what they brought; a salesperson the own.
 */
export async function demandConversion(ctx: Ctx, given: ConversionInput = {}): Promise<Conversion> {
  authorize(ctx, "demand:read");
  return withRead(ctx, async (tx) => {
    const now = businessNow();
    const input = conversionInput.parse(given);
    const asked: Asked = { ...input, from: input.from ?? toBusinessDay(periodBounds(addPeriods(periodOf(now), -11)).start), to: input.to ?? toBusinessDay(now) };
    const cells = await cellsOf(tx, ctx, asked);
    const months = monthsOf(asked, cells);
    const grouped = asked.by === "month" ? months : cells.filter((cell) => cell.scope === "group").toSorted((a, b) => Number(b["n_submitted"]) - Number(a["n_submitted"]));
    const names = await namesOf(tx, ctx, asked.by, grouped.map((cell) => cell.key ?? ""));
    const rowOf = (cell: Cell): ConversionRow => ({ key: cell.key ?? "", label: names.get(cell.key ?? "") ?? cell.key ?? "", ...toFigures(cell) });
    return {
      cohort: asked.cohort,
      by: asked.by,
      from: asked.from,
      to: asked.to,
      total: toFigures(cells.find((cell) => cell.scope === "total")),
      groups: grouped.map(rowOf),
      months: months.map((cell) => ({ key: cell.key ?? "", label: cell.key ?? "", ...toFigures(cell) })),
      reasons: reasonsOf(cells),
      passedOn: Number(cells.find((cell) => cell.scope === "total")?.["n_gone"] ?? 0),
      asOf: now.toISOString(),
    };
  });
}
