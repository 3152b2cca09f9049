import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DealLine, dealAmounts, dealTotals, partnerShare, sellerNet } from "./deal";
import { compare, exact } from "./exact";

const line = (change: Partial<DealLine> = {}): DealLine => ({
  productClass: "co_sell",
  amountFen: 1_000_000n,
  ratioBp: 7000,
  tierBp: 0,
  productTaxBp: 600,
  sellerTaxBp: 600,
  shareBp: 800,
  shareBorneBy: "platform",
  credited: true,
  statement: "a",
  ...change,
});

describe("dealAmounts", () => {
  it.each([
    ["a share the platform bears", {}, { sellerNetFen: 700_000n, partnerFen: 80_000n, platformFen: 220_000n, feeFen: 0n }],
    ["a share the seller bears", { shareBorneBy: "seller" }, { sellerNetFen: 620_000n, partnerFen: 80_000n, platformFen: 300_000n, feeFen: 0n }],
    ["nobody under agreement", { credited: false, shareBorneBy: "seller" }, { sellerNetFen: 700_000n, partnerFen: 0n, platformFen: 300_000n, feeFen: 0n }],
    ["a small-scale seller's levy rate", { sellerTaxBp: 300 }, { sellerNetFen: 680_189n, partnerFen: 80_000n, platformFen: 239_811n, feeFen: 0n }],
    ["an agency sale with its fee and tier", { productClass: "generic", ratioBp: 9500, tierBp: 100, credited: false }, { sellerNetFen: 960_000n, partnerFen: 0n, platformFen: 40_000n, feeFen: 50_000n }],
  ] as const)("%s", (_what, change, expected) => expect(dealAmounts(line(change))).toEqual({ amountFen: 1_000_000n, ...expected }));
});

describe("dealTotals", () => {
  it("rounds once for what is settled together", () => {
    const odd = line({ amountFen: 1n, ratioBp: 5000 });
    expect(dealAmounts(odd).sellerNetFen).toBe(1n);
    expect(dealTotals([odd, odd]).sellerNetFen).toBe(1n);
    expect(dealTotals([odd, { ...odd, statement: "b" }]).sellerNetFen).toBe(2n);
  });

  it("conserves every fen, and a refund undoes a sale exactly", () => {
    const anyLine = fc.record({
      productClass: fc.constantFrom("co_sell", "platform", "generic"),
      amountFen: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      ratioBp: fc.integer({ min: 0, max: 10_000 }),
      tierBp: fc.constantFrom(0, 100, 200),
      productTaxBp: fc.constantFrom(100, 600, 1300),
      sellerTaxBp: fc.constantFrom(100, 300, 600, 1300),
      shareBp: fc.integer({ min: 0, max: 3000 }),
      shareBorneBy: fc.constantFrom("platform" as const, "seller" as const),
      credited: fc.boolean(),
      statement: fc.constantFrom("a", "b"),
    });
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 12 }), (lines) => {
        const totals = dealTotals(lines);
        expect(totals.sellerNetFen + totals.partnerFen + totals.platformFen).toBe(totals.amountFen);
        for (const one of lines) {
          const back = { ...one, amountFen: -one.amountFen };
          for (const part of [sellerNet, partnerShare]) expect(compare(part(back), exact(-part(one).n, part(one).d))).toBe(0);
        }
      }),
    );
  });
});
