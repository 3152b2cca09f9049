import { describe, expect, it } from "vitest";
import { businessDay } from "@/lib/dates";
import { goodCells, demandHeaders, spoilt } from "@/testing/fixtures/demand-csv";
import { importFields, type ImportField, type Mapping, requiredFields } from "./contract-import";
import { choiceWords, fieldNames } from "./read-import-words";
import { type Checking, checkRow, guessMapping, mappingProblems, readDay, readShare, rowKey } from "./rules-import";

const whole: Mapping = Object.fromEntries(importFields.map((field, at) => [field, at]));
const ids = { a: "019a0000-0000-7000-8000-00000000000a", b: "019a0000-0000-7000-8000-00000000000b" };
const checking: Checking = {
  mapping: whole,
  ...choiceWords(),
  products: new Map([
    ["p-a", { id: ids.a, maxShareBp: 1500 }],
    ["p-b", { id: ids.b, maxShareBp: 800 }],
  ]),
  today: businessDay("2026-11-23"),
};
const row = (change: Partial<Record<ImportField, string>> = {}) => {
  const cells = { ...goodCells(1, "P-A"), ...change };
  return importFields.map((field) => cells[field] ?? "");
};
const errorsOf = (change: Partial<Record<ImportField, string>>) => checkRow(row(change), checking).errors;

describe("columns", () => {
  it("are found by the template's names in either language", () => {
    expect(guessMapping(demandHeaders, fieldNames())).toEqual(whole);
    const english = importFields.map((field) => fieldNames()[field].at(-1) ?? "");
    expect(new Set([...english, ...demandHeaders]).size).toBe(40);
    expect(guessMapping(english, fieldNames())).toEqual(whole);
  });

  it("are found in any order, by usual other names, with marks and both languages in one", () => {
    const headers = ["客户公司", "Notes", "DEMAND NAME*", "商品编码（必填）", " 期望 分成比例(%) ", "交付方式 / Delivery mode", "？"];
    expect(guessMapping(headers, fieldNames())).toEqual({ customerName: 0, description: 1, name: 2, productCode: 3, share: 4, deliveryMode: 5 });
  });

  it("are each given once, an own name before another's", () => {
    expect(guessMapping(["客户", "客户名称"], fieldNames())).toEqual({ customerName: 1 });
    expect(guessMapping(["名字", "电话"], fieldNames())).toEqual({});
  });

  it("are all there, none twice, none beyond the file", () => {
    expect(mappingProblems(whole, 20)).toEqual({});
    expect(mappingProblems({}, 20)).toEqual(Object.fromEntries(requiredFields.map((field) => [field, "errors.field.required"])));
    expect(mappingProblems({ ...whole, region: 0 }, 20)).toEqual({ name: "import.cell.columnTwice", region: "import.cell.columnTwice" });
    expect(mappingProblems(whole, 19)).toEqual({ share3: "errors.field.invalid" });
  });
});

describe("a cell", () => {
  it.each([
    ["2026-12-31", "2026-12-31"],
    ["2026/1/5", "2026-01-05"],
    ["2026.1.5", "2026-01-05"],
    ["２０２６年１月５日", "2026-01-05"],
    ["20260105", "2026-01-05"],
    ["2026-01-05 00:00:00", "2026-01-05"],
    ["2026-02-29", null],
    ["05/01/2026", null],
    ["2026-13-01", null],
    ["soon", null],
  ])("%j is the day %j", (text, day) => expect(readDay(text)).toBe(day));

  it.each([
    ["8", 800],
    ["8.25 %", 825],
    ["８％", 800],
    ["0", 0],
    ["8.255", null],
    ["-1", null],
    ["eight", null],
  ])("%j is the share %j", (text, bp) => expect(readShare(text)).toBe(bp));
});

describe("a row", () => {
  it("becomes the demand of the form", () => {
    const { demand, errors } = checkRow(row({ budget: "¥ 1,234.5", deliveryMode: "professional SERVICE", demandType: "新购", productCode: " p-a ", productCode2: "P-B", share2: "8%" }), checking);
    expect(errors).toEqual({});
    expect(demand).toMatchObject({ budgetFen: "123450", deliveryMode: "service", demandType: "purchase", expectedSigningDate: "2099-06-30", customer: { name: "第a1科技有限公司", account: "hwc-a-1" } });
    expect(demand?.products).toEqual([
      { productId: ids.a, expectedShareBp: 800 },
      { productId: ids.b, expectedShareBp: 800 },
    ]);
  });

  it.each(spoilt)("with a wrong %s says so there alone", (field, value) => {
    const { demand, errors } = checkRow(row({ [field]: value }), checking);
    expect(demand).toBeNull();
    expect(Object.keys(errors)).toEqual([field]);
  });

  it.each<[ImportField, string, { key: string; value?: string }]>([
    ["expectedSigningDate", "2026-11-22", { key: "errors.field.past" }],
    ["expectedSigningDate", "31.12.2026", { key: "import.cell.date" }],
    ["deliveryMode", "by ship", { key: "import.cell.choice", value: "saas, license, image, service, hardware, api, ai_asset, container, data" }],
    ["demandType", "", { key: "errors.field.required" }],
    ["name", "名".repeat(81), { key: "errors.field.tooLong", value: "80" }],
    ["customerName", "\u200B", { key: "errors.field.required" }],
    ["budget", "0", { key: "errors.field.amountNotPositive" }],
    ["budget", "abc", { key: "errors.field.amount" }],
    ["share", "15.01", { key: "import.cell.overMaximum", value: "15.00 %" }],
    ["share", "lots", { key: "errors.field.basisPoints" }],
    ["share", "", { key: "errors.field.required" }],
    ["productCode", "", { key: "errors.field.required" }],
    ["productCode", "P-C", { key: "import.cell.unknownProduct" }],
  ])("%s = %j is refused by its own sentence", (field, value, note) => expect(errorsOf({ [field]: value })).toEqual({ [field]: note }));

  it("needs a product, and none twice", () => {
    expect(errorsOf({ productCode: "", share: "" })).toEqual({ productCode: { key: "errors.field.required" } });
    expect(errorsOf({ productCode2: "P-A", share2: "1" })).toEqual({ productCode2: { key: "import.cell.productTwice" } });
    expect(errorsOf({ productCode2: "P-B", share2: "8.01" })).toEqual({ share2: { key: "import.cell.overMaximum", value: "8.00 %" } });
  });

  it("takes the greatest share there may be", () => expect(errorsOf({ share: "15" })).toEqual({}));

  it("that is short leaves its last cells empty", () => expect(checkRow(row().slice(0, 3), checking).errors).toMatchObject({ mainAsk: { key: "errors.field.required" }, productCode: { key: "errors.field.required" } }));

  it("repeats another whatever its width, case and invisible characters", () => {
    const same = rowKey(row({ salesContactDetails: "＋86 138 0000 0000", deliveryMode: "SAAS\u200B" }), whole);
    expect(same).toBe(rowKey(row({ deliveryMode: "saas" }), whole));
    expect(rowKey(row({ mainAsk: "别的" }), whole)).not.toBe(same);
  });
});
