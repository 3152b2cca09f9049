import { businessDay, endOfBusinessDay, startOfBusinessDay, toBusinessDay } from "@/lib/dates";
import type { Permission } from "@/lib/permissions";
import { allows } from "@/lib/states/lifecycle";
import { type discountKinds, offerLifecycle, type OfferState, type OfferVerb } from "@/lib/states/offer";
import type { OrgKind } from "@/lib/states/org";
import { conflict } from "@/server/kernel/errors";
import { type OfferActs, offerActs } from "./contract";

const longest = 366 * 86_400_000;

export type Validity = { readonly startsAt: Date; readonly endsAt: Date };

/** The instants of a validity given in days: from now when it begins today, to the end of its last day. Or what is wrong with it. */
export function validityOf(startsOn: string, endsOn: string, now: Date): Validity | Record<string, string> {
  const today = toBusinessDay(now);
  if (startsOn < today) return { startsOn: "errors.field.past" };
  if (endsOn < startsOn) return { endsOn: "offer.errors.field.endsBeforeStart" };
  const startsAt = startsOn === today ? now : startOfBusinessDay(businessDay(startsOn));
  const endsAt = endOfBusinessDay(businessDay(endsOn));
  if (endsAt.getTime() - startsAt.getTime() > longest) return { endsOn: "offer.errors.field.tooLong" };
  return { startsAt, endsAt };
}

export const isValidity = (answer: Validity | Record<string, string>): answer is Validity => answer["startsAt"] instanceof Date;

/** Where an offer goes that needs no (more) approval. */
export function inForceAs(startsAt: Date, now: Date): "effective" | "scheduled" {
  return startsAt <= now ? "effective" : "scheduled";
}

/** Within its maker's authority an offer is granted by the partner's and seller's own right, beyond it by the marketplace's. */
export function discountKindOf(breaches: readonly unknown[]): (typeof discountKinds)[number] {
  return breaches.length === 0 ? "partner_granted" : "business_authorised";
}

/**
 * The partner's share on a line of an offer made from its demand: what it asked for the product, or its highest
 * ask for a product the seller chose instead; never above that product's maximum. Basis points.
 */
export function shareFromDemand(shares: ReadonlyMap<string, number>, productId: string, maxShareBp: number): number {
  const asked = shares.get(productId);
  return asked ?? Math.min(Math.max(0, ...shares.values()), maxShareBp);
}

/** The version that stood on the buyer's page, when it still is the one that stands; else the buyer must look again. */
export function asOnPage<Version extends { readonly revision: number }>(row: Version, seen: { readonly revision: number }): Version {
  if (row.revision !== seen.revision) throw conflict("offer.errors.changedForBuyer");
  return row;
}

type OfferFacts = {
  readonly status: OfferState;
  readonly orgId: string;
  readonly sellerOrgId: string;
  readonly demandId: string | null;
  readonly createdBy: string | null;
  readonly counterBy: string | null;
};
type Viewer = {
  readonly kind: OrgKind;
  readonly orgId: string;
  readonly personId: string | null;
  readonly permissions: ReadonlySet<Permission>;
  /** Whether one of the viewer's roles may approve as deep as this offer goes. */
  readonly deepEnough: boolean;
};
type Act = keyof OfferActs;

const deskActs: readonly Act[] = ["approve", "refuse", "counter"];
const makerActs: readonly Act[] = ["acceptCounter", "amend", "withdraw", "handOver", "answer"];
const lifecycleVerbs = { approve: "approve", refuse: "refuse", counter: "counter", acceptCounter: "accept_counter", amend: "supersede", withdraw: "withdraw", revoke: "revoke" } as const satisfies Partial<Record<Act, OfferVerb>>;

/** Whether the act belongs to the viewer's company at all. */
function isOnSide(act: Act, offer: OfferFacts, viewer: Viewer): boolean {
  const operator = viewer.kind === "operator";
  if (deskActs.includes(act)) return operator;
  if (makerActs.includes(act)) return viewer.orgId === offer.orgId;
  return operator || viewer.orgId === offer.orgId || (act === "revoke" && viewer.orgId === offer.sellerOrgId);
}

/** An offer goes to a colleague as it stands now; one made from a demand goes with the demand. */
export function reasonToKeep(offer: { readonly status: string; readonly demandId: string | null }): string | null {
  if (offer.demandId !== null) return "withDemand";
  return offer.status === "superseded" ? "state" : null;
}

function neededFor(act: Act, viewer: Viewer): Permission {
  if (act === "handOver") return "offer:hand_over";
  return viewer.kind === "operator" ? "offer:approve" : "offer:make";
}

function reasonAgainst(act: Act, offer: OfferFacts, viewer: Viewer): string | null {
  if (!isOnSide(act, offer, viewer)) return "wing";
  if (!viewer.permissions.has(neededFor(act, viewer))) return "permission";
  if (act === "handOver") return reasonToKeep(offer);
  if (act in lifecycleVerbs && !allows(offerLifecycle, lifecycleVerbs[act as keyof typeof lifecycleVerbs], offer.status)) return "state";
  const own = deskActs.includes(act) ? offer.createdBy : act === "acceptCounter" ? offer.counterBy : null;
  if (own !== null && own === viewer.personId) return "ownOffer";
  return act === "approve" && !viewer.deepEnough ? "tooDeep" : null;
}

/** For every verb a person may press: null, or why it cannot be done now (a key under `offer.blocked`). */
export function actsOf(offer: OfferFacts, viewer: Viewer): OfferActs {
  return Object.fromEntries(offerActs.map((act) => [act, reasonAgainst(act, offer, viewer)])) as OfferActs;
}
