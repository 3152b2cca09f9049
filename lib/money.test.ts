import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amountInWords, parseAmountInWords, wordsMean } from "./amount-in-words";
import {
  allocate,
  divideHalfAwayFromZero,
  fenToDecimalString,
  formatRate,
  formatRatio,
  formatYuan,
  MAX_FEN,
  parseYuan,
  tryParseYuan,
} from "./money";

const fen = fc.bigInt({ min: -MAX_FEN, max: MAX_FEN });

describe("reading amounts", () => {
  test.each([
    ["12,345.67", 1_234_567n],
    ["¥ 1.5", 150n],
    ["￥１，２３４．５０", 123_450n],
    ["−¥ 0.05", -5n],
    ["¥-3", -300n],
    ["+7", 700n],
    ["CNY 10.000", 1000n],
    [" 0007.10 ", 710n],
    ["0", 0n],
    ["9999999999999.99", MAX_FEN],
  ])("%s", (text, expected) => {
    expect(parseYuan(text)).toBe(expected);
  });

  test.each([
    ["", "empty"],
    ["  ", "empty"],
    ["1.005", "too_precise"],
    ["0.001", "too_precise"],
    ["1,23.00", "not_a_number"],
    ["12,3456", "not_a_number"],
    ["1.", "not_a_number"],
    [".5", "not_a_number"],
    ["1e3", "not_a_number"],
    ["--1", "not_a_number"],
    ["-¥-1", "not_a_number"],
    ["NaN", "not_a_number"],
    ["0x10", "not_a_number"],
    ["$ 1", "not_a_number"],
    ["10000000000000.00", "too_large"],
    ["9".repeat(5000), "too_large"],
  ])("%s is refused as %s", (text, code) => {
    expect(tryParseYuan(text)).toEqual({ ok: false, code });
  });

  test("what is written is read back", () => {
    fc.assert(
      fc.property(fen, (amount) => {
        expect(parseYuan(fenToDecimalString(amount))).toBe(amount);
        expect(parseYuan(formatYuan(amount, "en"))).toBe(amount);
        expect(parseYuan(formatYuan(amount, "zh-CN"))).toBe(amount);
      }),
    );
  });
});

describe("writing amounts", () => {
  test.each([
    [1_234_567n, "¥ 12,345.67"],
    [-5n, "−¥ 0.05"],
    [0n, "¥ 0.00"],
    [100_000_000n, "¥ 1,000,000.00"],
  ])("%s", (amount, text) => {
    expect(formatYuan(amount, "zh-CN")).toBe(text);
    expect(formatYuan(amount, "en")).toBe(text);
  });

  test.each([
    [8500, "85 折 · 15 % off", "85 折 · 优惠 15 %"],
    [9000, "90 折 · 10 % off", "90 折 · 优惠 10 %"],
    [7000, "70 折 · 30 % off", "70 折 · 优惠 30 %"],
    [8850, "88.5 折 · 11.5 % off", "88.5 折 · 优惠 11.5 %"],
    [1001, "10.01 折 · 89.99 % off", "10.01 折 · 优惠 89.99 %"],
    [1000, "1.0 折 · 90 % off", "1.0 折 · 优惠 90 %"],
    [800, "0.8 折 · 92 % off", "0.8 折 · 优惠 92 %"],
    [505, "0.505 折 · 94.95 % off", "0.505 折 · 优惠 94.95 %"],
    [10_000, "list price · 0 % off", "原价 · 优惠 0 %"],
    [0, "free · 100 % off", "免费 · 优惠 100 %"],
  ])("the rate %s both ways", (rate, en, zh) => {
    expect(formatRate(rate, "en")).toBe(en);
    expect(formatRate(rate, "zh-CN")).toBe(zh);
  });

  test("no rate outside 0–10000, no fraction of a basis point", () => {
    expect(() => formatRate(10_001)).toThrow(RangeError);
    expect(() => formatRate(-1)).toThrow(RangeError);
    expect(() => formatRatio(0.5)).toThrow(RangeError);
  });

  test("ratios have two decimals", () => {
    expect(formatRatio(800)).toBe("8.00 %");
    expect(formatRatio(1)).toBe("0.01 %");
    expect(formatRatio(-250)).toBe("−2.50 %");
  });
});

describe("arithmetic", () => {
  test.each([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [5n, -2n, -3n],
    [-5n, -2n, 3n],
    [4n, 3n, 1n],
    [-4n, 3n, -1n],
    [0n, 7n, 0n],
  ])("%s / %s rounds to %s", (n, d, rounded) => {
    expect(divideHalfAwayFromZero(n, d)).toBe(rounded);
  });

  test("division by zero is refused", () => {
    expect(() => divideHalfAwayFromZero(1n, 0n)).toThrow(RangeError);
  });

  test("the parts add up, differ from the exact share by less than a fen, and a refund mirrors the sale", () => {
    const weights = fc
      .array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 8 })
      .filter((all) => all.some((weight) => weight > 0n));
    fc.assert(
      fc.property(fen, weights, (total, all) => {
        const parts = allocate(total, all);
        const sum = all.reduce((left, right) => left + right, 0n);
        expect(parts.reduce((left, right) => left + right, 0n)).toBe(total);
        for (const [index, part] of parts.entries()) {
          const drift = part * sum - total * (all[index] ?? 0n);
          expect(drift < sum && drift > -sum).toBe(true);
        }
        expect(allocate(-total, all)).toEqual(parts.map((part) => -part));
      }),
    );
  });

  test("weights that cannot split anything are refused", () => {
    for (const weights of [[], [0n, 0n], [1n, -1n], [2n, -1n]]) {
      expect(() => allocate(1n, weights)).toThrow("bad_weights");
    }
  });
});

describe("amounts in words", () => {
  test.each([
    [0n, "零元整"],
    [10n, "壹角整"],
    [1n, "壹分"],
    [1001n, "壹拾元零壹分"],
    [101_000n, "壹仟零壹拾元整"],
    [10_000_100_001n, "壹亿零壹仟元零壹分"],
    [100_100_002_100n, "壹拾亿零壹佰万零贰拾壹元整"],
    [1_234_567n, "壹万贰仟叁佰肆拾伍元陆角柒分"],
    [-110n, "负壹元壹角整"],
  ])("%s is %s", (amount, words) => {
    expect(amountInWords(amount)).toBe(words);
  });

  test("the customary variants mean the same", () => {
    for (const text of [
      "壹仟壹佰叁拾圆整",
      "人民币壹仟壹佰叁拾元整",
      "人民币：壹仟壹佰叁拾元正",
      "壹仟壹佰叁拾元",
      "壹仟壹佰叁拾元零角零分",
    ]) {
      expect(wordsMean(text, 113_000n)).toBe(true);
    }
    expect(wordsMean("壹仟壹佰叁拾圆整", 113_001n)).toBe(false);
  });

  test.each([
    "",
    "元整",
    "一百元",
    "壹壹元整",
    "佰仟元",
    "拾万亿元亿",
    "100元整",
    "壹".repeat(500),
  ])("%s is none", (text) => {
    expect(parseAmountInWords(text)).toBeNull();
  });

  test("every amount comes back from its words", () => {
    fc.assert(
      fc.property(
        fen,
        fc.boolean(),
        fc.constantFrom("元" as const, "圆" as const),
        (amount, prefix, yuan) => {
          expect(parseAmountInWords(amountInWords(amount, { prefix, yuan }))).toBe(amount);
        },
      ),
    );
  });
});
