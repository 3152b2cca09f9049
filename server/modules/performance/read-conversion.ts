import { inArray, type SQL, sql } from "drizzle-orm";
import { org, product } from "@/db/schema";
import { addPeriods, businessDay, endOfBusinessDay, periodBounds, periodOf, startOfBusinessDay, toBusinessDay } from "@/lib/dates";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { businessNow, withRead } from "@/server/kernel/tx";
import { type Conversion, type ConversionFigures, type ConversionInput, conversionEnds, conversionInput, type ConversionReason, type ConversionRow, conversionStages } from "./contract-conversion";

type Asked = ReturnType<typeof conversionInput.parse> & { readonly from: string; readonly to: string };
type Cell = { scope: "total" | "month" | "group"; key: string | null } & Record<string, string | number | null>;

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
    ...Object.entries(spans).map(([name, [from, to]]) => sql`(percentile_cont(0.5) within group (order by extract(epoch from ${to} - ${from})) filter (where ${to} >= ${from}))::float8 as ${sql.raw(`"median_${name}"`)}`),
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

const interests = sql`left join (select distinct demand_id, product_id from demand_line where kind = 'interest') l on l.demand_id = f.id`;

async function cellsOf(tx: Tx, ctx: OrgCtx, asked: Asked): Promise<Cell[]> {
  const groups = asked.by === "month" ? sql`` : sql`union all select 'group' as scope, ${keys[asked.by]} as key, ${figures} from f ${asked.by === "product" ? interests : sql``} group by 2`;
  const { rows } = await tx.execute<Cell>(sql`
    with f as materialized (${chosen(ctx, asked)})
    select 'total' as scope, null as key, ${figures} from f
    union all select 'month' as scope, f.month as key, ${figures} from f group by 2
    ${groups}`);
  return rows;
}

async function reasonsOf(tx: Tx, ctx: OrgCtx, asked: Asked): Promise<ConversionReason[]> {
  const { rows } = await tx.execute<ConversionReason>(sql`
    with f as (${chosen(ctx, asked)})
    select f.status, coalesce(f.reason_code, 'other') as code, count(*)::integer as count, coalesce(sum(f.budget_fen), 0)::text as "amountFen"
    from f where f.status in ('rejected', 'closed_lost') group by 1, 2 order by 3 desc, 2`);
  return rows;
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
    const months = cells.filter((cell) => cell.scope === "month").toSorted((a, b) => String(a.key).localeCompare(String(b.key)));
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
      reasons: await reasonsOf(tx, ctx, asked),
      asOf: now.toISOString(),
    };
  });
}
