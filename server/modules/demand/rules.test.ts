import { describe, expect, it } from "vitest";
import { permissionsOf } from "@/lib/permissions";
import { type DemandFacts, isPastDue, mayClose, nextWarning, shareProblems, stoodFor, warningDue } from "./rules";
import { actsOf } from "./rules-acts";

const at = (text: string) => new Date(text);

describe("warningDue", () => {
  const start = at("2026-03-01T00:00:00Z");
  const end = at("2026-03-06T00:00:00Z");
  it.each([
    ["2026-03-03T11:59:59Z", null],
    ["2026-03-03T12:00:00Z", "half"],
    ["2026-03-05T00:00:00Z", "four_fifths"],
    ["2026-03-05T19:59:59Z", "four_fifths"],
    ["2026-03-05T20:00:00Z", "four_hours"],
    ["2026-03-06T00:00:00Z", null],
  ])("at %s is %s", (now, step) => expect(warningDue(start, end, at(now))).toBe(step));

  it("is told ahead, until none is left", () => {
    const moments = [start, at("2026-03-03T12:00:00Z"), at("2026-03-05T00:00:00Z"), at("2026-03-05T20:00:00Z")].map((moment) => nextWarning(start, end, moment)?.toISOString() ?? null);
    expect(moments).toEqual(["2026-03-03T12:00:00.000Z", "2026-03-05T00:00:00.000Z", "2026-03-05T20:00:00.000Z", null]);
  });

  it("orders by the clock when four hours are more than half of the time", () => {
    expect(warningDue(at("2026-03-01T00:00:00Z"), at("2026-03-01T05:00:00Z"), at("2026-03-01T01:00:00Z"))).toBe("four_hours");
  });
});

describe("shareProblems", () => {
  it("names the line whose share is above the maximum, and the product that is gone", () => {
    expect(shareProblems([{ expectedShareBp: 1500, maxShareBp: 1500 }, { expectedShareBp: 1501, maxShareBp: 1500 }, { expectedShareBp: 1, maxShareBp: null }])).toEqual({
      "products.1.expectedShareBp": "demand.errors.field.overMaximum",
      "products.2.productId": "demand.errors.field.notSellable",
    });
  });
});

const facts = (change: Partial<DemandFacts>): DemandFacts => ({
  status: "converting",
  source: "partner",
  submitterOrgId: "p",
  sellerOrgId: "s",
  dueAt: null,
  pausedAt: null,
  pausedUntil: null,
  extendedAt: null,
  closeRequestDueAt: null,
  customerReleased: true,
  ...change,
});

describe("who may close", () => {
  it("keeps a partner's demand from the seller, and gives it the others", () => {
    expect(mayClose(facts({}), { kind: "seller", orgId: "s" }, "lost")).toBe(false);
    expect(mayClose(facts({}), { kind: "partner", orgId: "p" }, "won")).toBe(true);
    expect(mayClose(facts({}), { kind: "partner", orgId: "other" }, "won")).toBe(false);
    expect(mayClose(facts({ source: "operator" }), { kind: "seller", orgId: "s" }, "won")).toBe(true);
    expect(mayClose(facts({}), { kind: "operator", orgId: "o" }, "won")).toBe(false);
    expect(mayClose(facts({}), { kind: "operator", orgId: "o" }, "lost")).toBe(true);
  });
});

describe("actsOf", () => {
  const seller = { kind: "seller" as const, orgId: "s", permissions: permissionsOf("seller", ["sales"]) };
  const now = at("2026-03-01T00:00:00Z");
  it("says for every verb why it cannot be done", () => {
    expect(actsOf(facts({ status: "pending", dueAt: at("2026-03-02T00:00:00Z") }), seller, now)).toMatchObject({ accept: null, reject: null, progress: "state", assign: "wing", close_lost: "partnerCloses" });
    expect(actsOf(facts({ status: "pending", dueAt: now }), seller, now)).toMatchObject({ accept: "due", reject: "due" });
    expect(actsOf(facts({ status: "offered" }), seller, now)).toMatchObject({ edit_solution: "locked", make_offer: "locked", progress: null });
    expect(actsOf(facts({ source: "operator", status: "offered" }), seller, now)).toMatchObject({ close_lost: "locked" });
    expect(actsOf(facts({}), { ...seller, permissions: permissionsOf("seller", ["viewer"]) }, now)).toMatchObject({ progress: "permission", make_offer: "permission" });
  });

  it("knows an open question, an extension and a request to close", () => {
    const partner = { kind: "partner" as const, orgId: "p", permissions: permissionsOf("partner", ["sales"]) };
    const due = at("2026-03-02T00:00:00Z");
    expect(actsOf(facts({ status: "pending", dueAt: due }), seller, now)).toMatchObject({ ask: null, extend: null, answer: "wing", reveal_contact: null });
    expect(actsOf(facts({ status: "pending", dueAt: due, extendedAt: now, pausedAt: now, customerReleased: false }), seller, now)).toMatchObject({ ask: "asked", extend: "extended", reveal_contact: "hidden" });
    expect(actsOf(facts({ pausedAt: now }), partner, now)).toMatchObject({ answer: null, confirm_close: "notRequested", reveal_contact: "own" });
    expect(actsOf(facts({ closeRequestDueAt: due }), partner, now)).toMatchObject({ answer: "notAsked", confirm_close: null, refuse_close: null, hand_over: "permission" });
    expect(actsOf(facts({ closeRequestDueAt: due, status: "offered" }), seller, now)).toMatchObject({ request_close: "requested", ask: "state" });
    expect(actsOf(facts({ source: "operator" }), seller, now)).toMatchObject({ request_close: "closeDirectly", close_won: null });
    expect(actsOf(facts({}), { ...seller, permissions: permissionsOf("seller", ["owner"]) }, now)).toMatchObject({ hand_over: null, request_close: null });
  });
});

describe("a pause", () => {
  const due = at("2026-03-06T00:00:00Z");
  it("moves the deadline by the time it stands, at most by its limit", () => {
    const paused = { pausedAt: at("2026-03-05T00:00:00Z"), pausedUntil: at("2026-03-15T00:00:00Z"), dueAt: due };
    expect(stoodFor(paused, at("2026-03-07T00:00:00Z"))).toBe(2 * 86_400_000);
    expect(isPastDue(paused, at("2026-03-15T23:59:59Z"))).toBe(false);
    expect(isPastDue(paused, at("2026-03-16T00:00:00Z"))).toBe(true);
    expect(isPastDue({ pausedAt: null, pausedUntil: null, dueAt: due }, due)).toBe(true);
    expect(isPastDue({ pausedAt: null, pausedUntil: null, dueAt: null }, due)).toBe(false);
  });
});
