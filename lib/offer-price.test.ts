import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { approversOf, breachesOf, deepestOf, listPrice, payableAt, rateOf } from "./offer-price";

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

const limit = (rateBp: number, scope = "floor", floorUnitPrice: string | null = null) => ({ rateBp, scope, floorUnitPrice });
const asked = (rateBp: number, of = limit(8000)) => ({ rateBp, unitPrice: "12000", limit: of });

describe("breachesOf", () => {
  it("names the line and how far beyond the floor it is; the floor itself is allowed", () => {
    expect(breachesOf([asked(8000), asked(7600)])).toEqual([{ line: 1, code: "BELOW_FLOOR", values: { rate: "7600", floor: "8000", beyond: "400", scope: "floor" } }]);
  });

  it("tells an authority from the product's floor, and a price below the lowest", () => {
    const of = limit(8000, "customer", "10000.5");
    expect(breachesOf([asked(7999, of)]).map(({ code, values }) => [code, values])).toEqual([
      ["BELOW_AUTHORITY", { rate: "7999", floor: "8000", beyond: "1", scope: "customer" }],
      ["BELOW_FLOOR_PRICE", { price: "9598.8", floor: "10000.5", beyond: "401.7", scope: "customer" }],
    ]);
    expect(breachesOf([asked(8334, of)]).map(({ code }) => code)).toEqual([]);
    expect(breachesOf([asked(8333, of)]).map(({ code, values }) => [code, values["beyond"]])).toEqual([["BELOW_FLOOR_PRICE", "0.9"]]);
  });

  it("is empty exactly when every rate and price stays within its limit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), fc.option(fc.integer({ min: 0, max: 12_000 })), (rate, authority, floor) => {
        const found = breachesOf([asked(rate, limit(authority, "all", floor === null ? null : String(floor)))]);
        const within = rate >= authority && (floor === null || 12_000 * rate >= floor * 10_000);
        expect(found.length === 0).toBe(within);
      }),
    );
  });
});

describe("who may approve how deep", () => {
  const depths = [{ role: "admin", downToBp: 4000 }, { role: "lead", downToBp: 7000 }];
  it("goes by the deepest line that breaches", () => {
    const lines = [asked(5000, limit(3000)), asked(7600), asked(7200)];
    expect(deepestOf(lines, breachesOf(lines))).toBe(7200);
    expect(deepestOf([asked(9000)], [])).toBeNull();
    expect([approversOf(depths, 7000), approversOf(depths, 6999), approversOf(depths, 3999)]).toEqual([["lead", "admin"], ["admin"], []]);
  });
});
