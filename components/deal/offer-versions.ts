import { liveOfferStates, type OfferState } from "@/lib/states/offer";
import type { DealMoment } from "@/server/modules/demand/contract-deal";

type Moment = Pick<DealMoment, "noun" | "nounId" | "act" | "detail">;

/** How many offers (or orders) these moments tell of; the versions of one offer are one. */
export function thingsIn(moments: readonly Moment[]): number {
  const replaced = new Set(moments.filter(({ act }) => act === "supersede").map(({ nounId }) => nounId));
  return new Set(moments.filter(({ noun, nounId }) => noun !== "demand" && !replaced.has(nounId)).map(({ nounId }) => nounId)).size;
}

/** The version that stands now and its state, for the moments of an offer that is not over; null otherwise. */
export function standingVersion(moments: readonly Moment[]): { revision: number; status: OfferState } | null {
  const submitted = moments.filter(({ noun, act }) => noun === "offer" && act === "submit").at(-1);
  const status = (liveOfferStates as readonly OfferState[]).find((state) => state === submitted?.detail["status"]);
  return status ? { revision: Number(submitted?.detail["revision"] ?? 1), status } : null;
}
