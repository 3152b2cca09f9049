import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { amountInWords, parseAmountInWords } from "./amount-in-words";
import { kindOfNumber, parseCertificate } from "./certificate";
import { addDays, businessDay } from "./dates";
import { parseEInvoiceXml } from "./einvoice";
import { exactFromDecimal } from "./exact";
import { allocate, divideHalfAwayFromZero, parseYuan, tryParseYuan } from "./money";
import { splitGross, taxOnNet } from "./tax";
import { fold, isSafeText } from "./text";
import { checkUscc, isUscc } from "./uscc";
import { isWorkingDay } from "./working-days";

/** Real inputs that nobody here wrote; these tests run where the folder is. */
const corpus = process.env.CORPUS_DIR ?? "../shared/real-inputs";

function json<T>(path: string): T {
  return JSON.parse(readFileSync(`${corpus}/${path}`, "utf8")) as T;
}

const basisPoints = (rate: string): number => Math.round(Number(rate) * 10_000);

const file = (path: string): Uint8Array => readFileSync(`${corpus}/${path}`);

describe.skipIf(!existsSync(corpus))("money against published answers", () => {
  type Money = {
    allocate: { amount: number; ratios: number[]; result: number[] }[];
    allocateTo: { amount: number; n: number; result: number[] }[];
    round: { value: string; mode: string; result: string }[];
  };

  test("splits (a negative total mirrors the positive one here, so those are left out)", () => {
    const vectors = json<Money>("vectors/money-allocate-round.json");
    const cases = vectors.allocate.filter((each) => each.amount >= 0);
    expect(cases.length).toBeGreaterThan(10);
    for (const { amount, ratios, result } of cases) {
      expect(
        allocate(
          BigInt(amount),
          ratios.map((ratio) => BigInt(Math.round(ratio * 100))),
        ),
      ).toEqual(result.map(BigInt));
    }
    for (const { amount, n, result } of vectors.allocateTo) {
      expect(
        allocate(
          BigInt(amount),
          Array.from({ length: n }, () => 1n),
        ),
      ).toEqual(result.map(BigInt));
    }
  });

  test("rounding half away from zero", () => {
    const cases = json<Money>("vectors/money-allocate-round.json").round.filter(
      (each) => each.mode === "ROUND_HALF_UP",
    );
    expect(cases.length).toBeGreaterThan(5);
    for (const { value, result } of cases) {
      const fraction = exactFromDecimal(value);
      expect(fraction && divideHalfAwayFromZero(fraction.n, fraction.d)).toBe(BigInt(result));
    }
  });

  test("tax from gross and from net", () => {
    type Vat = {
      vectors: { taxInclusive: string; rate: string; tax: string; net: string }[];
      exclusiveHalfCent: { net: string; rate: string; tax_halfUp: string }[];
      floatTrapsExclusive: { net: string; rate: string; exactHalfUp: string }[];
    };
    const vat = json<Vat>("vectors/cn-vat.json");
    for (const { taxInclusive, rate, tax, net } of vat.vectors) {
      expect(splitGross(parseYuan(taxInclusive), basisPoints(rate))).toMatchObject({
        net: parseYuan(net),
        tax: parseYuan(tax),
      });
    }
    for (const { net, rate, tax_halfUp: tax } of vat.exclusiveHalfCent) {
      expect(taxOnNet(parseYuan(net), basisPoints(rate))).toBe(parseYuan(tax));
    }
    for (const { net, rate, exactHalfUp: tax } of vat.floatTrapsExclusive) {
      expect(taxOnNet(parseYuan(net), basisPoints(rate))).toBe(parseYuan(tax));
    }
  });

  test("amounts in words, whatever style they are written in", () => {
    const { its } = json<{ its: { name: string; data: [string, string][] }[] }>(
      "vectors/cn-amount-in-words.json",
    );
    for (const [amount, words] of its.flatMap((group) => group.data)) {
      const exponent = /^(-?)(\d+)(?:\.(\d\d?)\d*)?(?:e\+?(-?\d+))?$/i.exec(amount);
      const decimal = exactFromDecimal((exponent?.[4] ? Number(amount) : amount).toString());
      const fen = decimal && (decimal.n * 100n) / decimal.d;
      expect([amount, parseAmountInWords(words)]).toEqual([amount, fen]);
      if (fen !== null && tryParseYuan(amount).ok)
        expect(parseAmountInWords(amountInWords(fen, { prefix: true }))).toBe(fen);
    }
    for (const [amount, words] of its.find((group) => group.name === "整数")?.data.slice(0, 12) ??
      []) {
      expect(amountInWords(BigInt(amount) * 100n, { prefix: true })).toBe(words);
    }
  });
});

describe.skipIf(!existsSync(corpus))("codes and days", () => {
  test("unified social credit codes", () => {
    const vectors = json<{
      valid: string[];
      accept_after_stripping_spaces: string[];
      invalid: { value: string }[];
    }>("vectors/uscc.json");
    for (const code of [...vectors.valid, ...vectors.accept_after_stripping_spaces])
      expect([code, checkUscc(code).ok]).toEqual([code, true]);
    for (const { value } of vectors.invalid) expect([value, isUscc(value)]).toEqual([value, false]);
  });

  test.each([2024, 2025])("every day of %s", (year) => {
    const workdays = new Set(
      json<{ workdays: string[] }>(`holidays/workdays-${year}.json`).workdays,
    );
    for (let day = businessDay(`${year}-01-01`); day.startsWith(`${year}`); day = addDays(day, 1)) {
      expect([day, isWorkingDay(day)]).toEqual([day, workdays.has(day)]);
    }
  });

  test("naughty strings are folded or refused, never thrown over", () => {
    const strings = json<string[]>("naughty-strings.json");
    expect(strings.length).toBeGreaterThan(400);
    for (const text of strings) {
      expect(fold(fold(text))).toBe(fold(text));
      expect(typeof isSafeText(text)).toBe("boolean");
      expect(parseAmountInWords(text)).toBeNull();
      expect(isUscc(text)).toBe(false);
      expect(parseCertificate(text).ok).toBe(false);
      expect(parseEInvoiceXml(new TextEncoder().encode(text)).ok).toBe(false);
    }
  });
});

describe.skipIf(!existsSync(corpus))("documents", () => {
  test("a real fully digital invoice", () => {
    expect(parseEInvoiceXml(file("invoices/xml/10-einvoice-anonymised.xml"))).toMatchObject({
      ok: true,
      invoice: {
        number: "99990000000000000001",
        kind: "special",
        issueDate: "2026-05-19",
        seller: { name: "测试销售方有限公司", taxId: "91SELLERTAXID00000X" },
        buyer: { name: "测试购买方有限公司", taxId: "91BUYERTAXID00000Y" },
        net: 100_000n,
        tax: 13_000n,
        total: 113_000n,
        totalInWords: "壹仟壹佰叁拾圆整",
        lines: [
          {
            name: "*交通运输设备*测试软管甲",
            quantity: "2",
            unitPrice: "500",
            net: 100_000n,
            tax: 13_000n,
            rateBp: 1300,
          },
          { name: "*交通运输设备*无规格测试品", quantity: "0", net: 0n, tax: 0n, rateBp: 1300 },
        ],
        remark: "测试备注内容",
      },
    });
  });

  test("invoices of the older kind are named as such", () => {
    for (const path of ["02--original_invoice.xml", "03--original_invoice.xml"]) {
      expect(parseEInvoiceXml(file(`invoices/xml/${path}`))).toEqual({
        ok: false,
        code: "older_dialect",
      });
    }
  });

  test("documents that reach outside are refused", () => {
    const text = readFileSync(`${corpus}/uploads/xxe-payloads.txt`, "utf8");
    const payloads = text
      .split(/^\*.*$/m)
      .map((part) => part.trim())
      .filter((part) => part.startsWith("<"));
    expect(payloads.length).toBeGreaterThan(10);
    for (const payload of payloads) {
      const parsed = parseEInvoiceXml(new TextEncoder().encode(payload));
      expect(parsed.ok).toBe(false);
      if (/<!DOCTYPE|<!ENTITY/.test(payload))
        expect(parsed).toEqual({ ok: false, code: "doctype" });
    }
  });

  test("numbers of real certificates are told apart", () => {
    type Numbers = {
      realNumbersInPublicText: { 证书号: string; 登记号?: string; 流水号?: string }[];
    };
    for (const each of json<Numbers>("certs/expected.json").realNumbersInPublicText) {
      expect(kindOfNumber(each.证书号)).toBe("certificate");
      if (each.登记号) expect(kindOfNumber(each.登记号)).toBe("registration");
      if (each.流水号) expect(kindOfNumber(each.流水号)).toBe("application");
    }
  });
});
