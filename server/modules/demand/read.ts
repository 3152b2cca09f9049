import { type SQL, sql } from "drizzle-orm";
import { type BusinessDay, endOfBusinessDay, startOfBusinessDay } from "@/lib/dates";
import { regionSpellings } from "@/lib/regions";
import { type DemandState, demandLifecycle } from "@/lib/states/demand";
import { stateNames } from "@/lib/states/lifecycle";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, type PlainQuery, readOnce, withRead } from "@/server/kernel/tx";
import { type BoardColumn, bulkCap, countCap, type DemandCounts, type DemandFilter, type DemandList, type DemandPick, type DemandSummary, filteredCap, type ListInput } from "./contract-list";
import { statesAsked } from "./rules-board";

const meOf = (ctx: Ctx) => (ctx.actor.kind === "person" ? ctx.actor.id : undefined);

/** The filter as the database's functions take it; what is absent does not narrow. */
export function filterFor(ctx: OrgCtx, input: DemandFilter): Record<string, unknown> {
  const { from, to, q } = input;
  const states = statesAsked(input);
  return {
    status: states.length ? states : undefined,
    source: input.source,
    product: input.productId,
    partner: input.partnerId,
    seller: input.sellerId,
    person: input.person === "me" ? meOf(ctx) : input.person,
    due: input.due,
    region: input.region ? regionSpellings(input.region) : undefined,
    batch: input.batchId,
    stage: input.stage,
    cohort: input.cohort,
    reason: input.reason,
    from: from && startOfBusinessDay(from as BusinessDay).toISOString(),
    to: to && endOfBusinessDay(to as BusinessDay).toISOString(),
    q: q || undefined,
    ids: input.ids,
  };
}

/** What a won demand counts for, as conversion tracking does: its orders, offline the budget. */
export const wonFen = "case when d.status in ('won', 'closed_won_offline') then coalesce(d.won_fen, d.budget_fen) end";

/** Found by the definer function, which may search text by its index; row-level security looks at every demand and company again. */
const pageText = `
  select d.id, d.number, d.name, d.source, app.in_language($5, submitter.name_zh, submitter.name_en) as "submitterName", app.in_language($5, seller.name_zh, seller.name_en) as "sellerName",
    d.seller_person_name as "sellerPersonName", found.product_names as "productNames", d.delivery_mode as "deliveryMode", d.region, d.budget_fen as "budgetFen",
    ${wonFen} as "wonFen",
    d.expected_signing_date as "expectedSigningDate", d.status, d.submitted_at as "submittedAt", d.due_at as "dueAt", d.next_step_on as "nextStepOn",
    d.last_progress_at as "lastProgressAt", d.nudged_at as "nudgedAt", d.created_at as "createdAt", found.key
  from app.demand_page($1::jsonb, $2::integer, $3::text, $4::uuid, $5::text) as found
    join demand d on d.id = found.id join org submitter on submitter.id = d.submitter_org_id left join org seller on seller.id = d.seller_org_id
  order by found.place`;

type Found = DemandSummary & { readonly key: string };

/** The prepared statement lives with its connection: the list is asked for more often than anything else. */
function pageQuery(ctx: OrgCtx, input: DemandFilter, most: number, after?: string): PlainQuery {
  const [key, id] = after ? decodeCursor(after, 2) : [null, null];
  return { name: "demand_page", text: pageText, values: [JSON.stringify(filterFor(ctx, input)), most, key, id, ctx.locale] };
}

/** The row without its place in the list. */
const toSummary = ({ key: _key, ...row }: Found): DemandSummary => row;

/** One demand as a list shows it; null where the reader does not see it. */
export async function summaryOf(ctx: OrgCtx, demandId: string): Promise<DemandSummary | null> {
  const { rows } = await readOnce<Found>(ctx, pageQuery(ctx, { ids: [demandId] }, 1));
  return rows[0] ? toSummary(rows[0]) : null;
}

/** A page of the company's demand: newest first, or most urgent first where time is asked for. Nothing of customers. */
export async function listDemand(ctx: Ctx, input: ListInput): Promise<DemandList> {
  authorize(ctx, "demand:read");
  const { rows, now } = await readOnce<Found>(ctx, pageQuery(ctx, input, pageSize + 1, input.cursor));
  const page = toPage(rows, (row) => [row.key, row.id]);
  return { rows: page.rows.map(toSummary), next: page.next, now: now.toISOString() };
}

/** A page of any size for exports and bulk acts; `next` as in a list. */
export async function pageOfDemand(ctx: OrgCtx, input: ListInput, size: number): Promise<{ rows: DemandSummary[]; next: string | null }> {
  const { rows } = await readOnce<Found>(ctx, pageQuery(ctx, input, size + 1, input.cursor));
  const page = toPage(rows, (row) => [row.key, row.id], size);
  return { rows: page.rows.map(toSummary), next: page.next };
}

async function counted(tx: Tx, filter: Record<string, unknown>, cap: number): Promise<{ status: DemandState; n: number }[]> {
  const call: SQL = sql`select status, n::integer as n from app.count_demand(${JSON.stringify({ ...filter, states: stateNames(demandLifecycle) })}::jsonb, ${cap})`;
  const { rows } = await tx.execute<{ status: DemandState; n: number }>(call);
  return rows.filter(({ n }) => n > 0);
}
const sum = (rows: readonly { n: number }[]) => rows.reduce((total, { n }) => total + n, 0);

/** How many demands there are, by state; counted no further than anybody reads, so that it costs the same however many there are. */
export async function countDemand(ctx: Ctx, input: DemandFilter): Promise<DemandCounts> {
  authorize(ctx, "demand:read");
  return withRead(ctx, async (tx) => {
    const { status: asked, ...filter } = filterFor(ctx, input);
    const narrowed = Object.values(filter).some((value) => value !== undefined);
    const cap = narrowed ? filteredCap : countCap;
    const rows = await counted(tx, filter, cap);
    const tooMany = narrowed && sum(rows) >= cap;
    if (!asked) return { byState: tooMany ? {} : byState(rows), total: sum(rows), capped: tooMany || rows.some(({ n }) => n >= cap) };
    const chosen = tooMany ? await counted(tx, { ...filter, status: asked }, cap) : rows.filter(({ status }) => statesAsked(input).includes(status));
    return { byState: tooMany ? {} : byState(rows), total: sum(chosen), capped: tooMany ? sum(chosen) >= cap : chosen.some(({ n }) => n >= cap) };
  });
}
const byState = (rows: readonly { status: DemandState; n: number }[]) => Object.fromEntries(rows.map(({ status, n }) => [status, n])) as DemandCounts["byState"];

/** The first thousand demands that the filters find, for a bulk act over all of them. */
export async function matchingDemand(ctx: Ctx, input: DemandFilter): Promise<{ rows: DemandPick[]; capped: boolean }> {
  authorize(ctx, "demand:read");
  const { rows, next } = await pageOfDemand(ctx, input, bulkCap);
  return { rows: rows.map(({ id, number, name }) => ({ demandId: id, number, name })), capped: next !== null };
}

/** The board: each state's newest cards under the same filters as the list. */
export async function boardDemand(ctx: Ctx, input: DemandFilter): Promise<{ columns: BoardColumn[]; now: string }> {
  authorize(ctx, "demand:read");
  return withRead(ctx, async () => {
    const columns: BoardColumn[] = [];
    for (const state of statesAsked(input, ctx.org.kind)) {
      const { rows } = await readOnce<Found>(ctx, pageQuery(ctx, { ...input, status: state }, cardsEach + 1));
      columns.push({ state, cards: rows.slice(0, cardsEach).map(toSummary), more: rows.length > cardsEach });
    }
    return { columns, now: businessNow().toISOString() };
  });
}
const cardsEach = 12;
