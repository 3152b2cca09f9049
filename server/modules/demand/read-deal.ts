import { asc, eq, inArray, sql } from "drizzle-orm";
import { demand, offer } from "@/db/schema";
import { dealEvent } from "@/db/views/deal";
import type { Permission } from "@/lib/permissions";
import type { BlockReason } from "@/lib/states/settlement";
import { named } from "@/lib/names";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { businessNow, withRead } from "@/server/kernel/tx";
import { directory } from "@/server/modules/org";
import { type Deal, type DealMoment, type DealShare, type DealStageName, dealStages } from "./contract-deal";
import { loadDemand } from "./internal";

/** What a deal is found by: its demand, else one of its offers or orders. */
export type DealKey = { readonly demandId: string } | { readonly offerId: string } | { readonly orderId: string };

const needed: Record<DealStageName, readonly Permission[]> = {
  demand: ["demand:read"],
  progress: ["demand:read"],
  offers: ["offer:read"],
  orders: ["order:read"],
  delivery: ["order:read"],
  refunds: ["order:read"],
  share: ["order:read", "settlement:read"],
};
const most = 1000;

/** Of one instant: a version steps aside before the next is there, and is there before anything is done with it. */
const beforeOthers = sql`case ${dealEvent.act} when 'supersede' then 0 when 'submit' then 1 when 'create' then 1 else 2 end`;

/** The permission one moment asks for: an attribution comes with the order, an amount of money due with settlement. */
const permissionOf = ({ stage, noun }: { stage: DealStageName; noun: string }): Permission =>
  noun === "statement" ? "settlement:read" : (needed[stage][0] as Permission);

/**
 * The deal as one chain, demand to share, oldest moment first within a stage. Found from any of its parts, it is the
 * whole chain as far as the reader's company takes part in it; 404 when that part is not the reader's to see.
 */
export async function readDeal(ctx: Ctx, key: DealKey): Promise<Deal> {
  authorize(ctx, "demandId" in key ? "demand:read" : "offerId" in key ? "offer:read" : "order:read");
  return withRead(ctx, async (tx) => {
    const { part, ids } = await foundBy(tx, ctx, key);
    const rows = await momentsOf(tx, part, ids);
    const names = await directory(tx, rows.flatMap((row) => row.actorOrgId ?? []));
    const nameOf = (id: string | null) => {
      const face = id ? names.get(id) : undefined;
      return face ? named(ctx, face.nameZh, face.nameEn) : null;
    };
    const moments = rows.filter((row) => ctx.permissions.has(permissionOf(row))).map(({ actorOrgId, demandId: _d, offerId: _f, orderId: _o, at, amountFen, ...row }): DealMoment => ({
      ...row, at: at.toISOString(), amountFen: amountFen?.toString() ?? null, orgName: nameOf(actorOrgId),
    }));
    const unseen = await unseenBehind(tx, key, new Set(rows.map(({ noun }) => noun)));
    const stages = dealStages.map((stage) => ({
      stage,
      moments: moments.filter((moment) => moment.stage === stage),
      withheld: needed[stage].some((one) => !ctx.permissions.has(one)),
      elsewhere: unseen.has(stage === "progress" ? "demand" : stage),
    }));
    const shares = ctx.permissions.has("settlement:read") ? await sharesOf(tx, ctx, moments) : [];
    return { stages, shares, now: businessNow().toISOString() };
  });
}

/** Which of an event's columns finds the deal, by which ids. */
type Part = { readonly part: "demandId" | "offerId" | "orderId"; readonly ids: readonly string[] };

/** The moments found by one part. To plan the view takes many times its reading: where the statement is always the same, the plan is kept. */
async function momentsOf(tx: Tx, part: Part["part"], ids: readonly string[]) {
  const [id = "", ...more] = ids;
  const found = tx
    .select()
    .from(dealEvent)
    .where(more.length > 0 ? inArray(dealEvent[part], [...ids]) : eq(dealEvent[part], id))
    .orderBy(asc(dealEvent.at), asc(beforeOthers), asc(dealEvent.key))
    .limit(most);
  return more.length > 0 ? found : found.prepare(`deal_by_${part}`).execute();
}

async function foundBy(tx: Tx, ctx: Ctx, key: DealKey): Promise<Part> {
  if ("demandId" in key) {
    const { id } = await loadDemand(tx, ctx, key.demandId);
    return { part: "demandId", ids: [id] };
  }
  if ("offerId" in key) {
    const [row] = await tx.select({ demandId: offer.demandId }).from(offer).where(eq(offer.id, key.offerId));
    if (!row) throw notFound("offer");
    return (await ofDemand(tx, row.demandId)) ?? (await ofOffer(tx, key.offerId)) ?? { part: "offerId", ids: [key.offerId] };
  }
  return ofOrder(tx, key.orderId);
}

/** Which of the stages before the found part exist without being the reader's to see. */
async function unseenBehind(tx: Tx, key: DealKey, seen: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const unseen = new Set<string>();
  if ("offerId" in key) {
    const [row] = await tx.select({ demandId: offer.demandId }).from(offer).where(eq(offer.id, key.offerId));
    if (row?.demandId && !seen.has("demand")) unseen.add("demand");
  }
  if ("orderId" in key) {
    const { rows } = await tx.execute<{ offer: boolean; demand: boolean }>(sql`select has_offer as offer, has_demand as demand from app.deal_behind(${key.orderId})`);
    if (rows[0]?.demand && !seen.has("demand")) unseen.add("demand");
    if (rows[0]?.offer && !seen.has("offer")) unseen.add("offers");
  }
  return unseen;
}

/** By the demand, where the reader may see it; a company that handed it on keeps its own offers and orders alone. */
async function ofDemand(tx: Tx, demandId: string | null): Promise<Part | null> {
  if (!demandId) return null;
  const [row] = await tx.select({ id: demand.id }).from(demand).where(eq(demand.id, demandId));
  return row ? { part: "demandId", ids: [row.id] } : null;
}

/** By an offer and every version of it, where the reader may see it. */
async function ofOffer(tx: Tx, offerId: string | null): Promise<Part | null> {
  if (!offerId) return null;
  const { rows } = await tx.execute<{ id: string }>(sql`
    with recursive versions as (
      select id, supersedes_id from offer where id = ${offerId}
      union select f.id, f.supersedes_id from offer f join versions v on f.id = v.supersedes_id or f.supersedes_id = v.id)
    select id from versions`);
  return rows.length > 0 ? { part: "offerId", ids: rows.map(({ id }) => id) } : null;
}

async function ofOrder(tx: Tx, orderId: string): Promise<Part> {
  const { rows } = await tx.execute<{ rootId: string; offerId: string | null; demandId: string | null }>(sql`
    select case when o.order_type = 'refund' then coalesce(o.original_order_id, o.id) else o.id end as "rootId", d.offer_id as "offerId", d.demand_id as "demandId"
    from "order" o join deal_order d on d.id = o.id where o.id = ${orderId} limit 1`);
  const [row] = rows;
  if (!row) throw notFound("order");
  // An order may be the reader's, or the whole team's, while a colleague has the demand or made the offer.
  const wider = (await ofDemand(tx, row.demandId)) ?? (await ofOffer(tx, row.offerId));
  if (wider) return wider;
  const refunds = await tx.execute<{ id: string }>(sql`
    select distinct r.order_id as id from order_line l join order_line r on r.original_line_id = l.id and r.order_type = 'refund' where l.order_id = ${row.rootId}`);
  return { part: "orderId", ids: [row.rootId, ...refunds.rows.map(({ id }) => id)] };
}

type OpenRow = { side: "seller" | "partner"; zh: string; en: string; currency: string; fen: string; lines: number; reasons: string };

/** What each beneficiary the reader may see has in statements, was paid, and still waits for. */
async function sharesOf(tx: Tx, ctx: Ctx, moments: readonly DealMoment[]): Promise<DealShare[]> {
  const orderIds = [...new Set(moments.filter(({ noun }) => noun === "order").map(({ nounId }) => nounId))];
  const open = orderIds.length > 0 ? await openOf(tx, orderIds) : [];
  const shares = new Map<string, DealShare>();
  const at = (side: DealShare["side"], orgName: string, currency: string) =>
    shares.get(`${side} ${orgName}`) ?? { side, orgName, currency, settledFen: "0", paidFen: "0", openFen: "0", openLines: 0, blockedBy: [] };
  for (const { noun, side, orgName, currency, act, amountFen } of moments) {
    if (noun !== "statement" || !side || !orgName || !amountFen) continue;
    const before = at(side, orgName, currency);
    const part = act === "paid_out" ? "paidFen" : "settledFen";
    shares.set(`${side} ${orgName}`, { ...before, [part]: (BigInt(before[part]) + BigInt(amountFen)).toString() });
  }
  for (const { side, zh, en, currency, fen, lines, reasons } of open) {
    const orgName = named(ctx, zh, en);
    shares.set(`${side} ${orgName}`, { ...at(side, orgName, currency), openFen: fen, openLines: lines, blockedBy: [...new Set(reasons.split(","))].filter(Boolean) as BlockReason[] });
  }
  return [...shares.values()].toSorted((a, b) => b.side.localeCompare(a.side) || a.orgName.localeCompare(b.orgName));
}

const openShares = `
  select b.side, w.name_zh as zh, w.name_en as en, b.currency, sum(app.nearest_fen(b.numerator, b.divisor))::text as fen, count(*)::integer as lines,
    string_agg(array_to_string(b.blocked_by, ','), ',') as reasons
  from billable b join org w on w.id = b.org_id
  where b.order_id = any($1::uuid[]) and b.settlement_line_id is null and not b.blocked_by && array['TRIAL', 'CANCELLED', 'REFUNDED']
  group by b.side, b.org_id, w.name_zh, w.name_en, b.currency`;

/** Lines that will come into a statement but are in none yet; what was wholly taken back, and trials, never come. */
async function openOf(tx: Tx, orderIds: readonly string[]): Promise<OpenRow[]> {
  const { rows } = await tx.$client.query<OpenRow>({ name: "deal_open_shares", text: openShares, values: [orderIds] });
  return rows;
}
