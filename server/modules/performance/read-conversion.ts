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

const reached: Readonly<Record<string, SQL>> = {
  submitted: sql`true`,
  assigned: sql`f.assigned_at is not null`,
  accepted: sql`f.accepted_at is not null`,
  offered: sql`f.offered_at is not null`,
  won: sql`f.status in ('won', 'closed_won_offline')`,
  rejected: sql`f.refusals > 0`,
  lapsed: sql`f.lapses > 0`,
  lost: sql`f.status = 'closed_lost'`,
};
const spans: Readonly<Record<string, readonly [from: SQL, to: SQL]>> = {
  accept: [sql`f.assigned_at`, sql`f.accepted_at`],
  firstProgress: [sql`f.accepted_at`, sql`f.first_progress_at`],
  offer: [sql`f.accepted_at`, sql`f.offered_at`],
  order: [sql`f.submitted_at`, sql`case when f.status = 'won' then f.closed_at end`],
};

const figures = sql.join(
  [
    ...Object.entries(reached).flatMap(([stage, condition]) => [
      sql`(count(*) filter (where ${condition}))::integer as ${sql.raw(`"n_${stage}"`)}`,
      sql`coalesce(sum(${stage === "won" ? sql`coalesce(f.won_fen, f.budget_fen)` : sql`f.budget_fen`}) filter (where ${condition}), 0)::text as ${sql.raw(`"fen_${stage}"`)}`,
    ]),
    ...Object.entries(spans).map(([name, [from, to]]) => sql`(percentile_cont(0.5) within group (order by extract(epoch from ${to} - ${from})::float8) filter (where ${to} >= ${from}))::float8 as ${sql.raw(`"median_${name}"`)}`),
  ],
  sql`, `,
);

const keys: Readonly<Record<Asked["by"], SQL>> = {
  month: sql`f.month`,
  source: sql`f.source`,
  partner: sql`coalesce((case when f.source = 'partner' then f.submitter_org_id end)::text, '')`,
  seller: sql`coalesce(f.seller_org_id::text, '')`,
  product: sql`l.product_id::text`,
};

/** The demand the figures are about, as the reader may see it, repeats left out. */
function chosen(ctx: OrgCtx, asked: Asked): SQL {
  const at = asked.cohort === "submitted" ? sql`d.submitted_at` : sql`d.closed_at`;
  const [start, end] = [startOfBusinessDay(businessDay(asked.from)), endOfBusinessDay(businessDay(asked.to))];
  const side = ctx.org.kind === "seller" ? sql`and d.seller_org_id = ${ctx.org.id}` : ctx.org.kind === "partner" ? sql`and d.submitter_org_id = ${ctx.org.id}` : sql``;
  return sql`select d.source, d.submitter_org_id, d.seller_org_id, d.status, d.reason_code, d.budget_fen, d.won_fen, d.submitted_at, d.assigned_at, d.accepted_at, d.first_progress_at, d.offered_at, d.closed_at, d.refusals, d.lapses, d.id,
      to_char(${at} at time zone 'Asia/Shanghai', 'YYYYMM') as month
    from demand d
    where d.submitted_at is not null and d.status not in ('draft', 'duplicate') and ${at} >= ${start.toISOString()}::timestamptz and ${at} < ${end.toISOString()}::timestamptz ${side}
      ${asked.source ? sql`and d.source = ${asked.source}` : sql``}
      ${asked.sellerOrgId ? sql`and d.seller_org_id = ${asked.sellerOrgId}` : sql``}
      ${asked.partnerOrgId ? sql`and d.source = 'partner' and d.submitter_org_id = ${asked.partnerOrgId}` : sql``}
      ${asked.productId ? sql`and exists (select 1 from demand_line l where l.demand_id = d.id and l.kind = 'interest' and l.product_id = ${asked.productId})` : sql``}`;
}

/** Every figure in one reading of the demand: all together, by month, by the side asked for, and by how it was lost. */
async function cellsOf(tx: Tx, ctx: OrgCtx, asked: Asked): Promise<Cell[]> {
  await tx.execute(sql`set local work_mem = '32MB'`);
  const side = asked.by === "month" || asked.by === "product" ? undefined : keys[asked.by];
  const { rows } = await tx.execute<Cell>(sql`
    with f as (select c.*, case when c.status in ('rejected', 'closed_lost') then c.status || ':' || coalesce(c.reason_code, 'other') end as lost from (${chosen(ctx, asked)}) c)
    select case when grouping(f.month) = 0 then 'month' when grouping(f.lost) = 0 then 'reason' ${side ? sql`when grouping(${side}) = 0 then 'group'` : sql``} else 'total' end as scope,
      case when grouping(f.month) = 0 then f.month when grouping(f.lost) = 0 then f.lost ${side ? sql`when grouping(${side}) = 0 then ${side}` : sql``} end as key, ${figures}
    from f group by grouping sets ((), (f.month), (f.lost) ${side ? sql`, (${side})` : sql``})`);
  return asked.by === "product" ? [...rows, ...(await productCellsOf(tx, ctx, asked))] : rows;
}

/** A demand for several products counts with each of them, which no total may. */
async function productCellsOf(tx: Tx, ctx: OrgCtx, asked: Asked): Promise<Cell[]> {
  const interests = sql`left join (select distinct demand_id, product_id from demand_line where kind = 'interest') l on l.demand_id = f.id`;
  const { rows } = await tx.execute<Cell>(sql`with f as (${chosen(ctx, asked)}) select 'group' as scope, ${keys.product} as key, ${figures} from f ${interests} group by 2`);
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
  return {
    count: Object.fromEntries(stages.map((stage) => [stage, Number(cell?.[`n_${stage}`] ?? 0)])) as ConversionFigures["count"],
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
      asOf: now.toISOString(),
    };
  });
}
