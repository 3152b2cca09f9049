import { eq, lte } from "drizzle-orm";
import { offer, offerLine } from "@/db/schema";
import { offerLifecycle } from "@/lib/states/offer";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { winDemand } from "@/server/modules/demand";
import { freeDemand, loadOffer, type OfferRecord, tellParties } from "./internal";

export type OfferReason = "UNKNOWN_OFFER" | "OTHER_ACCOUNT" | "NOT_EFFECTIVE" | "OUTSIDE_VALIDITY";
export type OfferForOrder = {
  readonly id: string;
  readonly number: string;
  readonly orgId: string;
  readonly sellerOrgId: string;
  readonly partnerOrgId: string | null;
  readonly demandId: string | null;
  readonly discountKind: OfferRecord["discountKind"];
  readonly lines: readonly (typeof offerLine.$inferSelect)[];
};
export type OfferAnswer = { readonly usable: true; readonly offer: OfferForOrder } | { readonly usable: false; readonly reason: OfferReason; readonly offerId: string | null };
type Question = { offerNumber?: string; tokenHash?: string; buyerAccount: string; at: Date };

function reasonAgainst(row: OfferRecord, question: Question): OfferReason | null {
  if (row.buyerAccount !== question.buyerAccount) return "OTHER_ACCOUNT";
  if (row.status !== "effective" && row.status !== "scheduled") return "NOT_EFFECTIVE";
  return question.at < row.startsAt || question.at >= row.endsAt ? "OUTSIDE_VALIDITY" : null;
}

/** Whether an order placed `at` this moment by this account may use the offer it names; read with the platform's sight. */
export async function offerForOrder(tx: Tx, question: Question): Promise<OfferAnswer> {
  const named = question.offerNumber ? eq(offer.number, question.offerNumber) : question.tokenHash ? eq(offer.tokenHash, question.tokenHash) : null;
  const [row] = named ? await tx.select().from(offer).where(named).for("update") : [];
  if (!row) return { usable: false, reason: "UNKNOWN_OFFER", offerId: null };
  const reason = reasonAgainst(row, question);
  if (reason) return { usable: false, reason, offerId: row.id };
  const lines = await tx.select().from(offerLine).where(eq(offerLine.offerId, row.id)).orderBy(offerLine.id);
  const { id, number, orgId, sellerOrgId, partnerOrgId, demandId, discountKind } = row;
  return { usable: true, offer: { id, number, orgId, sellerOrgId, partnerOrgId, demandId, discountKind, lines } };
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
