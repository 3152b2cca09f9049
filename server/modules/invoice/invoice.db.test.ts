import { beforeAll, describe, expect, it } from "vitest";
import { statementLifecycle, invoiceLifecycle } from "@/lib/states/settlement";
import type { Ctx } from "@/server/kernel/ctx";
import { recordPayout } from "@/server/modules/settlement";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { invoiceFor, invoiceNumber, makeRequisition, type Paper, submitFor, uploadInvoice, useTemporaryStorage } from "@/testing/factories/invoice";
import { buildEInvoiceXml } from "@/testing/fixtures/einvoice";
import * as invoices from ".";

const db = testDatabase();
let [seller, partner]: MadeOrg[] = [];
let [finance, sellerViewer, otherFinance, partnerFinance, clerk, cashier, auditor]: Ctx[] = [];
const the = (ctx: Ctx | undefined) => ctx as Ctx;
const paperOf = (options: Parameters<typeof makeRequisition>[1] = {}) => makeRequisition(seller as MadeOrg, options);

beforeAll(async () => {
  await useTemporaryStorage();
  [seller, partner] = [await makeOrg("seller"), await makeOrg("partner")];
  const [other, operator] = [await makeOrg("seller"), await makeOrg("operator")];
  [finance, sellerViewer, otherFinance] = [await personIn(seller, ["finance"]), await personIn(seller, ["viewer"]), await personIn(other, ["finance"])];
  partnerFinance = await personIn(partner, ["finance"]);
  [clerk, cashier, auditor] = [await personIn(operator, ["finance"]), await personIn(operator, ["finance"]), await personIn(operator, ["auditor"])];
});

const first = async <T extends Record<string, unknown>>(text: string, ...values: unknown[]) => (await db.sql<T>(text, values))[0] as T;
const statusOf = async (id: string) => (await first<{ status: string }>("select status from invoice where id = $1", id)).status;
const requisitionStatus = async (paper: Paper) => (await first<{ status: string }>("select status from requisition where id = $1", paper.requisitionId)).status;
const statementStatus = async (paper: Paper) => (await first<{ status: string }>("select status from statement where id = $1", paper.statementId)).status;
const audited = async (id: string) => (await db.sql<{ act: string }>("select act from audit_entry where noun_id = $1 order by at", [id])).map(({ act }) => act);
const noticesOf = async (nounId: string) =>
  (await db.sql<{ kind: string }>("select payload ->> 'kind' as kind from graphile_worker._private_jobs where payload ->> 'nounId' = $1 order by id", [nounId])).map(({ kind }) => kind);
const decide = (made: { id: string; version: number }) => ({ invoiceId: made.id, version: made.version });

describe("the way of an invoice", () => {
  it("goes from the notice to the seal, and the requisition with it to the payment", async () => {
    const paper = await paperOf();
    expect((await invoices.readRequisition(the(finance), paper.requisitionId)).issueList).toMatchObject([{ grossFen: "1234567", netFen: "1164686", taxFen: "69881", missingFen: "1234567" }]);
    const made = await submitFor(the(finance), paper);
    expect([await statusOf(made.id), await requisitionStatus(paper), await statementStatus(paper)]).toEqual(["submitted", "invoice_review", "invoice_review"]);
    expect(await audited(made.id)).toEqual(["invoice.submit"]);
    expect(await audited(paper.requisitionId)).toContain("requisition.invoice");
    expect(await noticesOf(made.id)).toEqual(["invoice.submit"]);

    const desk = await invoices.readInvoice(the(clerk), made.id);
    expect(desk).toMatchObject({ decideBlocked: null, verifyBlocked: null, requisitionNumber: paper.number });
    expect(desk.reading.fields.every(({ mark }) => mark === "same")).toBe(true);
    await invoices.verifyInvoice(the(clerk), decide(made));
    expect([await statusOf(made.id), await requisitionStatus(paper), await statementStatus(paper)]).toEqual(["verified", "payable", "payable"]);
    expect(await noticesOf(paper.requisitionId)).toContain("invoice.verify");

    expect(await invoices.readRequisition(the(clerk), paper.requisitionId)).toMatchObject({ payBlocked: "fourEyes" });
    expect(await invoices.readRequisition(the(cashier), paper.requisitionId)).toMatchObject({ payBlocked: null });
    const payment = { requisitionId: paper.requisitionId, bankReference: "HD20261101", paidOn: paper.today };
    await expect(recordPayout(the(clerk), payment)).rejects.toMatchObject({ kind: "forbidden", key: "settlement.errors.fourEyes" });
    await recordPayout(the(cashier), payment);
    expect(await invoices.readRequisition(the(finance), paper.requisitionId)).toMatchObject({ status: "paid", payout: { bankReference: "HD20261101" }, submitBlocked: "complete" });
  });

  it("is refused with a reason its payee reads, and another one is taken", async () => {
    const paper = await makeRequisition(partner as MadeOrg);
    const made = await submitFor(the(partnerFinance), paper);
    await expect(invoices.rejectInvoice(the(clerk), { ...decide(made), note: "  " })).rejects.toMatchObject({ issues: [{ message: "errors.field.required" }] });
    await invoices.rejectInvoice(the(clerk), { ...decide(made), note: "项目名称有误" });
    expect([await statusOf(made.id), await requisitionStatus(paper), await statementStatus(paper)]).toEqual(["rejected", "to_invoice", "to_invoice"]);
    expect(await noticesOf(paper.requisitionId)).toContain("invoice.reject");
    expect((await invoices.readRequisition(the(partnerFinance), paper.requisitionId)).invoices).toMatchObject([{ reasonNote: "项目名称有误", decidedByName: the(clerk).actor.name }]);
    const again = await submitFor(the(partnerFinance), paper);
    await invoices.verifyInvoice(the(clerk), decide(again));
    expect(await requisitionStatus(paper)).toBe("payable");
  });

  it("is withdrawn by its payee, and the same number and file count again", async () => {
    const paper = await paperOf();
    const made = await submitFor(the(finance), paper);
    await invoices.withdrawInvoice(the(finance), { invoiceId: made.id });
    expect([await statusOf(made.id), await requisitionStatus(paper)]).toEqual(["withdrawn", "to_invoice"]);
    expect(await audited(made.id)).toEqual(["invoice.submit", "invoice.withdraw"]);
    const again = await invoices.submitInvoice(the(finance), { requisitionId: paper.requisitionId, fileId: made.fileId });
    expect(again.number).toBe(made.number);
  });

  it("allows exactly the moves of its table", async () => {
    const paper = await paperOf({ rows: [{ rateBp: 600, grossFen: 500_00n }] });
    const made = await submitFor(the(finance), paper);
    const moves = {
      withdraw: () => invoices.withdrawInvoice(the(finance), { invoiceId: made.id }),
      verify: (version: number) => invoices.verifyInvoice(the(clerk), { invoiceId: made.id, version }),
      reject: (version: number) => invoices.rejectInvoice(the(clerk), { invoiceId: made.id, version, note: "重开" }),
    };
    expect(Object.keys(moves).toSorted()).toEqual(Object.keys(invoiceLifecycle.verbs).toSorted());
    for (const status of ["verified", "rejected", "withdrawn"] as const) {
      await db.sql("update invoice set status = $2 where id = $1", [made.id, status]);
      for (const move of Object.values(moves)) await expect(move(made.version)).rejects.toMatchObject({ kind: "conflict", key: "stateMoved", values: { state: status } });
    }
    expect(statementLifecycle.verbs.receive_invoice.from).toEqual(["to_invoice"]);
  });
});

describe("several invoices for one requisition", () => {
  const rows = [{ rateBp: 600, grossFen: 1_000_00n }, { rateBp: 1300, grossFen: 2_000_00n }];

  it("takes one per rate and is accepted with the last", async () => {
    const paper = await paperOf({ rows });
    const early = await submitFor(the(finance), paper, {}, rows[0]);
    await invoices.verifyInvoice(the(clerk), decide(early));
    // Nothing is under review and a rate is missing: it is the payee's turn again.
    expect(await requisitionStatus(paper)).toBe("to_invoice");
    await expect(submitFor(the(finance), paper, {}, rows[0])).rejects.toMatchObject({ kind: "conflict", key: "invoice.errors.rowCovered" });
    const second = await submitFor(the(finance), paper, {}, rows[1]);
    expect(await requisitionStatus(paper)).toBe("invoice_review");
    await invoices.verifyInvoice(the(clerk), decide(second));
    expect(await requisitionStatus(paper)).toBe("payable");
  });

  it("takes a row in parts only when told so, and closes it to the fen", async () => {
    const paper = await paperOf({ rows: [{ rateBp: 600, grossFen: 1_000_00n }] });
    const line = (gross: bigint) => ({ lines: [{ name: "*信息技术服务*服务费", gross, rateBp: 600 }] });
    await expect(submitFor(the(finance), paper, line(400_00n))).rejects.toMatchObject({ key: "invoice.difference.TOTAL", values: { expected: "1000.00", found: "400.00" } });
    const early = await submitFor(the(finance), paper, { ...line(400_00n), part: true });
    await expect(submitFor(the(finance), paper, { ...line(600_01n), part: true })).rejects.toMatchObject({ key: "invoice.difference.TOTAL", values: { expected: "600.00", found: "600.01" } });
    const second = await submitFor(the(finance), paper, line(600_00n));
    await invoices.withdrawInvoice(the(finance), { invoiceId: early.id });
    await invoices.verifyInvoice(the(clerk), decide(second));
    expect(await requisitionStatus(paper)).toBe("to_invoice");
    const third = await submitFor(the(finance), paper, line(400_00n));
    await invoices.verifyInvoice(the(clerk), decide(third));
    expect(await requisitionStatus(paper)).toBe("payable");
  });
});

describe("who may", () => {
  it("refuses without the permission", async () => {
    const paper = await paperOf();
    const made = await submitFor(the(finance), paper);
    const asked = { requisitionId: paper.requisitionId, fileId: made.fileId };
    const calls = [
      () => invoices.submitInvoice(the(sellerViewer), asked),
      () => invoices.previewInvoice(the(sellerViewer), asked),
      () => invoices.submitInvoice(the(clerk), asked),
      () => invoices.withdrawInvoice(the(sellerViewer), { invoiceId: made.id }),
      () => invoices.withdrawInvoice(the(clerk), { invoiceId: made.id }),
      () => invoices.verifyInvoice(the(finance), decide(made)),
      () => invoices.verifyInvoice(the(auditor), decide(made)),
      () => invoices.rejectInvoice(the(auditor), { ...decide(made), note: "…" }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ kind: "forbidden" });
    const dispatcher = await personIn(await makeOrg("operator"), ["dispatcher"]);
    for (const read of [() => invoices.listInvoices(dispatcher, {}), () => invoices.listRequisitions(dispatcher, {}), () => invoices.readInvoice(dispatcher, made.id)]) await expect(read()).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("shows nothing of one company to another", async () => {
    const paper = await paperOf();
    const made = await submitFor(the(finance), paper);
    const foreignFile = await uploadInvoice(the(otherFinance), buildEInvoiceXml(invoiceFor(paper)));
    const open = await paperOf();
    for (const stranger of [the(otherFinance), the(partnerFinance)]) {
      const calls = [
        () => invoices.readRequisition(stranger, paper.requisitionId),
        () => invoices.readInvoice(stranger, made.id),
        () => invoices.withdrawInvoice(stranger, { invoiceId: made.id }),
        () => invoices.submitInvoice(stranger, { requisitionId: paper.requisitionId, fileId: made.fileId }),
        () => invoices.previewInvoice(stranger, { requisitionId: open.requisitionId, fileId: foreignFile }),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ kind: "not_found" });
      expect((await invoices.listInvoices(stranger, {})).rows.map(({ id }) => id)).not.toContain(made.id);
      expect((await invoices.listRequisitions(stranger, {})).rows.map(({ id }) => id)).not.toContain(paper.requisitionId);
    }
    await expect(invoices.submitInvoice(the(finance), { requisitionId: open.requisitionId, fileId: foreignFile })).rejects.toMatchObject({ kind: "not_found" });
  });

  it("does not let a person with two seats verify their own invoice", async () => {
    const paper = await paperOf();
    const made = await submitFor(the(finance), paper);
    const both = { ...the(clerk), actor: the(finance).actor };
    expect(await invoices.readInvoice(both, made.id)).toMatchObject({ decideBlocked: null, verifyBlocked: "ownInvoice" });
    await expect(invoices.verifyInvoice(both, decide(made))).rejects.toMatchObject({ kind: "forbidden", key: "invoice.errors.ownInvoice" });
  });
});

describe("what changed in between", () => {
  it("is not decided unseen", async () => {
    const paper = await paperOf();
    const made = await submitFor(the(finance), paper);
    await db.sql("update invoice set version = version + 1 where id = $1", [made.id]);
    for (const call of [invoices.verifyInvoice(the(clerk), decide(made)), invoices.rejectInvoice(the(clerk), { ...decide(made), note: "…" })]) await expect(call).rejects.toMatchObject({ kind: "conflict", key: "invoice.errors.changed" });
    expect(await statusOf(made.id)).toBe("submitted");
  });

  it("is held against the certification of the day", async () => {
    const renamed = await makeOrg("seller");
    const person = await personIn(renamed, ["finance"]);
    const made = await submitFor(person, await makeRequisition(renamed));
    await db.sql("update org_certification set legal_name = '改名后有限公司' where org_id = $1", [renamed.id]);
    expect((await invoices.readInvoice(the(clerk), made.id)).reading.fields.find(({ key }) => key === "sellerName")).toMatchObject({ mark: "differs", expected: "改名后有限公司" });
    await expect(invoices.verifyInvoice(the(clerk), decide(made))).rejects.toMatchObject({ kind: "conflict", key: "invoice.errors.noLongerMatches" });
    expect(await statusOf(made.id)).toBe("submitted");
    await db.sql("update org_certification set state = 'changed' where org_id = $1", [renamed.id]);
    await expect(invoices.verifyInvoice(the(clerk), decide(made))).rejects.toMatchObject({ key: "invoice.errors.notCertified" });
  });
});

describe("at the same moment", () => {
  it("one file handed in 50 times is one invoice", async () => {
    const paper = await paperOf();
    const fileId = await uploadInvoice(the(finance), buildEInvoiceXml(invoiceFor(paper)));
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => invoices.submitInvoice(the(finance), { requisitionId: paper.requisitionId, fileId })));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject({ kind: "conflict", key: "invoice.errors.duplicate" });
    expect(await db.sql("select 1 from invoice where requisition_id = $1", [paper.requisitionId])).toHaveLength(1);
  });

  it("one invoice for several requisitions counts once", async () => {
    const papers = [await paperOf(), await paperOf()] as const;
    const number = invoiceNumber();
    const remark = papers.map((paper) => `${paper.number} ${paper.periodLabel}`).join("；");
    const answers = await Promise.allSettled(papers.map((paper) => submitFor(the(finance), paper, { number, remark })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    // Another company under the same tax id cannot see it, yet the key holds.
    const twin = await makeRequisition(partner as MadeOrg);
    await expect(submitFor(the(partnerFinance), twin, { number })).rejects.toMatchObject({ kind: "conflict", key: "invoice.errors.duplicateElsewhere" });
  });

  it("50 verifications have one effect", async () => {
    const paper = await paperOf();
    const made = await submitFor(the(finance), paper);
    const answers = await Promise.allSettled(Array.from({ length: 50 }, (_, at) => invoices.verifyInvoice(the(at % 2 ? clerk : cashier), decide(made))));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject({ kind: "conflict" });
    expect((await audited(made.id)).filter((act) => act === "invoice.verify")).toHaveLength(1);
    expect((await audited(paper.requisitionId)).filter((act) => act === "settlement.accept_invoice")).toHaveLength(1);
  });

  it("a withdrawal and a verification exclude each other", async () => {
    const paper = await paperOf();
    const made = await submitFor(the(finance), paper);
    const answers = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => (at % 2 ? invoices.verifyInvoice(the(clerk), decide(made)) : invoices.withdrawInvoice(the(finance), { invoiceId: made.id }))));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const verified = (await statusOf(made.id)) === "verified";
    expect(await requisitionStatus(paper)).toBe(verified ? "payable" : "to_invoice");
  });
});

describe("lists", () => {
  it("pages through requisitions and the queue without losing or repeating a row", async () => {
    const company = await makeOrg("partner");
    const person = await personIn(company, ["finance"]);
    const papers: Paper[] = [];
    for (let at = 0; at < 52; at += 1) papers.push(await makeRequisition(company));
    const page = await invoices.listRequisitions(person, {});
    const second = await invoices.listRequisitions(person, { cursor: page.next ?? undefined });
    expect(new Set([...page.rows, ...second.rows].map(({ id }) => id)).size).toBe(52);
    expect([page.rows.length, second.rows.length, second.next, page.counts.to_invoice]).toEqual([50, 2, null, 52]);
    const [one, two] = [await submitFor(person, papers[0] as Paper), await submitFor(person, papers[1] as Paper)];
    expect((await invoices.listInvoices(person, { status: "submitted" })).rows.map(({ id }) => id)).toEqual([one.id, two.id]);
    expect((await invoices.listInvoices(person, {})).rows.map(({ id }) => id)).toEqual([two.id, one.id]);
    expect(await invoices.readInvoice(the(clerk), one.id)).toMatchObject({ nextId: two.id });
    await expect(invoices.listInvoices(person, { cursor: "zz", status: "submitted" })).rejects.toMatchObject({ key: "badCursor" });
  });
});
