import { liveOfferStates, type OfferState } from "@/lib/states/offer";
import type { OfferDetail, OfferEvent } from "@/server/modules/offer/contract";

type Standing = Pick<OfferDetail, "number" | "status" | "startsAt"> & { readonly events: readonly Pick<OfferEvent, "act" | "at" | "detail">[] };

/** Acts that put a version in force or let it wait for its start; what its submission came to stands in the detail. */
const granted = (event: Standing["events"][number]) => ["approve", "start"].includes(event.act) || (event.act === "submit" && ["scheduled", "effective"].includes(event.detail["state"] ?? ""));
const ending = new Set<string>(["supersede", "revoke", "decline", "use", "expire"]);

/** Whether this version was ever in force: granted, and not ended before its start. The events may tell of other versions too. */
export function tookEffect({ number, status, startsAt, events }: Standing): boolean {
  if (status === "effective" || status === "used" || status === "declined") return true;
  if ((liveOfferStates as readonly OfferState[]).includes(status)) return false;
  const own = events.filter((event) => event.detail["number"] === number);
  const end = own.find((event) => ending.has(event.act));
  return own.some(granted) && (!end || end.at > startsAt);
}
