import { and, asc, count, desc, eq, getViewSelectedFields, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import { offerRow } from "@/db/views/sales";
import { liveOfferStates, type OfferState } from "@/lib/states/offer";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { after, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { ListInput, OfferList, OfferSummary } from "./contract";

type Row = typeof offerRow.$inferSelect;

export const named = (ctx: Ctx, zh: string | null, en: string | null) => (ctx.locale === "en" ? (en ?? zh) || zh : zh);

export function toSummary(ctx: Ctx, row: Row): OfferSummary {
  return {
    id: row.id,
    number: row.number,
    revision: row.revision,
    name: row.name,
    makerName: named(ctx, row.makerNameZh, row.makerNameEn) ?? "",
    partnerName: named(ctx, row.partnerNameZh, row.partnerNameEn),
    demandId: row.demandId,
    demandNumber: row.demandNumber,
    buyerAccount: row.buyerAccount,
    buyerName: row.buyerName,
    discountKind: row.discountKind,
    status: row.status,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    totalListFen: row.totalListFen?.toString() ?? "0",
    totalFen: row.totalFen?.toString() ?? "0",
    deepestBp: row.deepestBp,
    dueAt: row.status === "review" ? (row.dueAt?.toISOString() ?? null) : null,
    openedCount: row.openedCount,
    openQuestions: row.openQuestions,
    createdByName: row.createdByName,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

function matching(ctx: OrgCtx, input: ListInput): SQL | undefined {
  const { id, kind } = ctx.org;
  return and(
    kind === "operator" ? undefined : or(eq(offerRow.orgId, id), eq(kind === "seller" ? offerRow.sellerOrgId : offerRow.partnerOrgId, id)),
    ne(offerRow.status, "draft"),
    input.desk ? eq(offerRow.status, "review") : undefined,
    input.live ? inArray(offerRow.status, liveOfferStates) : undefined,
    input.q ? sql`${offerRow.id} in (select app.find_offer(${input.q}, 2000))` : undefined,
  );
}

const order = [
  { column: offerRow.createdAt, cast: "timestamptz" },
  { column: offerRow.id, cast: "uuid" },
] as const;

/** What waits for a decision, by the clock; the queue is worked off, not paged through. */
async function deskOf(ctx: Ctx, tx: Tx, filter: SQL | undefined): Promise<OfferList> {
  const rows = await tx.select().from(offerRow).where(filter).orderBy(asc(sql`coalesce(${offerRow.dueAt}, ${offerRow.createdAt})`), asc(offerRow.id)).limit(200);
  return { rows: rows.map((row) => toSummary(ctx, row)), next: null, counts: { review: rows.length }, now: businessNow().toISOString() };
}

/**
 * A page of the company's offers, newest first (the desk's: the most urgent 200), with the count of every state under the
 * same filters. A former version shows only when superseded ones are asked for.
 */
export async function listOffers(ctx: Ctx, input: ListInput): Promise<OfferList> {
  authorize(ctx, "offer:read");
  return withRead(ctx, async (tx) => {
    const filter = matching(ctx, input);
    if (input.desk) return deskOf(ctx, tx, filter);
    const rows = await tx
      .select({ ...getViewSelectedFields(offerRow), at: sql<string>`${offerRow.createdAt}::text` })
      .from(offerRow)
      .where(and(filter, input.status ? eq(offerRow.status, input.status) : ne(offerRow.status, "superseded"), after(input.cursor, order)))
      .orderBy(desc(offerRow.createdAt), desc(offerRow.id))
      .limit(pageSize + 1);
    const counted = await tx.select({ status: offerRow.status, n: count() }).from(offerRow).where(filter).groupBy(offerRow.status);
    const page = toPage(rows, (row) => [row.at, row.id]);
    const counts = Object.fromEntries(counted.map(({ status, n }) => [status, n])) as Partial<Record<OfferState, number>>;
    return { rows: page.rows.map((row) => toSummary(ctx, row)), next: page.next, counts, now: businessNow().toISOString() };
  });
}
