import { describe, expect, it } from "vitest";
import { tookEffect } from "./rail-steps";

const number = "O-20261123-00522";
const event = (act: string, at: string, more: Record<string, string> = {}) => ({ act, at: `2026-11-${at}T05:00:00.000Z`, detail: { number, ...more } });
const startsAt = "2026-11-23T05:00:00.000Z";

describe("whether a version was in force", () => {
  it("is no for one that was countered and replaced, whatever became of the next", () => {
    const next = { ...event("submit", "23", { state: "effective" }), detail: { number: `${number}-2`, state: "effective" } };
    expect(tookEffect({ number, status: "superseded", startsAt, events: [next, event("supersede", "23"), event("counter", "23"), event("submit", "22", { state: "review" })] })).toBe(false);
  });

  it("is yes for one in force by rule or by approval until it was replaced or revoked", () => {
    expect(tookEffect({ number, status: "superseded", startsAt, events: [event("supersede", "25"), event("submit", "23", { state: "effective" })] })).toBe(true);
    expect(tookEffect({ number, status: "revoked", startsAt, events: [event("revoke", "25"), event("approve", "23"), event("submit", "22", { state: "review" })] })).toBe(true);
  });

  it("is no for one revoked or replaced before its start", () => {
    expect(tookEffect({ number, status: "revoked", startsAt, events: [event("revoke", "22"), event("submit", "21", { state: "scheduled" })] })).toBe(false);
  });

  it("is no for one whose time ran out on the desk, yes for one that ran out in force", () => {
    expect(tookEffect({ number, status: "expired", startsAt, events: [event("expire", "30"), event("submit", "22", { state: "review" })] })).toBe(false);
    expect(tookEffect({ number, status: "expired", startsAt, events: [event("expire", "30"), event("submit", "23", { state: "effective" })] })).toBe(true);
  });

  it("is no for what was refused or taken back", () => {
    for (const status of ["refused", "withdrawn", "review", "countered", "scheduled"] as const) expect(tookEffect({ number, status, startsAt, events: [event("submit", "22", { state: "review" })] })).toBe(false);
  });
});
