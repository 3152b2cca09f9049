import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PDFDocument } from "pdf-lib";
import { diskStorage, useStorage } from "@/server/adapters/storage";
import type { Ctx } from "@/server/kernel/ctx";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { buildCertificatePdf } from "@/testing/fixtures/certificate";
import { type FilePurpose, inspectFile, inspectNow, loadCleanFile, openFile, purposeRules, readFileDetail, receiveUpload, textOfFile } from ".";

const db = testDatabase();
let folder: string;
let seller: MadeOrg;
let owner: Ctx;
let stranger: Ctx;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countinghouse-files-"));
  useStorage(diskStorage(folder));
  seller = await makeOrg("seller");
  owner = await personIn(seller);
  stranger = await personIn(await makeOrg("seller"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const upload = (content: string | Uint8Array, purpose: FilePurpose = "invoice", name = "发票.xml", ctx = owner) =>
  receiveUpload(ctx, { purpose, name, declaredType: "application/octet-stream", bytes: typeof content === "string" ? Buffer.from(content) : content });
const decided = async (content: string | Uint8Array, purpose?: FilePurpose) => inspectNow(owner, (await upload(content, purpose)).fileId);

const plainPdf = async () => {
  const document = await PDFDocument.create();
  document.addPage();
  return document.save();
};
const armedPdf = async (arm: (document: PDFDocument) => unknown, objectStreams: boolean) => {
  const document = await PDFDocument.create();
  document.addPage();
  await arm(document);
  return document.save({ useObjectStreams: objectStreams });
};

describe("what is let in", () => {
  test("an XML invoice, a plain PDF, a certificate with its text", async () => {
    expect(await decided('<?xml version="1.0" encoding="UTF-8"?><EInvoice/>')).toMatchObject({ state: "clean", contentType: "application/xml", refusedReason: null });
    expect(await decided(await plainPdf(), "certificate")).toMatchObject({ state: "clean", contentType: "application/pdf" });
    const bytes = await buildCertificatePdf({ certNo: "软著登字第1234567号", softwareName: "灯塔软件", version: "V1.0", owners: ["灯塔公司"], completedOn: "2016年12月01日", firstPublishedOn: "未发表", regNo: "2017SR225587", registeredOn: "2017年06月02日" });
    const { fileId } = await upload(bytes, "certificate", "证书.pdf");
    expect(await textOfFile(await loadCleanFile(owner, fileId, "certificate"))).toContain("2017SR225587");
  });

  test.each([
    ["a page", "<html><script>alert(1)</script></html>", "evidence", "type"],
    ["a picture that acts", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "evidence", "type"],
    ["an entity", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "invoice", "xml_doctype"],
    ["text for an invoice", "hello", "invoice", "type"],
    ["an empty archive", "PK\u0005\u0006" + "\0".repeat(18), "evidence", "zip"],
  ] as const)("not %s", async (_name, content, purpose, reason) => {
    expect(await decided(content, purpose)).toMatchObject({ state: "refused", refusedReason: reason });
  });

  test.each([true, false])("no PDF that acts or carries files (compressed: %s)", async (packed) => {
    expect(await decided(await armedPdf((document) => document.addJavaScript("x", "app.alert(1)"), packed), "certificate")).toMatchObject({ state: "refused", refusedReason: "pdf_javascript" });
    const carrier = await armedPdf((document) => document.attach(Buffer.from("x"), "x.exe"), packed);
    expect(await decided(carrier, "certificate")).toMatchObject({ state: "refused", refusedReason: "pdf_attachment" });
  });

  test("nothing empty, nothing beyond its purpose's size, no foreign purpose", async () => {
    await expect(upload("")).rejects.toThrow("file.errors.empty");
    await expect(upload(Buffer.alloc(purposeRules.invoice.maxBytes + 1))).rejects.toThrow("file.errors.tooLarge");
    await expect(upload("x", "poem" as FilePurpose)).rejects.toThrow();
    await expect(upload("x", "evidence", "a\0b")).rejects.toThrow();
  });
});

describe("who opens it", () => {
  test("nobody while it waits or was refused", async () => {
    const { fileId } = await upload("<EInvoice/>");
    await expect(openFile(owner, fileId)).rejects.toThrow("file.errors.quarantined");
    const refused = await decided("hello");
    await expect(openFile(owner, refused.id)).rejects.toThrow("file.errors.refused");
    await expect(loadCleanFile(owner, refused.id, "invoice")).rejects.toThrow("file.errors.refused");
  });

  test("its own company and the operators whose work it is; each opening is recorded for both", async () => {
    const content = "<EInvoice>名</EInvoice>";
    const { id } = await decided(content);
    expect(Buffer.from((await openFile(owner, id)).bytes).toString()).toBe(content);
    const operators = await makeOrg("operator");
    await openFile(await personIn(operators, ["finance"]), id);
    await expect(openFile(await personIn(operators, ["dispatcher"]), id)).rejects.toThrow("forbidden");
    await expect(openFile(await personIn(seller, ["sales"]), id)).rejects.toThrow("forbidden");
    for (const asked of [openFile, readFileDetail, inspectNow]) await expect(asked(stranger, id)).rejects.toThrow("not_found");
    const acts = await db.sql<{ act: string; parties: string }>("select act, parties::text from audit_entry where noun_id = $1 order by seq", [id]);
    expect(acts.map(({ act }) => act)).toEqual(["file.receive", "file.inspect", "file.open", "file.open"]);
    expect(acts.at(-1)?.parties).toContain(seller.id);
  });

  test("not for another purpose, not by those who may not upload", async () => {
    const { id } = await decided("<EInvoice/>");
    await expect(loadCleanFile(owner, id, "certificate")).rejects.toThrow("file.errors.otherPurpose");
    const viewer = await personIn(seller, ["viewer"]);
    await expect(upload("<a/>", "invoice", "a.xml", viewer)).rejects.toThrow("forbidden");
  });
});

test("fifty inspections decide once; the job after them changes nothing", async () => {
  const { fileId } = await upload("<EInvoice/>");
  await Promise.all(Array.from({ length: 50 }, () => inspectNow(owner, fileId)));
  await inspectFile({ fileId, orgId: seller.id });
  expect(await db.sql("select 1 from audit_entry where noun_id = $1 and act = 'file.inspect'", [fileId])).toHaveLength(1);
});

test("names lose their paths and marks of direction", async () => {
  const { fileId } = await upload("<EInvoice/>", "invoice", "..\\..\\/etc/\u202egnp.xml");
  expect((await readFileDetail(owner, fileId)).name).toBe("gnp.xml");
});
