import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRate } from "@/lib/money";
import { rateFromText, textOfRate } from "./rate-text";

describe("a typed rate payable", () => {
  it.each([
    ["85", 8500],
    ["8.5", 8500],
    ["9", 9000],
    ["９折", 9000],
    ["88.8折", 8880],
    ["8.88", 8880],
    ["100", 10_000],
    ["10", 10_000],
    ["10.5", 1050],
    ["0.5", 500],
    ["95%", 9500],
  ])("%s stands for %i basis points", (typed, bp) => expect(rateFromText(typed)).toBe(bp));

  it("is nothing while nothing is typed, and no number for what is no rate", () => {
    expect(rateFromText(" ")).toBeUndefined();
    for (const typed of ["abc", "-5", "8,5", "85.123", "1e2", "１２３４"]) expect(rateFromText(typed)).toBeNaN();
  });

  it("reads back every rate it shows", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000 }), (bp) => rateFromText(textOfRate(bp)) === bp));
    fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), (bp) => rateFromText(formatRate(bp).split(" · ")[0] ?? "") === bp));
  });
});
