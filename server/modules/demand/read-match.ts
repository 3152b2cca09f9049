import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { demandCandidate, demandLine, matchChoice, org, product } from "@/db/schema";
import { type Catalogue, type Listing, type Match, type Need, rankListings, readCatalogue } from "@/lib/matching";
import { wordsOf } from "@/lib/matching-words";
import { named } from "@/lib/names";
import { heldStates } from "@/lib/states/demand";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { Candidate, DemandMatches, MatchRecord, PastChoice, RankedProduct } from "./contract-dispatch";
import { type DemandRecord, loadDemand } from "./internal";

/** Words of a text read before: a catalogue's texts seldom change. */
const remembered = new Map<string, readonly string[]>();
function words(text: string): readonly string[] {
  const known = remembered.get(text);
  if (known) return known;
  if (remembered.size > 20_000) remembered.clear();
  const found = wordsOf(text);
  remembered.set(text, found);
  return found;
}

type Past = ReadonlyMap<string, { readonly ended: number; readonly won: number }>;
let past: { readonly readAt: number; readonly of: Promise<Past> } | null = null;
const pastLasts = 5 * 60_000;

async function readPast(tx: Tx): Promise<Past> {
  const { rows } = await tx.execute<{ product_id: string; ended: number; won: number }>(sql`
    select l.product_id, count(*)::int as ended, count(*) filter (where d.status in ('won', 'closed_won_offline'))::int as won
    from demand d join demand_line l on l.demand_id = d.id and l.kind = 'interest' join product p on p.id = l.product_id and p.org_id = d.seller_org_id
    where d.status in ('won', 'closed_won_offline', 'closed_lost', 'rejected', 'lapsed') and d.closed_at > app.now() - interval '180 days'
    group by l.product_id`);
  return new Map(rows.map(({ product_id, ended, won }) => [product_id, { ended, won }]));
}

/** Each product's record of the last 180 days, read anew every five minutes: a day more or less changes no ranking. */
function pastNow(tx: Tx): Promise<Past> {
  if (!past || Date.now() - past.readAt > pastLasts) {
    past = { readAt: Date.now(), of: readPast(tx) };
    past.of.catch(() => (past = null));
  }
  // Whoever waited on another's reading that failed reads for itself.
  return past.of.catch(() => readPast(tx));
}

type Texts = { id: string; org_id: string; name: string; name_en: string; category: string; overview: string; description: string; delivery_mode: string; regions: string[]; from_yuan: string | null; load: number };

/** The co-sell catalogue with each product's record of the last 180 days and its seller's load, as they are now. */
async function catalogueNow(tx: Tx): Promise<Catalogue> {
  const { rows } = await tx.execute<Texts>(sql`
    with open as (
      select seller_org_id, count(*)::int as n from demand where status = any(${sql.param([...heldStates])}::text[]) group by seller_org_id
    ), priced as (
      select product_id, min(unit_price)::text as from_yuan from product_spec where on_sale group by product_id
    )
    select p.id, p.org_id, p.name, p.name_en, p.category, p.overview, p.description, p.delivery_mode, p.regions, priced.from_yuan, coalesce(open.n, 0) as load
    from product p left join priced on priced.product_id = p.id left join open on open.seller_org_id = p.org_id
    where p.status = 'on_sale' and p.product_class = 'co_sell'`);
  const records = await pastNow(tx);
  return readCatalogue(rows.map((row) => listingOf(row, records)), words);
}

function listingOf(row: Texts, records: Past): Listing {
  const record = records.get(row.id);
  return {
    productId: row.id,
    sellerOrgId: row.org_id,
    name: `${row.name} ${row.name_en}`,
    category: row.category,
    overview: row.overview,
    description: row.description,
    deliveryMode: row.delivery_mode,
    regions: row.regions,
    fromFen: row.from_yuan === null ? null : BigInt(Math.round(Number(row.from_yuan) * 100)),
    ended: record?.ended ?? 0,
    won: record?.won ?? 0,
    load: row.load,
  };
}

/** What fits each of these demands, best first. */
export async function rankFor(tx: Tx, demands: readonly DemandRecord[], most = 10): Promise<Map<string, Match[]>> {
  const catalogue = await catalogueNow(tx);
  const lines = await tx.select({ demandId: demandLine.demandId, productId: demandLine.productId }).from(demandLine).where(and(inArray(demandLine.demandId, demands.map(({ id }) => id)), eq(demandLine.kind, "interest")));
  const needOf = (one: DemandRecord): Need => ({
    text: `${one.name}\n${one.mainAsk}\n${one.description}`,
    deliveryMode: one.deliveryMode,
    region: one.region,
    budgetFen: one.budgetFen,
    askedFor: lines.filter((line) => line.demandId === one.id).map((line) => line.productId),
  });
  return new Map(demands.map((one) => [one.id, rankListings(catalogue, needOf(one), most)]));
}

type Names = ReadonlyMap<string, string>;

async function namesOf(tx: Tx, ctx: Ctx, orgIds: readonly string[], productIds: readonly string[]): Promise<{ sellers: Names; products: Names }> {
  const sellers = orgIds.length ? await tx.select({ id: org.id, zh: org.nameZh, en: org.nameEn }).from(org).where(inArray(org.id, [...new Set(orgIds)])) : [];
  const products = productIds.length ? await tx.select({ id: product.id, zh: product.name, en: product.nameEn }).from(product).where(inArray(product.id, [...new Set(productIds)])) : [];
  const byId = (rows: readonly { id: string; zh: string; en: string }[]): Names => new Map(rows.map(({ id, zh, en }) => [id, named(ctx, zh, en)]));
  return { sellers: byId(sellers), products: byId(products) };
}

async function candidatesOf(tx: Tx, ctx: Ctx, demandId: string): Promise<Candidate[]> {
  const rows = await tx.select({ row: demandCandidate, zh: org.nameZh, en: org.nameEn }).from(demandCandidate).innerJoin(org, eq(org.id, demandCandidate.sellerOrgId)).where(eq(demandCandidate.demandId, demandId)).orderBy(asc(demandCandidate.position));
  return rows.map(({ row, zh, en }) => ({ sellerOrgId: row.sellerOrgId, sellerName: named(ctx, zh, en), position: row.position, state: row.state, assignedAt: row.assignedAt?.toISOString() ?? null, endedAt: row.endedAt?.toISOString() ?? null }));
}

async function choicesOf(tx: Tx, ctx: Ctx, demandId: string, candidates: readonly Candidate[]): Promise<PastChoice[]> {
  const rows = await tx.select().from(matchChoice).where(eq(matchChoice.demandId, demandId)).orderBy(asc(matchChoice.createdAt));
  const ranked = rows.flatMap((row) => row.ranking);
  const names = await namesOf(tx, ctx, [...ranked.map((one) => one.sellerOrgId), ...rows.flatMap((row) => row.chosen)], ranked.map((one) => one.productId));
  const seller = (id: string) => names.sellers.get(id) ?? "–";
  return rows.map((row) => ({
    id: row.id,
    at: row.createdAt.toISOString(),
    byName: row.chosenByName,
    ranking: row.ranking.map(({ sellerOrgId, productId, score, reasons }) => ({ sellerName: seller(sellerOrgId), productName: names.products.get(productId) ?? "–", score, reasons })),
    chosen: row.chosen.map((id) => {
      const place = row.ranking.findIndex((one) => one.sellerOrgId === id);
      // Of a seller asked twice, the later answer belongs to the later choice.
      const asked = candidates.filter((one) => one.sellerOrgId === id && (one.assignedAt ?? "9") >= row.createdAt.toISOString());
      return { sellerName: seller(id), place: place < 0 ? null : place + 1, outcome: asked[0]?.state ?? candidates.find((one) => one.sellerOrgId === id)?.state ?? null };
    }),
  }));
}

/** The products that fit a demand with their reasons, the sellers asked so far, and what earlier choices came to. */
export async function readMatches(ctx: Ctx, demandId: string): Promise<DemandMatches> {
  authorize(ctx, "demand:dispatch");
  return withRead(ctx, async (tx) => {
    const record = await loadDemand(tx, ctx, demandId);
    const matches = (await rankFor(tx, [record])).get(record.id) ?? [];
    const names = await namesOf(tx, ctx, matches.map((one) => one.sellerOrgId), matches.map((one) => one.productId));
    const ranking: RankedProduct[] = matches.map(({ productId, sellerOrgId, score, reasons }) => ({
      productId,
      productName: names.products.get(productId) ?? "–",
      sellerOrgId,
      sellerName: names.sellers.get(sellerOrgId) ?? "–",
      score,
      reasons,
      openDemand: Number(reasons.find(({ reason }) => reason === "load")?.detail ?? 0),
    }));
    const candidates = await candidatesOf(tx, ctx, demandId);
    return { version: record.version, ranking, candidates, choices: await choicesOf(tx, ctx, demandId, candidates) };
  });
}

/** How often the dispatchers took what stood first, or among the first three, in the last 90 days, and how often it was won. */
export async function readMatchRecord(ctx: Ctx): Promise<MatchRecord> {
  authorize(ctx, "demand:dispatch");
  return withRead(ctx, async (tx) => {
    const since = new Date(businessNow().getTime() - 90 * 86_400_000);
    const { rows } = await tx.execute<Omit<MatchRecord, "since">>(sql`
      select count(*)::int as choices, count(*) filter (where place = 1)::int as first, count(*) filter (where place <= 3)::int as "amongThree",
        count(*) filter (where place = 1 and won)::int as "firstWon", count(*) filter (where place is distinct from 1 and won)::int as "otherWon"
      from (
        select (select min(r.place) from jsonb_array_elements(c.ranking) with ordinality as r(one, place) where (r.one ->> 'sellerOrgId')::uuid = c.chosen[1]) as place,
          d.status in ('won', 'closed_won_offline') and d.seller_org_id = c.chosen[1] as won
        from match_choice c join demand d on d.id = c.demand_id where c.created_at >= ${since.toISOString()}::timestamptz
      ) judged`);
    return { since: since.toISOString(), choices: 0, first: 0, amongThree: 0, firstWon: 0, otherWon: 0, ...rows[0] };
  });
}

