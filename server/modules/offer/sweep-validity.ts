import { and, eq, inArray, lte } from "drizzle-orm";
import { offer } from "@/db/schema";
import { liveOfferStates, offerLifecycle } from "@/lib/states/offer";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { AppError } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withRead, withTx } from "@/server/kernel/tx";
import { freeDemand, tellParties } from "./internal";

const batch = 500;

/** Moves one offer by the clock; false when somebody else moved it first. */
async function move(ctx: Ctx, id: string, verb: "start" | "expire"): Promise<boolean> {
  try {
    await withTx(ctx, async (tx) => {
      const where = lte(verb === "start" ? offer.startsAt : offer.endsAt, businessNow());
      const row = await transition(tx, { table: offer, lifecycle: offerLifecycle, verb, id, where });
      if (verb === "expire") await freeDemand(ctx, row);
      audit(ctx, { noun: "offer", nounId: row.id, act: `offer.${verb}`, parties: [row.orgId, row.sellerOrgId, row.partnerOrgId], detail: { number: row.number } });
      await tellParties(tx, ctx, row, verb);
    });
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.kind === "conflict" || error.kind === "not_found")) return false;
    throw error;
  }
}

/** Ends offers whose validity is over and starts those whose time has come. Answers how many moved. */
export async function sweepValidity(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  const { over, due } = await withRead(ctx, async (tx) => {
    const now = businessNow();
    const past = await tx.select({ id: offer.id }).from(offer).where(and(inArray(offer.status, liveOfferStates), lte(offer.endsAt, now))).limit(batch);
    const begun = await tx.select({ id: offer.id }).from(offer).where(and(eq(offer.status, "scheduled"), lte(offer.startsAt, now))).limit(batch);
    return { over: past.map((row) => row.id), due: begun.map((row) => row.id) };
  });
  let moved = 0;
  for (const id of over) if (await move(ctx, id, "expire")) moved += 1;
  for (const id of due.filter((one) => !over.includes(one))) if (await move(ctx, id, "start")) moved += 1;
  return moved;
}
