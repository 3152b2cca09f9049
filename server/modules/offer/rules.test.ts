import { describe, expect, it } from "vitest";
import { permissionsOf } from "@/lib/permissions";
import { actsOf, discountKindOf, inForceAs, shareFromDemand, validityOf } from "./rules";

const now = new Date("2026-03-02T05:00:00Z");

describe("validityOf", () => {
  it("begins now today, at midnight in Shanghai later, and ends with its last day", () => {
    expect(validityOf("2026-03-02", "2026-03-02", now)).toEqual({ startsAt: now, endsAt: new Date("2026-03-02T16:00:00Z") });
    expect(validityOf("2026-03-05", "2026-03-06", now)).toEqual({ startsAt: new Date("2026-03-04T16:00:00Z"), endsAt: new Date("2026-03-06T16:00:00Z") });
  });

  it("refuses the past, an end before its start, and more than a year", () => {
    expect(validityOf("2026-03-01", "2026-03-06", now)).toEqual({ startsOn: "errors.field.past" });
    expect(validityOf("2026-03-05", "2026-03-04", now)).toEqual({ endsOn: "offer.errors.field.endsBeforeStart" });
    expect(validityOf("2026-03-05", "2027-03-07", now)).toEqual({ endsOn: "offer.errors.field.tooLong" });
  });
});

describe("small decisions", () => {
  it("starts what is due, schedules what is not", () => {
    expect(inForceAs(now, now)).toBe("effective");
    expect(inForceAs(new Date(now.getTime() + 1), now)).toBe("scheduled");
  });

  it("names the kind of discount by its authority", () => {
    expect([discountKindOf([]), discountKindOf([1])]).toEqual(["partner_granted", "business_authorised"]);
  });

  it("keeps the share asked for, and caps it for a product chosen instead", () => {
    const shares = new Map([["a", 800], ["b", 1200]]);
    expect([shareFromDemand(shares, "a", 500), shareFromDemand(shares, "c", 1000), shareFromDemand(shares, "c", 1500), shareFromDemand(new Map(), "c", 1500)]).toEqual([800, 1000, 1200, 0]);
  });
});

describe("actsOf", () => {
  const offer = { status: "review" as const, orgId: "s", sellerOrgId: "s", demandId: null, createdBy: "me", counterBy: null };
  const seller = { kind: "seller" as const, orgId: "s", personId: "me", permissions: permissionsOf("seller", ["sales"]), deepEnough: false };
  const lead = { kind: "operator" as const, orgId: "o", personId: "other", permissions: permissionsOf("operator", ["lead"]), deepEnough: true };
  it("says who may do what, and why not", () => {
    const desk = { approve: "wing", refuse: "wing", counter: "wing" };
    expect(actsOf(offer, seller)).toEqual({ ...desk, acceptCounter: "state", amend: null, withdraw: null, revoke: "state", handOver: "permission", comment: null, answer: null });
    const owner = { ...seller, permissions: permissionsOf("seller", ["owner"]) };
    expect([offer, { ...offer, demandId: "d" }, { ...offer, status: "superseded" as const }].map((one) => actsOf(one, owner).handOver)).toEqual([null, "withDemand", "state"]);
    const maker = { acceptCounter: "wing", amend: "wing", withdraw: "wing", handOver: "wing", answer: "wing" };
    expect(actsOf(offer, lead)).toEqual({ ...maker, approve: null, refuse: null, counter: null, revoke: "state", comment: null });
    expect(actsOf(offer, { ...lead, personId: "me" })).toMatchObject({ approve: "ownOffer", refuse: "ownOffer", counter: "ownOffer" });
    expect(actsOf(offer, { ...lead, deepEnough: false })).toMatchObject({ approve: "tooDeep", refuse: null, counter: null });
    expect(actsOf(offer, { ...lead, permissions: permissionsOf("operator", ["viewer"]) })).toMatchObject({ approve: "permission", comment: "permission" });
    expect(actsOf({ ...offer, status: "effective" }, { ...seller, orgId: "other" })).toMatchObject({ revoke: "wing", withdraw: "wing", comment: "wing" });
  });

  it("lets the maker take up a counter-proposal, but not whoever made it", () => {
    const countered = { ...offer, status: "countered" as const, counterBy: "lead" };
    expect(actsOf(countered, seller)).toMatchObject({ acceptCounter: null, amend: null, withdraw: null });
    expect(actsOf(countered, { ...seller, personId: "lead" })).toMatchObject({ acceptCounter: "ownOffer" });
    expect(actsOf({ ...offer, orgId: "p", status: "effective" }, seller)).toMatchObject({ revoke: null, amend: "wing", comment: "wing" });
  });
});
