import { describe, expect, it } from "vitest";
import { breachesOf, listPrice, payableAt, rateOf } from "./offer-price";

describe("listPrice", () => {
  it.each([
    ["12000.000000", 3, 2, 7_200_000n],
    ["0.005", 1, 1, 1n],
    ["0.004999", 1, 1, 0n],
    ["0.333333", 3, 1, 100n],
    ["19999999999999.999999", 1, 1, 2_000_000_000_000_000n],
  ])("%s yuan × %i × %i = %s fen", (unitPrice, quantity, periodNumber, fen) => expect(listPrice({ unitPrice, quantity, periodNumber })).toBe(fen));

  it("refuses what is no price", () => expect(() => listPrice({ unitPrice: "a", quantity: 1, periodNumber: 1 })).toThrow(RangeError));
});

describe("payableAt and rateOf", () => {
  it("round halves away from zero", () => {
    expect(payableAt(1_200_001n, 8500)).toBe(1_020_001n);
    expect(payableAt(30n, 8500)).toBe(26n);
    expect(payableAt(-30n, 8500)).toBe(-26n);
    expect(rateOf(1_200_000n, 1_020_000n)).toBe(8500);
    expect(rateOf(0n, 0n)).toBe(10_000);
  });
});

describe("breachesOf", () => {
  it("names the line and how far beyond the floor it is; the floor itself is allowed", () => {
    expect(breachesOf([{ rateBp: 8000, floorRateBp: 8000 }, { rateBp: 7600, floorRateBp: 8000 }])).toEqual([{ line: 1, code: "BELOW_FLOOR", values: { rate: "7600", floor: "8000", beyond: "400" } }]);
  });
});
