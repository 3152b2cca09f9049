import { describe, expect, it } from "vitest";
import { period } from "@/lib/dates";
import { exact, ZERO } from "@/lib/exact";
import { settlementTimetable } from "@/lib/working-days";
import { type Group, monthAfter, periodLabel, postingsOf, totalsOf } from "./rules";

const group = (own: bigint, more: Partial<Group> = {}): Group => ({ taxRateBp: 600, productTaxBp: 600, grossFen: 0n, refundFen: 0n, voucher: ZERO, own: exact(own, 10_000n), other: ZERO, ...more });

describe("totals", () => {
  it("round once per tax rate, halves away from zero, never per line", () => {
    const thirds = [group(3_333n), group(3_333n), group(3_334n)];
    expect(totalsOf(thirds).payableFen).toBe(1n);
    expect(totalsOf([group(5_000n)]).payableFen).toBe(1n);
    expect(totalsOf([group(-5_000n)]).payableFen).toBe(-1n);
    expect(totalsOf([group(5_000n), group(5_000n, { taxRateBp: 1300 })]).rates.map(({ grossFen }) => grossFen)).toEqual([1n, 1n]);
  });

  it("leave the platform what remains of the equation", () => {
    const totals = totalsOf([group(7_000_000n, { grossFen: 1_200n, refundFen: 200n, voucher: exact(1n, 2n), other: exact(800_001n, 10_000n) })]);
    expect(totals).toMatchObject({ voucherFen: 1n, otherShareFen: 80n, payableFen: 700n, platformFen: 219n });
  });

  it("stand in the ledger balanced, for every kind of statement", () => {
    for (const [side, productClass] of [["seller", "generic"], ["seller", "co_sell"], ["partner", "co_sell"]] as const) {
      const groups = [group(7_777_777n, { grossFen: 1_003n, voucher: exact(1n, 3n) }), group(-333n, { grossFen: 7n, refundFen: 901n, productTaxBp: 1300 })];
      const postings = postingsOf({ side, productClass, orgId: "o", groups, totals: totalsOf(groups), serviceTaxBp: 600 });
      expect(postings.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(0n);
    }
  });
});

describe("days", () => {
  it("an invoice is due at the end of the same day next month, or of that month's last", () => {
    expect(monthAfter(new Date("2026-11-14T10:00:00+08:00"))).toEqual(new Date("2026-12-15T00:00:00+08:00"));
    expect(monthAfter(new Date("2026-01-31T10:00:00+08:00"))).toEqual(new Date("2026-03-01T00:00:00+08:00"));
    expect(monthAfter(new Date("2026-12-31T23:59:00+08:00"))).toEqual(new Date("2027-02-01T00:00:00+08:00"));
  });

  it("the close of 202503 is paid by 27 April 2025", () => {
    expect(settlementTimetable(period("202503"))).toMatchObject({ closeOn: "2025-04-03", payBy: "2025-04-27" });
  });

  it("periods paid together are named from first to last", () => {
    expect(periodLabel(["202610"])).toBe("202610");
    expect(periodLabel(["202610", "202608", "202609"])).toBe("202608–202610");
  });
});
