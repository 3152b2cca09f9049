import { describe, expect, test } from "vitest";
import { buildEInvoiceXml, type EInvoiceFixture } from "@/testing/fixtures/einvoice";
import { businessDay, period } from "./dates";
import { EINVOICE_MAX_BYTES, parseEInvoiceXml, type EInvoice } from "./einvoice";
import { compareInvoice, invoiceKey, type ExpectedInvoice } from "./einvoice-compare";
import { completeUscc } from "./uscc";

const seller = { name: "北京蓝鲸数据（集团）有限公司", taxId: completeUscc("91110108MA01ABCD2") };
const buyer = { name: "云端商店技术有限公司", taxId: completeUscc("91520900MA6J6CBN9") };

const fixture: EInvoiceFixture = {
  number: "25112000000012345678",
  issueDate: businessDay("2025-04-20"),
  seller,
  buyer,
  lines: [
    { name: "*信息技术服务*软件服务费", gross: 3333n, rateBp: 600 },
    { name: "*信息技术服务*软件服务费", gross: 3333n, rateBp: 600 },
    { name: "*信息技术服务*运维 & 支持 <年>", gross: 3334n, rateBp: 600 },
  ],
  remark: "申付单号 PR202503-0001；对账期次 202503",
};

const expected: ExpectedInvoice = {
  seller,
  buyer,
  total: 10_000n,
  net: 9434n,
  tax: 566n,
  rateBp: 600,
  requisitionNo: "PR202503-0001",
  period: period("202503"),
  noticeDay: businessDay("2025-04-18"),
  today: businessDay("2025-04-21"),
};

function read(fields: EInvoiceFixture): EInvoice {
  const parsed = parseEInvoiceXml(buildEInvoiceXml(fields));
  if (!parsed.ok) throw new Error(`${parsed.code} ${parsed.field ?? ""}`);
  return parsed.invoice;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const xml = new TextDecoder().decode(buildEInvoiceXml(fixture));

const withRemark = (text: string) =>
  parseEInvoiceXml(bytes(xml.replace(/<Remark>[^<]*/, `<Remark>${text}`)));

describe("reading", () => {
  test("every field of a digital invoice", () => {
    const invoice = read(fixture);
    expect(invoice).toMatchObject({
      number: "25112000000012345678",
      kind: "special",
      issueDate: "2025-04-20",
      buyer,
      seller,
      net: 9433n,
      tax: 567n,
      total: 10_000n,
    });
    expect(invoice).toMatchObject({ totalInWords: "壹佰圆整", remark: fixture.remark });
    expect(invoice.lines).toHaveLength(3);
    expect(invoice.lines[2]).toEqual({
      name: "*信息技术服务*运维 & 支持 <年>",
      quantity: "1",
      unitPrice: "31.45",
      net: 3145n,
      tax: 189n,
      rateBp: 600,
      rateText: "0.060000",
    });
  });

  test("one line, a byte order mark, a percentage, a tax-free line", () => {
    const one = new TextDecoder().decode(
      buildEInvoiceXml({ ...fixture, lines: fixture.lines.slice(0, 1) }),
    );
    const parsed = parseEInvoiceXml(bytes(`\uFEFF${one.replace("0.060000", "6%")}`));
    expect(parsed).toMatchObject({ ok: true, invoice: { lines: [{ rateBp: 600 }] } });
    expect(parseEInvoiceXml(bytes(one.replace("0.060000", "免税")))).toMatchObject({
      ok: true,
      invoice: { lines: [{ rateBp: null, rateText: "免税" }] },
    });
  });

  test("character references are decoded once, and nothing else is", () => {
    expect(withRemark("&#x4E91;&amp;lt;&#33;")).toMatchObject({
      ok: true,
      invoice: { remark: "云&lt;!" },
    });
    for (const bad of ["&file;", "&#0;", "&#xD800;", "a & b"])
      expect(withRemark(bad).ok).toBe(false);
  });

  test.each<[string, Uint8Array, string]>([
    [
      "a document type",
      bytes(
        xml.replace(
          "<EInvoice>",
          '<!DOCTYPE e [<!ENTITY f SYSTEM "file:///etc/passwd">]><EInvoice>',
        ),
      ),
      "doctype",
    ],
    ["no UTF-8", Uint8Array.of(0x3c, 0xff, 0xfe, 0x3e), "encoding"],
    ["a declared other encoding", bytes(xml.replace("UTF-8", "UTF-7")), "encoding"],
    ["a cut file", bytes(xml.slice(0, xml.length / 2)), "malformed"],
    ["endless nesting", bytes("<a>".repeat(5000) + "</a>".repeat(5000)), "malformed"],
    ["other XML", bytes("<userInfo><name>John</name></userInfo>"), "not_an_invoice"],
    ["an invoice's shell", bytes("<EInvoice>hello</EInvoice>"), "not_an_invoice"],
    ["no XML", bytes("%PDF-1.7"), "not_an_invoice"],
    ["nothing", bytes(""), "not_an_invoice"],
    [
      "the older dialect",
      bytes('<eInvoice xmlns:fp="x"><fp:InvoiceNo>1</fp:InvoiceNo></eInvoice>'),
      "older_dialect",
    ],
    ["too much", new Uint8Array(EINVOICE_MAX_BYTES + 1), "too_large"],
    ["no amount", bytes(xml.replace(/<TotalTaxAm>[^<]*/, "<TotalTaxAm>")), "bad_field"],
    ["a third decimal", bytes(xml.replace(/<TotalTaxAm>[^<]*/, "<TotalTaxAm>5.671")), "bad_field"],
    ["no day", bytes(xml.replace(/<IssueTime>[^<]*/, "<IssueTime>2025-02-30")), "bad_field"],
    ["two numbers", bytes(xml.replace(/<EIid>[^<]*/, "<EIid>25112000000012345679")), "bad_field"],
    [
      "no lines",
      bytes(xml.replace(/<IssuItemInformation>.*<\/IssuItemInformation>/, "")),
      "bad_field",
    ],
  ])("%s is refused", (_name, file, code) => {
    expect(parseEInvoiceXml(file)).toMatchObject({ ok: false, code });
  });
});

const differences = (fields: Partial<EInvoiceFixture>, wanted: Partial<ExpectedInvoice> = {}) =>
  compareInvoice(read({ ...fixture, ...fields }), { ...expected, ...wanted });

const codes = (fields: Partial<EInvoiceFixture>, wanted: Partial<ExpectedInvoice> = {}) =>
  differences(fields, wanted).map((each) => each.code);

describe("comparing with the requisition", () => {
  test("line rounding may move a fen between net and tax", () => {
    expect(differences({})).toEqual([]);
  });

  test("brackets and spaces in names do not matter, nor how the period is written", () => {
    expect(
      codes({
        seller: { ...seller, name: "北京蓝鲸数据(集团) 有限公司" },
        remark: "PR202503-0001 2025年3月",
      }),
    ).toEqual([]);
    expect(codes({ remark: "期次：2025-03，申付单：ｐｒ202503-0001" })).toEqual([]);
  });

  test("the total is compared to the fen", () => {
    expect(differences({}, { total: 10_001n })).toEqual([
      { field: "total", code: "TOTAL", severity: "refuse", expected: "100.01", found: "100.00" },
    ]);
  });

  test.each<[Partial<EInvoiceFixture>, Partial<ExpectedInvoice>, string[]]>([
    [{ kind: "ordinary" }, {}, ["KIND_NOT_SPECIAL"]],
    [{ kind: "other" }, {}, ["KIND_NOT_SPECIAL"]],
    [{ number: "12345678" }, {}, ["NUMBER_FORMAT"]],
    [{}, { today: businessDay("2025-04-19") }, ["ISSUED_IN_FUTURE"]],
    [{}, { noticeDay: businessDay("2025-04-21") }, ["ISSUED_BEFORE_NOTICE"]],
    [{}, { today: businessDay("2031-04-21") }, ["ISSUED_TOO_LONG_AGO"]],
    [{ seller: { ...seller, taxId: buyer.taxId } }, {}, ["SELLER_TAX_ID"]],
    [{ buyer: { ...buyer, name: "云端商店" } }, {}, ["BUYER_NAME"]],
    [{}, { net: 9600n, tax: 400n }, ["NET", "TAX"]],
    [{}, { rateBp: 1300 }, ["RATE"]],
    [
      {
        lines: [
          { name: "a", gross: 5000n, rateBp: 600 },
          { name: "b", gross: 5000n, rateBp: 1300 },
        ],
      },
      { net: 9142n, tax: 858n },
      ["SEVERAL_RATES"],
    ],
    [{ totals: { words: "壹佰圆零壹分" } }, {}, ["WORDS"]],
    [{ totals: { words: "one hundred" } }, {}, ["WORDS_UNREADABLE"]],
    [{ totals: { net: 9432n } }, { total: 9999n }, ["LINES_NET"]],
    [{ remark: "PR202503-00012 202503" }, {}, ["REMARK_REQUISITION"]],
    [{ remark: "PR202503-0001" }, {}, ["REMARK_PERIOD"]],
    [{ remark: "" }, {}, ["REMARK_REQUISITION", "REMARK_PERIOD"]],
  ])("case %# is reported", (fields, wanted, found) => {
    expect(codes(fields, wanted)).toEqual(found);
  });

  test("a failing check character only warns when the id is the certified one", () => {
    const odd = {
      ...seller,
      taxId: `${seller.taxId.slice(0, 17)}${seller.taxId.endsWith("0") ? "1" : "0"}`,
    };
    expect(differences({ seller: odd }, { seller: odd })).toMatchObject([
      { field: "seller.taxId", code: "TAX_ID_CHECK_CHARACTER", severity: "warn" },
    ]);
  });

  test("one invoice in two files has one key", () => {
    expect(invoiceKey(read(fixture))).toBe(
      invoiceKey(
        read({
          ...fixture,
          remark: "again",
          seller: { ...seller, taxId: seller.taxId.toLowerCase() },
        }),
      ),
    );
  });
});
