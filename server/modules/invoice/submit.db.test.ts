import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { addDays, businessDay } from "@/lib/dates";
import { completeUscc } from "@/lib/uscc";
import type { Ctx } from "@/server/kernel/ctx";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { invoiceFor, makeRequisition, type Paper, submitFor, uploadInvoice, useTemporaryStorage } from "@/testing/factories/invoice";
import { buildEInvoiceXml, type EInvoiceFixture } from "@/testing/fixtures/einvoice";
import { messagesOf, textOf } from "@/server/adapters/messages";
import * as invoices from ".";

const db = testDatabase();
let seller: MadeOrg;
let finance: Ctx;
let paper: Paper;

beforeAll(async () => {
  await useTemporaryStorage();
  seller = await makeOrg("seller");
  finance = await personIn(seller, ["finance"]);
  paper = await makeRequisition(seller, { rows: [{ rateBp: 600, grossFen: 10_000_00n }], periods: ["203001"] });
});

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOfXml = (fields: EInvoiceFixture) => new TextDecoder().decode(buildEInvoiceXml(fields));
const kept = async () => (await db.sql("select 1 from invoice where org_id = $1", [seller.id])).length;

/** Uploads, then both asks and hands in: what the page shows is what the act answers. */
async function both(bytes: Uint8Array, name?: string) {
  const fileId = await uploadInvoice(finance, bytes, name);
  const asked = { requisitionId: paper.requisitionId, fileId };
  const preview = await invoices.previewInvoice(finance, asked);
  const error: unknown = await invoices.submitInvoice(finance, asked).catch((thrown: unknown) => thrown);
  return { preview, error, fileId };
}

const line = { name: "*信息技术服务*服务费", gross: 10_000_00n, rateBp: 600 };
const uscc = completeUscc("91110108MA01ABCD2");
const differing: readonly [code: string, change: (paper: Paper) => Partial<EInvoiceFixture>][] = [
  ["KIND_NOT_SPECIAL", () => ({ kind: "ordinary" })],
  ["NUMBER_FORMAT", () => ({ number: "12345678" })],
  ["ISSUED_IN_FUTURE", ({ today }) => ({ issueDate: addDays(today, 1) })],
  ["ISSUED_BEFORE_NOTICE", ({ today }) => ({ issueDate: addDays(today, -1) })],
  ["ISSUED_TOO_LONG_AGO", ({ today }) => ({ issueDate: businessDay(`${Number(today.slice(0, 4)) - 6}-01-01`) })],
  ["SELLER_TAX_ID", ({ seller: { name } }) => ({ seller: { name, taxId: uscc } })],
  ["SELLER_NAME", ({ seller: { taxId } }) => ({ seller: { name: "别家有限公司", taxId } })],
  ["BUYER_TAX_ID", ({ buyer: { name } }) => ({ buyer: { name, taxId: uscc } })],
  ["BUYER_NAME", ({ buyer: { taxId } }) => ({ buyer: { name: "别家有限公司", taxId } })],
  ["TOTAL", () => ({ lines: [{ ...line, gross: 10_000_01n }] })],
  ["NET", () => ({ lines: [{ ...line, net: 9_432_00n, tax: 568_00n }] })],
  ["RATE", () => ({ lines: [{ ...line, rateBp: 1300 }] })],
  ["SEVERAL_RATES", () => ({ lines: [{ ...line, gross: 5_000_00n }, { ...line, gross: 5_000_00n, rateBp: 1300 }] })],
  ["HEADER_SUM", () => ({ totals: { tax: 1n, total: 10_000_00n } })],
  ["WORDS", () => ({ totals: { words: "玖仟圆整" } })],
  ["REMARK_REQUISITION", ({ periodLabel }) => ({ remark: `对账期次：${periodLabel}` })],
  ["REMARK_PERIOD", ({ number }) => ({ remark: `申付单号：${number}` })],
];

describe("differences", () => {
  it.each(differing)("%s stops the invoice with its sentence, and the file stays", async (code, change) => {
    const { preview, error, fileId } = await both(buildEInvoiceXml(invoiceFor(paper, change(paper))));
    expect(preview.submittable).toBe(false);
    const found = preview.reading?.differences.find((one) => one.code === code);
    expect(found).toMatchObject({ severity: "refuse" });
    expect(error).toMatchObject({ kind: "invalid" });
    const { fieldErrors, key, values } = error as { fieldErrors: Record<string, string>; key: string; values: Record<string, string> };
    expect(fieldErrors).toHaveProperty([found?.field ?? ""]);
    for (const part of ["what", "why", "todo"]) expect(textOf("zh-CN", `${key}.${part}`, values)).toBeTruthy();
    expect(await kept()).toBe(0);
    expect((await invoices.readRequisition(finance, paper.requisitionId)).waiting.map(({ id }) => id)).toContain(fileId);
  });

  it("a warning is kept for whoever examines it", async () => {
    const odd = await makeOrg("seller", { uscc: "91SELLERTAXID00000" });
    const person = await personIn(odd, ["finance"]);
    const own = { ...(await makeRequisition(odd)), seller: { name: odd.nameZh, taxId: "91SELLERTAXID00000" } };
    const made = await submitFor(person, own);
    expect(await db.sql("select warnings from invoice where id = $1", [made.id])).toEqual([{ warnings: ["TAX_ID_CHECK_CHARACTER"] }]);
    expect((await invoices.readInvoice(person, made.id)).reading.fields.find(({ key }) => key === "sellerTaxId")).toMatchObject({ mark: "warn" });
  });

  it("the remark names both ends of merged periods", async () => {
    const merged = await makeRequisition(seller, { periods: ["203101", "203102", "203103"] });
    await expect(submitFor(finance, merged, { remark: `${merged.number} 203101` })).rejects.toMatchObject({ key: "invoice.difference.REMARK_PERIOD", values: { expected: "203101–203103" } });
    const made = await submitFor(finance, merged);
    await invoices.withdrawInvoice(finance, { invoiceId: made.id });
  });

  it("every difference, unreadable file and obstacle has its sentence in both languages", () => {
    for (const locale of ["zh-CN", "en"] as const) {
      const tree = messagesOf(locale)["invoice"] as Record<string, Record<string, Record<string, string>>>;
      for (const [code] of [...differing, ["TAX_ID_CHECK_CHARACTER"], ["TAX"], ["WORDS_UNREADABLE"], ["LINES_NET"], ["LINES_TAX"], ["LINE_TAX"], ["LINE_AMOUNT"], ["INVOICE_TAX"]] as const) expect(tree["difference"]?.[code as string]).toMatchObject({ what: expect.any(String), why: expect.any(String), todo: expect.any(String) });
      for (const code of ["too_large", "encoding", "doctype", "malformed", "not_an_invoice", "older_dialect", "bad_field", "archive", "other_type", "unsafe"]) expect(tree["unreadable"]?.[code]).toMatchObject({ what: expect.any(String) });
    }
  });
});

describe("what is no invoice", () => {
  const valid = () => textOfXml(invoiceFor(paper));
  const hostile: readonly [code: string, bytes: () => Uint8Array][] = [
    ["doctype", () => bytesOf(valid().replace("<EInvoice>", '<!DOCTYPE EInvoice [<!ENTITY x SYSTEM "file:///etc/passwd">]><EInvoice>'))],
    ["doctype", () => bytesOf('<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><lolz>&c;</lolz>')],
    ["encoding", () => bytesOf(valid().replace("UTF-8", "GBK"))],
    ["malformed", () => bytesOf(valid().slice(0, -20))],
    ["bad_field", () => bytesOf(valid().replace(/<IssueTime>[^<]*/, "<IssueTime>31/12/2026"))],
    ["not_an_invoice", () => bytesOf("<?xml version=\"1.0\"?><note><to>you</to></note>")],
    ["older_dialect", () => bytesOf('<?xml version="1.0" encoding="UTF-8"?><eInvoice><InvoiceNo>1</InvoiceNo></eInvoice>')],
    ["archive", () => Uint8Array.from([0x50, 0x4b, 5, 6, ...Array.from({ length: 18 }, () => 0)])],
    ["other_type", () => bytesOf("just a letter")],
  ];

  it.each(hostile)("%s", async (code, bytes) => {
    const { preview, error } = await both(bytes());
    expect(preview).toMatchObject({ unreadable: { code }, reading: null, submittable: false });
    expect(error).toMatchObject({ kind: "invalid", key: `invoice.unreadable.${code}` });
    expect(await kept()).toBe(1);
  });

  it("an empty file and one too large are refused at the door", async () => {
    await expect(uploadInvoice(finance, new Uint8Array())).rejects.toMatchObject({ kind: "invalid" });
    await expect(uploadInvoice(finance, new Uint8Array(5 * 1024 * 1024 + 1))).rejects.toMatchObject({ kind: "invalid" });
  });
});

describe("a requisition that takes none", () => {
  const refused = async (paperNow: Paper, key: string) => {
    await expect(submitFor(finance, paperNow)).rejects.toMatchObject({ kind: "conflict", key: `invoice.errors.${key}` });
    expect(await invoices.readRequisition(finance, paperNow.requisitionId)).toMatchObject({ submitBlocked: key });
  };

  it("before its notice, without need of one, paid, or without certification", async () => {
    await refused(await makeRequisition(seller, { noticed: false }), "beforeNotice");
    await refused(await makeRequisition(seller, { invoiceNeeded: false, productClass: "generic" }), "notNeeded");
    const paid = await makeRequisition(seller);
    await db.sql("update requisition set status = 'paid' where id = $1", [paid.requisitionId]);
    await refused(paid, "complete");
    const open = await makeRequisition(seller);
    await db.sql("update org_certification set state = 'changed' where org_id = $1", [seller.id]);
    await refused(open, "notCertified");
    await db.sql("update org_certification set state = 'certified' where org_id = $1", [seller.id]);
  });
});

const corpus = process.env.CORPUS_DIR ?? "../shared/real-inputs";
describe.skipIf(!existsSync(corpus))("files nobody here wrote", () => {
  const file = (path: string) => Uint8Array.from(readFileSync(`${corpus}/invoices/${path}`));

  it("a real invoice is read; it differs in all that is expected", async () => {
    const { preview, error } = await both(file("xml/10-einvoice-anonymised.xml"));
    expect(preview.unreadable).toBeNull();
    const found = Object.fromEntries((preview.reading?.fields ?? []).map((field) => [field.key, field]));
    expect(found["number"]).toMatchObject({ found: "99990000000000000001", mark: "same" });
    expect(found["total"]).toMatchObject({ found: "113000", mark: "differs" });
    expect(found["sellerName"]).toMatchObject({ found: "测试销售方有限公司", mark: "differs" });
    expect(preview.reading?.lines).toHaveLength(2);
    expect(Object.keys((error as { fieldErrors: object }).fieldErrors)).toEqual(expect.arrayContaining(["seller.name", "buyer.taxId", "total", "rate", "remark"]));
  });

  it.each(["xml/02--original_invoice.xml", "xml/03--original_invoice.xml"])("%s is of the older kind", async (path) => {
    expect((await both(file(path))).error).toMatchObject({ key: "invoice.unreadable.older_dialect" });
  });

  it.each(["ofd/02-vat-ordinary-318-testCA.ofd", "ofd/91-not-an-invoice-signed-poems.ofd"])("%s is an archive, not the XML original", async (path) => {
    expect((await both(file(path), "invoice.ofd")).error).toMatchObject({ key: "invoice.unreadable.archive" });
  });
});
