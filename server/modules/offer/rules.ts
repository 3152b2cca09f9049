import { businessDay, endOfBusinessDay, startOfBusinessDay, toBusinessDay } from "@/lib/dates";
import type { Permission } from "@/lib/permissions";
import { allows } from "@/lib/states/lifecycle";
import { type discountKinds, offerLifecycle, type OfferState } from "@/lib/states/offer";
import type { OrgKind } from "@/lib/states/org";
import type { OfferActs } from "./contract";

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

type OfferFacts = { readonly status: OfferState; readonly orgId: string; readonly sellerOrgId: string; readonly createdBy: string | null };
type Viewer = { readonly kind: OrgKind; readonly orgId: string; readonly personId: string | null; readonly permissions: ReadonlySet<Permission> };

function reasonAgainst(verb: keyof OfferActs, offer: OfferFacts, viewer: Viewer): string | null {
  const desk = verb === "approve" || verb === "refuse";
  if (desk !== (viewer.kind === "operator") && verb !== "revoke") return "wing";
  if (verb === "withdraw" && viewer.orgId !== offer.orgId) return "wing";
  if (verb === "revoke" && viewer.kind !== "operator" && viewer.orgId !== offer.orgId && viewer.orgId !== offer.sellerOrgId) return "wing";
  if (!viewer.permissions.has(viewer.kind === "operator" ? "offer:approve" : "offer:make")) return "permission";
  if (desk && viewer.personId !== null && viewer.personId === offer.createdBy) return "ownOffer";
  return allows(offerLifecycle, verb, offer.status) ? null : "state";
}

/** For every verb a person may press: null, or why it cannot be done now (a key under `offer.blocked`). */
export function actsOf(offer: OfferFacts, viewer: Viewer): OfferActs {
  const verbs = ["approve", "refuse", "withdraw", "revoke"] as const;
  return Object.fromEntries(verbs.map((verb) => [verb, reasonAgainst(verb, offer, viewer)])) as OfferActs;
}
