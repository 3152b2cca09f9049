import { sql } from "drizzle-orm";
import type { offerRow } from "@/db/views/sales";
import { type BusinessDay, endOfBusinessDay, startOfBusinessDay } from "@/lib/dates";
import { stateNames } from "@/lib/states/lifecycle";
import { liveOfferStates, offerLifecycle, type OfferState } from "@/lib/states/offer";
import { named } from "@/lib/names";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import { bulkCap, countCap, endingDays, filteredCap, type ListInput, type OfferCounts, type OfferFilter, type OfferList, type OfferPick, type OfferSummary } from "./contract-list";

type Row = typeof offerRow.$inferSelect;

export function toSummary(ctx: Ctx, row: Row): OfferSummary {
  return {
    id: row.id,
    number: row.number,
    revision: row.revision,
    name: row.name,
    makerName: named(ctx, row.makerNameZh, row.makerNameEn) ?? "",
    ours: row.orgId === ctx.org?.id,
    partnerName: named(ctx, row.partnerNameZh, row.partnerNameEn),
    demandId: row.demandId,
    demandNumber: row.demandNumber,
    buyerAccount: row.buyerAccount,
    buyerName: row.buyerName,
    buyerHidden: row.buyerHidden,
    discountKind: row.discountKind,
    status: row.status,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    totalListFen: row.totalListFen.toString(),
    totalFen: row.totalFen.toString(),
    deepestBp: row.deepestBp,
    dueAt: row.status === "review" ? (row.dueAt?.toISOString() ?? null) : null,
    openedCount: row.openedCount,
    openQuestions: row.openQuestions,
    createdByName: row.createdByName,
    personName: row.personName,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    productNames: row.productNames.map(([zh, en]) => named(ctx, zh ?? "", en ?? null) ?? ""),
  };
}

/** The states the filter asks for; none = all but former versions. */
function statesAsked({ desk, status, live }: OfferFilter): readonly OfferState[] {
  if (desk) return ["review"];
  if (status) return [status].flat();
  return live ? liveOfferStates : [];
}

/** The filter as the database's functions take it; what is absent does not narrow. */
export function filterFor(ctx: OrgCtx, input: OfferFilter): Record<string, unknown> {
  const states = statesAsked(input);
  const { from, to } = input;
  return {
    status: states.length > 0 ? states : undefined,
    current: states.length > 0 || input.ids ? undefined : true,
    desk: input.desk || undefined,
    made: input.made,
    kind: input.kind,
    product: input.productId,
    partner: input.partnerId,
    seller: input.sellerId,
    person: input.person === "me" && ctx.actor.kind === "person" ? ctx.actor.id : input.person,
    ending: input.ending ? endingDays : undefined,
    from: from && startOfBusinessDay(from as BusinessDay).toISOString(),
    to: to && endOfBusinessDay(to as BusinessDay).toISOString(),
    buyer: input.buyer || undefined,
    q: input.q || undefined,
    ids: input.ids,
  };
}

/** Found by the definer function, which may search text by its index; drawn from the view, where row-level security looks at every row again. */
const pageText = `
  select r.id, r.number, r.revision, r.org_id as "orgId", r.demand_id as "demandId", r.name, r.buyer_account as "buyerAccount", r.buyer_name as "buyerName", r.buyer_hidden as "buyerHidden",
    r.discount_kind as "discountKind", r.status, r.starts_at as "startsAt", r.ends_at as "endsAt", r.total_list_fen as "totalListFen", r.total_fen as "totalFen", r.opened_count as "openedCount",
    r.created_by_name as "createdByName", r.person_name as "personName", r.submitted_at as "submittedAt", r.due_at as "dueAt", r.created_at as "createdAt", r.maker_name_zh as "makerNameZh", r.maker_name_en as "makerNameEn",
    r.partner_name_zh as "partnerNameZh", r.partner_name_en as "partnerNameEn", r.demand_number as "demandNumber", found.deepest_bp as "deepestBp", found.open_questions as "openQuestions",
    found.product_names as "productNames", found.key
  from app.offer_page($1::jsonb, $2::integer, $3::text, $4::uuid) as found join offer_row r on r.id = found.id order by found.place`;

/** The prepared statement lives with its connection: the list is asked for more often than anything else. */
async function pageOf(tx: Tx, ctx: OrgCtx, input: ListInput, size: number): Promise<{ rows: OfferSummary[]; next: string | null }> {
  const [key, id] = input.cursor ? decodeCursor(input.cursor, 2) : [null, null];
  const { rows } = await tx.$client.query<Row & { key: string }>({ name: "offer_page", text: pageText, values: [JSON.stringify(filterFor(ctx, input)), size + 1, key, id] });
  const page = toPage(rows, (row) => [row.key, row.id], size);
  return { rows: page.rows.map((row) => toSummary(ctx, row)), next: page.next };
}

/** The desk's queue is worked off, not paged through. */
const deskSize = 200;

/**
 * A page of the company's offers: newest first, those about to end soonest first, the desk's 200 most urgent first. A
 * former version shows only when superseded ones are asked for.
 */
export async function listOffers(ctx: Ctx, input: ListInput): Promise<OfferList> {
  authorize(ctx, "offer:read");
  return withRead(ctx, async (tx) => ({ ...(await pageOf(tx, ctx, input, input.desk ? deskSize : pageSize)), now: businessNow().toISOString() }));
}

type Counted = { status: OfferState; n: number };

async function counted(tx: Tx, filter: Record<string, unknown>, cap: number): Promise<Counted[]> {
  const { rows } = await tx.execute<Counted>(sql`select status, n::integer as n from app.count_offer(${JSON.stringify({ ...filter, states: stateNames(offerLifecycle) })}::jsonb, ${cap})`);
  return rows.filter(({ n }) => n > 0);
}
const sum = (rows: readonly Counted[]) => rows.reduce((total, { n }) => total + n, 0);

/** How many offers there are, by state; counted no further than anybody reads, so that it costs the same however many there are. */
export async function countOffers(ctx: Ctx, input: OfferFilter): Promise<OfferCounts> {
  authorize(ctx, "offer:read");
  return withRead(ctx, async (tx) => {
    const { status: asked, current: _, desk: __, ...filter } = filterFor(ctx, input);
    const narrowed = Object.values(filter).some((value) => value !== undefined);
    const cap = narrowed ? filteredCap : countCap;
    const rows = await counted(tx, filter, cap);
    const tooMany = narrowed && sum(rows) >= cap;
    const states = statesAsked(input);
    const shown = ({ status }: Counted) => (states.length > 0 ? states.includes(status) : status !== "superseded" || Boolean(input.ids));
    const chosen = tooMany && asked ? await counted(tx, { ...filter, status: asked }, cap) : rows.filter(shown);
    const capped = tooMany ? !asked || sum(chosen) >= cap : !narrowed && chosen.some(({ n }) => n >= cap);
    return { byState: tooMany ? {} : Object.fromEntries(rows.map(({ status, n }) => [status, n])), total: sum(chosen), capped };
  });
}

/** The first thousand offers that the filters find, for a bulk act over all of them. */
export async function matchingOffers(ctx: Ctx, input: OfferFilter): Promise<{ rows: OfferPick[]; capped: boolean }> {
  authorize(ctx, "offer:read");
  const { rows, next } = await withRead(ctx, (tx) => pageOf(tx, ctx, input, bulkCap));
  return { rows: rows.map(({ id, number, name, ours }) => ({ offerId: id, number, name, ours })), capped: next !== null };
}
