import { eq, lte } from "drizzle-orm";
import { demand, offer, offerLine } from "@/db/schema";
import { offerLifecycle } from "@/lib/states/offer";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { markRefunded, winDemand } from "@/server/modules/demand";
import { followerOf, freeDemand, loadOffer, type OfferRecord, tellParties } from "./internal";

/** Whose deal it is on either side; null where nobody's name stands behind it. */
export type DealPersons = { readonly sellerPersonId: string | null; readonly partnerPersonId: string | null };

export type OfferForOrder = {
  readonly id: string;
  readonly number: string;
  readonly orgId: string;
  readonly sellerOrgId: string;
  readonly partnerOrgId: string | null;
  readonly demandId: string | null;
  readonly discountKind: OfferRecord["discountKind"];
  readonly persons: DealPersons;
  readonly lines: readonly (typeof offerLine.$inferSelect)[];
};
type Question = { offerNumber?: string; tokenHash?: string; buyerAccount: string; at: Date };

const fits = (row: OfferRecord, { buyerAccount, at }: Question) =>
  row.buyerAccount === buyerAccount && (row.status === "effective" || row.status === "scheduled") && at >= row.startsAt && at < row.endsAt;

/**
 * The offer an order names, when this account may use it at the moment the order was placed; else null: unknown,
 * another's, not in force or outside its validity. Needs the platform's sight; the row stays locked to the end of the act.
 */
export async function offerForOrder(tx: Tx, question: Question): Promise<OfferForOrder | null> {
  const named = question.offerNumber ? eq(offer.number, question.offerNumber) : question.tokenHash ? eq(offer.tokenHash, question.tokenHash) : null;
  const [row] = named ? await tx.select().from(offer).where(named).for("update") : [];
  if (!row || !fits(row, question)) return null;
  const lines = await tx.select().from(offerLine).where(eq(offerLine.offerId, row.id)).orderBy(offerLine.id);
  const { id, number, orgId, sellerOrgId, partnerOrgId, demandId, discountKind } = row;
  return { id, number, orgId, sellerOrgId, partnerOrgId, demandId, discountKind, persons: await personsBehind(tx, row), lines };
}

/** Whoever follows the demand behind an offer, else the offer itself, each for their own company. */
async function personsBehind(tx: Tx, row: OfferRecord): Promise<DealPersons> {
  const [asked] = row.demandId ? await tx.select().from(demand).where(eq(demand.id, row.demandId)) : [];
  const maker = (orgId: string | null) => (row.orgId === orgId ? followerOf(row) : null);
  const seller = asked?.sellerOrgId === row.sellerOrgId ? asked.sellerPersonId : null;
  const partner = asked && asked.submitterOrgId === row.partnerOrgId ? asked.submitterPersonId : null;
  return { sellerPersonId: seller ?? maker(row.sellerOrgId), partnerPersonId: partner ?? maker(row.partnerOrgId) };
}

/** Uses an offer up for an order just created; one offer serves one order. Its demand is no longer held by it. */
export async function useOffer(ctx: Ctx, input: { offerId: string; orderId: string }): Promise<void> {
  requireSystem(ctx);
  await withTx(ctx, async (tx) => {
    const before = await loadOffer(tx, input.offerId);
    if (before.status === "scheduled") await transition(tx, { table: offer, lifecycle: offerLifecycle, verb: "start", id: before.id, where: lte(offer.startsAt, businessNow()) });
    const row = await transition(tx, { table: offer, lifecycle: offerLifecycle, verb: "use", id: before.id });
    await freeDemand(ctx, row);
    audit(ctx, { noun: "offer", nounId: row.id, act: "offer.use", parties: [row.orgId, row.sellerOrgId, row.partnerOrgId], detail: { number: row.number, orderId: input.orderId } });
    await tellParties(tx, ctx, row, "use");
  });
}

/** The order that used the offer is paid: its demand is won. Does nothing for an offer without demand. */
export async function offerPaid(ctx: Ctx, input: { offerId: string; orderId: string }): Promise<void> {
  requireSystem(ctx);
  await withTx(ctx, async (tx) => {
    const row = await loadOffer(tx, input.offerId);
    if (row.demandId) await winDemand(systemCtx("offer", ctx.requestId), { demandId: row.demandId, orderId: input.orderId });
  });
}

/** The order that used the offer was refunded in full: the demand it won is flagged. Does nothing for an offer without demand. */
export async function offerRefunded(ctx: Ctx, input: { offerId: string; orderId: string }): Promise<void> {
  requireSystem(ctx);
  await withTx(ctx, async (tx) => {
    const row = await loadOffer(tx, input.offerId);
    if (row.demandId) await markRefunded(systemCtx("offer", ctx.requestId), { demandId: row.demandId, orderId: input.orderId });
  });
}
