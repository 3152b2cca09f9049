import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/server/kernel/ctx";
import { systemCtx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import { testDatabase } from "@/testing/database";
import { makeLegalEntity, makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { makeApplication, makeSubmittedApplication } from "@/testing/factories/application";
import { useTemporaryStorage } from "@/testing/factories/invoice";
import { makeProduct } from "@/testing/factories/product";
import { coSellCatalogue, discontinueProduct, listApplications, listProduct, listProducts, productsForOrder, readApplication, readProduct, saveStep, startApplication, submitApplication, withdrawApplication } from ".";

const db = testDatabase();
const system = systemCtx("test");
let company: MadeOrg;
let seller: Ctx;
let viewer: Ctx;
let other: Ctx;
let partner: Ctx;
let operator: Ctx;

beforeAll(async () => {
  await useTemporaryStorage();
  operator = await personIn(await makeOrg("operator"));
  await makeLegalEntity();
  company = await makeOrg("seller");
  seller = await personIn(company);
  viewer = await personIn(company, ["viewer"]);
  other = await personIn(await makeOrg("seller"));
  partner = await personIn(await makeOrg("partner"));
});

const acts = (id: string) => db.sql<{ act: string }>("select act from audit_entry where noun_id = $1 order by seq", [id]).then((rows) => rows.map(({ act }) => act));
const statusOf = async (id: string) => (await db.sql<{ status: string }>("select status from application where id = $1", [id]))[0]?.status;

describe("the wizard", () => {
  test("a draft begins empty, with what blocks named step by step", async () => {
    const { id, number } = await startApplication(seller);
    expect(number).toMatch(/^A-\d{8}-\d{5,}$/);
    const detail = await readApplication(seller, { applicationId: id });
    expect(detail).toMatchObject({ status: "draft", completeness: { done: 0, total: 4 }, acts: { edit: null, submit: "incomplete", withdraw: "notWaiting" } });
    expect(detail.findings.map(({ step, field }) => `${step}.${field}`)).toEqual(expect.arrayContaining(["type.productClass", "type.deliveryMode", "basics.name", "pricing.specs.0.unitPrice"]));
    await expect(submitApplication(seller, { applicationId: id })).rejects.toMatchObject({ kind: "invalid", key: "product.errors.incomplete" });
    expect(await acts(id)).toEqual(["application.start"]);
  });

  test("steps are kept apart: two people writing different steps lose nothing", async () => {
    const { id: applicationId } = await startApplication(seller);
    await Promise.all([
      saveStep(seller, { applicationId, step: "type", values: { productClass: "generic", deliveryMode: "service", supervised: true } }),
      saveStep(seller, { applicationId, step: "basics", values: { name: "上云服务", nameEn: "", category: "服务", overview: "短", description: "" } }),
    ]);
    const { draft, findings } = await readApplication(seller, { applicationId });
    expect(draft.type).toEqual({ productClass: "generic", deliveryMode: "service", supervised: true });
    expect(draft.basics.name).toBe("上云服务");
    expect(findings.some(({ step }) => step === "certificate")).toBe(false);
  });

  test("what a reviewer would refuse is said before", async () => {
    const made = await makeApplication(seller, company, { basics: { overview: "世界第一的知识库，见 www.example.test", description: "太短" }, paper: { owners: ["另一家有限公司"] } });
    const { findings } = await readApplication(seller, { applicationId: made.id });
    expect(findings.map(({ code, weight }) => `${weight} ${code}`)).toEqual([
      "risk product.finding.superlative",
      "risk product.finding.link",
      "risk product.finding.shortDescription",
      "risk product.finding.owner_differs",
    ]);
  });

  test("a certificate still being read cannot be handed in; software without one neither", async () => {
    const waiting = await makeApplication(seller, company, { read: false });
    expect((await readApplication(seller, { applicationId: waiting.id })).findings).toMatchObject([{ code: "product.finding.stillReading", weight: "block" }]);
    const bare = await makeApplication(seller, company, { bytes: null });
    await expect(submitApplication(seller, { applicationId: bare.id })).rejects.toMatchObject({ fieldErrors: { "certificate.fileId": "product.finding.missing" } });
  });

  test("an uncertified company may write but not hand in", async () => {
    const raw = await makeOrg("seller", { certified: false });
    const person = await personIn(raw);
    const made = await makeApplication(person, raw);
    await expect(submitApplication(person, { applicationId: made.id })).rejects.toMatchObject({ fieldErrors: { "type.company": "product.finding.notCertified" } });
  });
});

describe("the way of an application", () => {
  test("submit → withdraw → submit again: rounds, clock, snapshot, audit", async () => {
    const made = await makeSubmittedApplication(seller, company);
    const first = await readApplication(seller, { applicationId: made.id });
    expect(first).toMatchObject({ status: "pending", round: 1, acts: { edit: "handedIn", submit: "handedIn", withdraw: null } });
    expect(first.dueAt && first.dueAt > first.now).toBe(true);
    await expect(saveStep(seller, { applicationId: made.id, step: "basics", values: first.draft.basics })).rejects.toMatchObject({ kind: "conflict", key: "product.errors.notEditable" });
    await expect(submitApplication(seller, { applicationId: made.id })).rejects.toMatchObject({ kind: "conflict", key: "stateMoved" });
    await withdrawApplication(seller, { applicationId: made.id });
    await expect(withdrawApplication(seller, { applicationId: made.id })).rejects.toMatchObject({ key: "stateMoved" });
    await submitApplication(seller, { applicationId: made.id });
    expect(await readApplication(seller, { applicationId: made.id })).toMatchObject({ status: "pending", round: 2 });
    const rounds = await db.sql<{ round: number; name: string }>("select round, submitted->'basics'->>'name' as name from application_round where application_id = $1 order by round", [made.id]);
    expect(rounds).toEqual([{ round: 1, name: made.name }, { round: 2, name: made.name }]);
    expect((await acts(made.id)).filter((act) => act !== "application.save")).toEqual(["application.start", "application.submit", "application.withdraw", "application.submit"]);
    const told = await db.sql("select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'deliver_notice' and j.payload->>'nounId' = $1", [made.id]);
    expect(told).toHaveLength(2);
  });

  test("fifty people handing in at once: once", async () => {
    const made = await makeApplication(seller, company);
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => submitApplication(seller, { applicationId: made.id })));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(results.flatMap((result) => (result.status === "rejected" ? [(result.reason as { key: string }).key] : [])).every((key) => key === "stateMoved")).toBe(true);
    expect(await db.sql("select 1 from application_round where application_id = $1", [made.id])).toHaveLength(1);
  });

  test("only an approved application is listed, and only by the system", async () => {
    const made = await makeSubmittedApplication(seller, company);
    await expect(listProduct(system, { applicationId: made.id })).rejects.toMatchObject({ key: "product.errors.notApproved" });
    await expect(listProduct(operator, { applicationId: made.id })).rejects.toMatchObject({ key: "systemOnly" });
  });
});

describe("the terms of a listing", () => {
  const listed = async (options: Parameters<typeof makeApplication>[2]) => {
    const made = await makeSubmittedApplication(seller, company, options);
    await db.sql("update application set status = 'approved' where id = $1", [made.id]);
    const { productId } = await listProduct(system, { applicationId: made.id });
    return readProduct(seller, { productId });
  };

  test("a co-sell subscription: standard ratio, service tax, its own share and floor, one SKU per specification", async () => {
    const made = await listed({});
    expect(made).toMatchObject({ status: "on_sale", sellerRatioBp: 7000, taxItem: "service", taxRateBp: 600, maxShareBp: 1200, floorRateBp: 8000, certificate: { state: "approved" } });
    expect(made.specRows.map(({ skuCode, unitPrice }) => [skuCode, unitPrice])).toEqual([[`${made.code}-01`, "12000.000000"], [`${made.code}-02`, "36000.500000"]]);
    expect((await listProducts(seller, {})).rows.find(({ id }) => id === made.id)).toMatchObject({ specs: 2 });
    const sold = await withTx(system, (tx) => productsForOrder(tx, [`${made.code}-01`, "nobody"]));
    expect([...sold.keys()]).toEqual([`${made.code}-01`]);
    expect(sold.get(`${made.code}-01`)).toMatchObject({ product: { id: made.id, hasInterface: false }, spec: { name: "标准版" } });
  });

  test("a perpetual licence is software; generic products follow the fee rule", async () => {
    const specs = [{ name: "授权", nameEn: "", chargingMode: "ONE_TIME" as const, periodType: "NONE" as const, unitPrice: "260000" }];
    await db.sql("insert into rule_version (kind, scope, value, valid_from) values ('fee', 'generic', '{\"bp\": 800}', '2020-01-01')");
    const made = await listed({ type: { productClass: "generic", deliveryMode: "license" }, pricing: { specs } });
    expect(made).toMatchObject({ productClass: "generic", sellerRatioBp: 9200, taxItem: "software", taxRateBp: 1300, maxShareBp: 0, floorRateBp: 10_000 });
  });
});

describe("discontinuing", () => {
  test("for good, from every state that allows it and no other", async () => {
    for (const status of ["on_sale", "hidden", "frozen"] as const) {
      const { id } = await makeProduct(company, { status });
      await discontinueProduct(seller, { productId: id, reason: "新版替代" });
      expect(await readProduct(seller, { productId: id })).toMatchObject({ status: "discontinued", specRows: [{ onSale: false }], acts: { discontinue: "notOnSale" } });
      expect(await acts(id)).toEqual(["product.discontinue"]);
    }
    for (const status of ["unlisted", "discontinued", "withdrawn"] as const) {
      const { id } = await makeProduct(company, { status });
      await expect(discontinueProduct(seller, { productId: id, reason: "x" })).rejects.toMatchObject({ key: "stateMoved" });
    }
  });
});

describe("walls", () => {
  test("without the permission: 403 naming it", async () => {
    const made = await makeApplication(seller, company);
    const { id: productId } = await makeProduct(company);
    const attempts = [() => startApplication(viewer), () => submitApplication(viewer, { applicationId: made.id }), () => withdrawApplication(viewer, { applicationId: made.id }), () => discontinueProduct(viewer, { productId, reason: "x" })];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ kind: "forbidden", values: { permission: "product:publish" } });
    expect((await readApplication(viewer, { applicationId: made.id })).acts).toEqual({ edit: "permission", submit: "permission", withdraw: "permission" });
  });

  test("another seller finds nothing; wings that have no business here are refused", async () => {
    const made = await makeSubmittedApplication(seller, company);
    const { id: productId } = await makeProduct(company);
    const attempts = [
      () => readApplication(other, { applicationId: made.id }),
      () => saveStep(other, { applicationId: made.id, step: "certificate", values: { regNo: "" } }),
      () => submitApplication(other, { applicationId: made.id }),
      () => withdrawApplication(other, { applicationId: made.id }),
      () => readProduct(other, { productId }),
      () => discontinueProduct(other, { productId, reason: "x" }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ kind: "not_found" });
    expect((await listApplications(other, {})).rows).toEqual([]);
    expect((await listProducts(other, {})).rows).toEqual([]);
    await expect(readApplication(partner, { applicationId: made.id })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(startApplication(operator)).rejects.toMatchObject({ kind: "forbidden" });
    expect(await statusOf(made.id)).toBe("pending");
  });

  test("a seller's own list: counts by state, words found, another's left out", async () => {
    const { name } = await makeProduct(company, { name: "独一无二的报表" });
    await makeProduct({ ...company, ...(other.org as MadeOrg) }, { name: "独一无二的报表" });
    const list = await listProducts(seller, { q: "独一无二" });
    expect(list.rows.map((row) => row.name)).toEqual([name]);
    expect(list.counts).toEqual({ on_sale: 1 });
  });

  test("partners see co-sell products on sale, nothing else", async () => {
    await makeProduct(company, { name: "目录甲", maxShareBp: 900 });
    await makeProduct(company, { name: "目录乙", productClass: "generic" });
    await makeProduct(company, { name: "目录丙", status: "unlisted" });
    const { rows } = await coSellCatalogue(partner, { q: "目录" });
    expect(rows).toMatchObject([{ name: "目录甲", shareBp: 900, floorRateBp: 8000, fromPrice: "1200.000000" }]);
  });
});
