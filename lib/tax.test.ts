import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  compare,
  exact,
  exactFromDecimal,
  normalise,
  roundHalfAway,
  sum,
  sumByDivisor,
} from "./exact";
import { parseYuan } from "./money";
import { checkInvoiceArithmetic, splitGross, taxOnNet, type TaxedInvoice } from "./tax";

describe("exact fractions", () => {
  test("signs move to the numerator, lowest terms, no zero divisor", () => {
    expect(exact(1n, -2n)).toEqual({ n: -1n, d: 2n });
    expect(normalise(exact(-6n, 4n))).toEqual({ n: -3n, d: 2n });
    expect(normalise(exact(0n, 7n))).toEqual({ n: 0n, d: 1n });
    expect(() => exact(1n, 0n)).toThrow(RangeError);
  });

  test("decimals are read exactly", () => {
    expect(exactFromDecimal("-12.345")).toEqual({ n: -12_345n, d: 1000n });
    expect(exactFromDecimal("0.130000")).toEqual({ n: 130_000n, d: 1_000_000n });
    for (const text of ["", "1,5", "1e3", "½", "1.2.3", "0x1"])
      expect(exactFromDecimal(text)).toBeNull();
  });

  test("thirds of a fen add up to whole fen, once divided", () => {
    const parts = [exact(1n, 3n), exact(1n, 3n), exact(1n, 3n), exact(1n, 2n)];
    expect(sumByDivisor(parts)).toEqual(
      new Map([
        [3n, 3n],
        [2n, 1n],
      ]),
    );
    expect(roundHalfAway(sum(parts))).toBe(2n);
    expect(roundHalfAway(exact(-3n, 2n))).toBe(-2n);
  });

  test("the grouped sum equals the one-by-one sum", () => {
    const part = fc
      .tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 60n }))
      .map(([n, d]) => exact(n, d));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        expect(compare(sum(parts), parts.reduce(add, exact(0n)))).toBe(0);
      }),
    );
  });
});

describe("net and tax from gross", () => {
  test.each([
    ["12345.67", 600, "11646.86", "698.81"],
    ["16981.13", 600, "16019.93", "961.20"],
    ["10000", 1300, "8849.56", "1150.44"],
    ["100", 100, "99.01", "0.99"],
    ["8888.88", 300, "8629.98", "258.90"],
    ["100", 600, "94.34", "5.66"],
    ["-100", 600, "-94.34", "-5.66"],
    ["5", 0, "5", "0"],
  ])("%s at %s bp", (gross, rate, net, tax) => {
    expect(splitGross(parseYuan(gross), rate)).toEqual({
      gross: parseYuan(gross),
      net: parseYuan(net),
      tax: parseYuan(tax),
    });
  });

  test("net and tax always add up to gross, and the net is the nearest fen", () => {
    const cases = fc.tuple(
      fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
      fc.integer({ min: 0, max: 10_000 }),
    );
    fc.assert(
      fc.property(cases, ([gross, rate]) => {
        const split = splitGross(gross, rate);
        expect(split.net + split.tax).toBe(gross);
        const twiceDrift = 2n * (split.net * (10_000n + BigInt(rate)) - gross * 10_000n);
        expect(
          twiceDrift <= 10_000n + BigInt(rate) && twiceDrift >= -(10_000n + BigInt(rate)),
        ).toBe(true);
      }),
    );
  });

  test("tax on net rounds half a fen away from zero", () => {
    expect(taxOnNet(50n, 100)).toBe(1n);
    expect(taxOnNet(1450n, 100)).toBe(15n);
    expect(taxOnNet(-50n, 100)).toBe(-1n);
  });

  test("a rate is whole basis points, not negative", () => {
    expect(() => splitGross(1n, 0.06)).toThrow(RangeError);
    expect(() => splitGross(1n, -600)).toThrow(RangeError);
  });
});

const third = (net: bigint, tax: bigint) => ({ net, tax, rateBp: 600 });

const one = (tax: bigint): TaxedInvoice => ({
  net: 10_000n,
  tax,
  total: 10_000n + tax,
  lines: [third(10_000n, tax)],
});

const many = (count: number): TaxedInvoice => {
  const lines = Array.from({ length: count }, () => third(10_000n, 606n));
  const [net, tax] = [10_000n * BigInt(count), 606n * BigInt(count)];
  return { net, tax, total: net + tax, lines };
};

describe("an invoice's own arithmetic", () => {
  test("rounding per line is as lawful as rounding on the total", () => {
    const perLine: TaxedInvoice = {
      net: 9433n,
      tax: 567n,
      total: 10_000n,
      lines: [third(3144n, 189n), third(3144n, 189n), third(3145n, 189n)],
    };
    expect(checkInvoiceArithmetic(perLine)).toEqual([]);
    expect(
      checkInvoiceArithmetic({
        net: 9434n,
        tax: 566n,
        total: 10_000n,
        lines: [third(9434n, 566n)],
      }),
    ).toEqual([]);
  });

  test("six fen of drift in a line pass, seven do not", () => {
    expect(checkInvoiceArithmetic(one(606n))).toEqual([]);
    expect(checkInvoiceArithmetic(one(594n))).toEqual([]);
    expect(checkInvoiceArithmetic(one(607n))).toEqual([
      { code: "LINE_TAX", line: 1, expected: "6.00", found: "6.07" },
    ]);
  });

  test("small drifts accumulate to 1.27 at most", () => {
    expect(checkInvoiceArithmetic(many(21))).toEqual([]);
    expect(checkInvoiceArithmetic(many(22))).toEqual([
      { code: "INVOICE_TAX", expected: "1.27", found: "1.32" },
    ]);
  });

  test("sums and amounts that do not hold are named", () => {
    const line = { ...third(10_000n, 600n), quantity: "3", unitPrice: "33.3333333333" };
    expect(
      checkInvoiceArithmetic({ net: 10_000n, tax: 600n, total: 10_600n, lines: [line] }),
    ).toEqual([]);
    const codes = checkInvoiceArithmetic({
      net: 10_001n,
      tax: 599n,
      total: 10_601n,
      lines: [{ ...line, unitPrice: "33.30" }],
    });
    expect(codes.map((issue) => issue.code)).toEqual([
      "LINE_AMOUNT",
      "HEADER_SUM",
      "LINES_NET",
      "LINES_TAX",
    ]);
  });
});
