import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/server/kernel/ctx";
import { systemCtx } from "@/server/kernel/ctx";
import { inspectNow, openFile } from "@/server/modules/file";
import { readApplication, saveStep, submitApplication } from "@/server/modules/product";
import { testDatabase } from "@/testing/database";
import { makeLegalEntity, makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { makeApplication, makeSubmittedApplication, registrationNumber, uploadCertificate } from "@/testing/factories/application";
import { useTemporaryStorage } from "@/testing/factories/invoice";
import { certificateDetail, certificateState, claimCertificate, readCertificate, reusesOf } from ".";

const db = testDatabase();
const system = systemCtx("test");
const corpus = process.env.CORPUS_DIR ?? "../shared/real-inputs";
let company: MadeOrg;
let seller: Ctx;
let other: Ctx;
let partner: Ctx;
let reviewer: Ctx;
let auditor: Ctx;
let dispatcher: Ctx;

beforeAll(async () => {
  await useTemporaryStorage();
  const desk = await makeOrg("operator");
  reviewer = await personIn(desk, ["reviewer"]);
  auditor = await personIn(desk, ["auditor"]);
  dispatcher = await personIn(desk, ["dispatcher"]);
  await makeLegalEntity();
  company = await makeOrg("seller");
  seller = await personIn(company);
  other = await personIn(await makeOrg("seller"));
  partner = await personIn(await makeOrg("partner"));
});

const claim = { productName: "任意", companyName: "任意" };
const idOf = (made: { certificateId: string | null }) => made.certificateId as string;
const fileOf = async (certificateId: string) => (await db.sql<{ file_id: string }>("select file_id from certificate where id = $1", [certificateId]))[0]?.file_id as string;
const paperOf = async (applicationId: string) => (await readApplication(seller, { applicationId })).certificate;

describe("reading a certificate", () => {
  test("number, name and owner come from the text and agree with product and company", async () => {
    const made = await makeApplication(seller, company);
    const paper = await paperOf(made.id);
    expect(paper).toMatchObject({ state: "read", claim: { regNo: made.regNo, name: made.name, owner: company.nameZh }, reading: { ok: true, certificate: { regNo: made.regNo, softwareName: made.name, owners: [company.nameZh], version: "V1.0" } } });
    expect(paper?.match).toMatchObject({ name: { kind: "exact" }, owner: { kind: "exact" }, regNo: { kind: "exact" } });
  });

  test("what differs is said field by field, against the product's name as it is now", async () => {
    const made = await makeApplication(seller, company, { paper: { regNo: registrationNumber(), shortName: "小舟" } });
    expect((await paperOf(made.id))?.match).toMatchObject({ name: { kind: "exact" }, regNo: { kind: "differs", claimed: made.regNo } });
    const { draft } = await readApplication(seller, { applicationId: made.id });
    await saveStep(seller, { applicationId: made.id, step: "basics", values: { ...draft.basics, name: "小舟" } });
    expect((await paperOf(made.id))?.match?.name.kind).toBe("short_name");
    await saveStep(seller, { applicationId: made.id, step: "basics", values: { ...draft.basics, name: "小舟 独立部署" } });
    expect(await paperOf(made.id)).toMatchObject({ suffix: "独立部署", match: { name: { kind: "short_name" } } });
    await saveStep(seller, { applicationId: made.id, step: "basics", values: { ...draft.basics, name: "别的东西" } });
    expect((await paperOf(made.id))?.match?.name.kind).toBe("differs");
  });

  test("a corrected number keeps the reading; another file is read anew", async () => {
    const made = await makeApplication(seller, company);
    const fileId = await fileOf(idOf(made));
    await saveStep(seller, { applicationId: made.id, step: "certificate", values: { fileId, regNo: " 2020ｓr0000001 " } });
    expect(await paperOf(made.id)).toMatchObject({ id: idOf(made), state: "read", claim: { regNo: "2020SR0000001" }, match: { regNo: { kind: "differs" } } });
    const fresh = await uploadCertificate(seller, Buffer.from("%PDF-1.4 nothing"));
    await saveStep(seller, { applicationId: made.id, step: "certificate", values: { fileId: fresh, regNo: "" } });
    expect(await paperOf(made.id)).toMatchObject({ state: "reading", file: { id: fresh } });
  });

  test("reading twice at once has one effect", async () => {
    const made = await makeApplication(seller, company, { read: false });
    await Promise.all(Array.from({ length: 50 }, () => readCertificate(system, idOf(made))));
    expect(await db.sql("select 1 from audit_entry where noun_id = $1 and act = 'certificate.read'", [idOf(made)])).toHaveLength(1);
    await expect(readCertificate(reviewer, idOf(made))).rejects.toMatchObject({ key: "systemOnly" });
  });
});

describe("one number, one product", () => {
  test("a number used by another's running application warns the reviewer, not the other seller", async () => {
    const first = await makeSubmittedApplication(seller, company);
    const rival = await makeOrg("seller");
    const rivalPerson = await personIn(rival);
    const second = await makeSubmittedApplication(rivalPerson, rival, { regNo: first.regNo });
    expect(await reusesOf(reviewer, idOf(second))).toMatchObject([{ applicationNumber: first.number, orgId: company.id, live: false }]);
    expect(await reusesOf(rivalPerson, idOf(second))).toEqual([]);
  });
});

describe("nobody else reaches a certificate", () => {
  test("its company and reviewers do, each opening on record; others get 404 or 403", async () => {
    const made = await makeSubmittedApplication(seller, company);
    const certificateId = idOf(made);
    const fileId = await fileOf(certificateId);
    for (const stranger of [other, partner]) {
      await expect(openFile(stranger, fileId)).rejects.toMatchObject({ kind: "not_found" });
      await expect(certificateDetail(stranger, certificateId, claim)).rejects.toMatchObject({ kind: "not_found" });
      await expect(certificateState(stranger, certificateId)).rejects.toMatchObject({ kind: "not_found" });
      await expect(reusesOf(stranger, certificateId)).rejects.toMatchObject({ kind: "not_found" });
    }
    await expect(claimCertificate(other, { fileId, regNo: "" })).rejects.toMatchObject({ kind: "not_found" });
    for (const work of [() => openFile(dispatcher, fileId), () => certificateDetail(dispatcher, certificateId, claim), () => certificateState(dispatcher, certificateId)]) {
      await expect(work()).rejects.toMatchObject({ kind: "forbidden", values: { permission: "review:read" } });
    }
    for (const reader of [seller, reviewer, auditor]) expect((await openFile(reader, fileId)).contentType).toBe("application/pdf");
    const openings = await db.sql<{ actor_name: string; parties: string[] }>("select actor_name, parties from audit_entry where noun_id = $1 and act = 'file.open' order by seq", [fileId]);
    expect(openings.map((row) => row.actor_name)).toEqual([seller, reviewer, auditor].map((ctx) => ctx.actor.name));
    expect(openings.every(({ parties }) => parties.includes(company.id))).toBe(true);
  });

  test("claiming needs the right to publish", async () => {
    const viewer = await personIn(company, ["viewer"]);
    const fileId = await uploadCertificate(seller, Buffer.from("%PDF-1.4 nothing"));
    await expect(claimCertificate(viewer, { fileId, regNo: "" })).rejects.toMatchObject({ kind: "forbidden", values: { permission: "product:publish" } });
  });
});

describe.skipIf(!existsSync(corpus))("real files", () => {
  const bytes = (path: string) => readFileSync(`${corpus}/${path}`);

  test.each(["payload1.pdf", "payload3.pdf", "payload5.pdf", "payload7.pdf"])("%s, a PDF that acts, is refused and blocks the application", async (name) => {
    const made = await makeApplication(seller, company, { bytes: bytes(`uploads/pdf-js/${name}`) });
    const paper = await paperOf(made.id);
    expect(paper).toMatchObject({ state: "refused", file: { state: "refused" } });
    expect(paper?.file.refusedReason).toMatch(/^pdf_/);
    await expect(submitApplication(seller, { applicationId: made.id })).rejects.toMatchObject({ fieldErrors: { "certificate.fileId": "product.finding.fileRefused" } });
    await expect(openFile(seller, paper?.file.id as string)).rejects.toMatchObject({ kind: "conflict", key: "file.errors.refused" });
  });

  test.each(["02-softcopyright-lowres.png", "90-not-a-softcopyright-licence.png"])("%s goes to a person, marked unreadable", async (name) => {
    const made = await makeSubmittedApplication(seller, company, { bytes: bytes(`certs/${name}`) });
    expect(await certificateDetail(reviewer, idOf(made), claim)).toMatchObject({ state: "unreadable", match: null, reading: { ok: false, reason: "image" } });
    expect((await readApplication(seller, { applicationId: made.id })).findings).toMatchObject([{ code: "product.finding.unreadable", weight: "risk" }]);
  });

  test("a zip under a PDF's name is refused", async () => {
    const fileId = await uploadCertificate(seller, bytes("uploads/zip/zip-slip.zip"));
    expect(await inspectNow(seller, fileId)).toMatchObject({ state: "refused" });
  });
});
