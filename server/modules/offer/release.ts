import { and, eq, inArray, ne } from "drizzle-orm";
import { demand, offer } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { liveOfferStates, offerLifecycle } from "@/lib/states/offer";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { lockDemand } from "@/server/modules/demand";
import { loadOffer, type OfferRecord, tellParties } from "./internal";

/** Why an offer given back cannot be used again, in the words of `offer.event.release`. */
type Obstacle = "validity" | "demand" | "name";

/** The demand is locked first, as whoever makes an offer from it does, so that the two never wait for each other. */
async function obstacleTo(tx: Tx, row: OfferRecord): Promise<Obstacle | null> {
  const [asked] = row.demandId ? await tx.select().from(demand).where(eq(demand.id, row.demandId)).for("no key update") : [];
  if (row.endsAt <= businessNow()) return "validity";
  const free = !row.demandId || (asked?.sellerOrgId === row.sellerOrgId && (demandLifecycle.verbs.lock.from as readonly string[]).includes(asked.status));
  if (!free) return "demand";
  const [namesake] = await tx.select({ id: offer.id }).from(offer).where(and(eq(offer.orgId, row.orgId), eq(offer.name, row.name), ne(offer.id, row.id), inArray(offer.status, liveOfferStates)));
  return namesake ? "name" : null;
}

/**
 * The order that used the offer was cancelled unpaid: the offer is in force again for the rest of its validity and holds its
 * demand, or, where that is over, its demand went another way or its name is taken, it has expired. Does nothing to an offer
 * that no order uses.
 */
export async function releaseOffer(ctx: Ctx, input: { offerId: string; orderId: string }): Promise<void> {
  requireSystem(ctx);
  await withTx(ctx, async (tx) => {
    const before = await loadOffer(tx, input.offerId);
    if (before.status !== "used") return;
    const obstacle = await obstacleTo(tx, before);
    const row = await transition(tx, { table: offer, lifecycle: offerLifecycle, verb: "release", id: before.id, to: obstacle ? "expired" : "effective" });
    if (!obstacle && row.demandId) await lockDemand(systemCtx("offer", ctx.requestId), row.demandId, row.id);
    const came = obstacle ?? "again";
    audit(ctx, { noun: "offer", nounId: row.id, act: "offer.release", parties: [row.orgId, row.sellerOrgId, row.partnerOrgId], detail: { number: row.number, orderId: input.orderId, outcome: came } });
    await tellParties(tx, ctx, row, obstacle ? "release_over" : "release");
  });
}
