import { type SQL, sql } from "drizzle-orm";
import type { demandRow } from "@/db/views/sales";
import { type BusinessDay, endOfBusinessDay, startOfBusinessDay } from "@/lib/dates";
import { type DemandState, demandLifecycle } from "@/lib/states/demand";
import { stateNames } from "@/lib/states/lifecycle";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import { type BoardColumn, bulkCap, countCap, type DemandCounts, type DemandFilter, type DemandList, type DemandPick, type DemandSummary, filteredCap, type ListInput } from "./contract-list";
import { statesAsked } from "./rules-board";

type Row = typeof demandRow.$inferSelect;
export const named = (ctx: Ctx, zh: string | null, en: string | null) => (ctx.locale === "en" ? (en ?? zh) : zh) || zh;

export function toSummary(ctx: Ctx, row: Row): DemandSummary {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    source: row.source,
    submitterName: named(ctx, row.submitterNameZh, row.submitterNameEn) ?? "",
    sellerName: named(ctx, row.sellerNameZh, row.sellerNameEn),
    sellerPersonName: row.sellerPersonName,
    productNames: row.productNames.map(([zh, en]) => named(ctx, zh ?? "", en || null) ?? ""),
    deliveryMode: row.deliveryMode,
    region: row.region,
    budgetFen: row.budgetFen?.toString() ?? null,
    expectedSigningDate: row.expectedSigningDate,
    status: row.status,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    nextStepOn: row.nextStepOn,
    lastProgressAt: row.lastProgressAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

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
    region: input.region,
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

/** Found by the definer function, which may search text by its index; drawn from the view, where row-level security looks at every row again. */
const pageText = `
  select r.id, r.number, r.name, r.source, r.delivery_mode as "deliveryMode", r.budget_fen as "budgetFen", r.expected_signing_date::text as "expectedSigningDate", r.status,
    r.submitted_at as "submittedAt", r.due_at as "dueAt", r.next_step_on::text as "nextStepOn", r.last_progress_at as "lastProgressAt", r.created_at as "createdAt", r.region,
    r.seller_person_name as "sellerPersonName", r.submitter_name_zh as "submitterNameZh", r.submitter_name_en as "submitterNameEn", r.seller_name_zh as "sellerNameZh", r.seller_name_en as "sellerNameEn",
    r.product_names as "productNames", found.key
  from app.find_demand($1::jsonb, $2::integer, $3::text, $4::uuid) with ordinality as found (id, key, place) join demand_row r on r.id = found.id order by found.place`;

type Found = Row & { key: string };

/** The prepared statement lives with its connection: the list is asked for more often than anything else. */
async function pageOf(tx: Tx, ctx: OrgCtx, input: DemandFilter, most: number, after?: string): Promise<Found[]> {
  const [key, id] = after ? decodeCursor(after, 2) : [null, null];
  const { rows } = await tx.$client.query<Found>({ name: "demand_page", text: pageText, values: [JSON.stringify(filterFor(ctx, input)), most, key, id] });
  return rows;
}

/** A page of the company's demand: newest first, or most urgent first where time is asked for. Nothing of customers. */
export async function listDemand(ctx: Ctx, input: ListInput): Promise<DemandList> {
  authorize(ctx, "demand:read");
  return withRead(ctx, async (tx) => {
    const page = toPage(await pageOf(tx, ctx, input, pageSize + 1, input.cursor), (row) => [row.key, row.id]);
    return { rows: page.rows.map((row) => toSummary(ctx, row)), next: page.next, now: businessNow().toISOString() };
  });
}

/** A page of any size for exports and bulk acts; `next` as in a list. */
export async function pageOfDemand(ctx: OrgCtx, input: ListInput, size: number): Promise<{ rows: DemandSummary[]; next: string | null }> {
  return withRead(ctx, async (tx) => {
    const page = toPage(await pageOf(tx, ctx, input, size + 1, input.cursor), (row) => [row.key, row.id], size);
    return { rows: page.rows.map((row) => toSummary(ctx, row)), next: page.next };
  });
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
  return withRead(ctx, async (tx) => {
    const columns: BoardColumn[] = [];
    for (const state of statesAsked(input, ctx.org.kind)) {
      const rows = await pageOf(tx, ctx, { ...input, status: state }, cardsEach + 1);
      columns.push({ state, cards: rows.slice(0, cardsEach).map((row) => toSummary(ctx, row)), more: rows.length > cardsEach });
    }
    return { columns, now: businessNow().toISOString() };
  });
}
const cardsEach = 12;
