import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { filledDemand, type Listing, makeListing, makeSubmittedDemand } from "@/testing/factories/demand";
import type { Ctx } from "@/server/kernel/ctx";
import * as demands from ".";

const db = testDatabase();
let [sellerA, sellerB]: MadeOrg[] = [];
let [listingA, listingB]: Listing[] = [];
let [dispatcher, auditor, partner, colleague, owner, otherPartner, salesA, salesB]: Ctx[] = [];

const person = (ctx: Ctx | undefined) => ctx as Ctx;
const org = (made: MadeOrg | undefined) => made as MadeOrg;
const listing = (made: Listing | undefined) => made as Listing;
const submitted = (change: Parameters<typeof filledDemand>[1] = {}, by = partner) => makeSubmittedDemand(person(by), listing(listingA), change);
const rowOf = async (id: string) => (await db.sql<{ status: string; seller_org_id: string | null; merged_into_id: string | null; version: number; number: string }>("select * from demand where id = $1", [id]))[0];
const numberOf = async (id: string) => (await rowOf(id))?.number ?? "";
const acts = async (id: string, act: string) => (await db.sql("select 1 from audit_entry where noun_id = $1 and act = $2", [id, act])).length;
const assign = (demandIds: string[], sellers: MadeOrg[], rest: Partial<demands.AssignManyInput> = {}) => demands.assignMany(person(dispatcher), { demandIds, sellerOrgIds: sellers.map(({ id }) => id), ...rest });

beforeAll(async () => {
  [sellerA, sellerB] = [await makeOrg("seller"), await makeOrg("seller")];
  [listingA, listingB] = [await makeListing(sellerA), await makeListing(sellerB)];
  const [partnerOrg, other, operator] = [await makeOrg("partner"), await makeOrg("partner"), await makeOrg("operator")];
  [partner, colleague, owner, otherPartner] = [await personIn(partnerOrg, ["sales"]), await personIn(partnerOrg, ["sales"]), await personIn(partnerOrg, ["owner"]), await personIn(other, ["owner"])];
  [dispatcher, auditor] = [await personIn(operator, ["dispatcher"]), await personIn(operator, ["auditor"])];
  [salesA, salesB] = [await personIn(sellerA, ["sales"]), await personIn(sellerB, ["sales"])];
});

describe("near-duplicates", () => {
  const customer = { name: "灯塔科技（上海）有限公司", account: "hwc-lighthouse", contactName: "", contactDetails: "" };
  const words = { name: "客服工单平台替换", mainAsk: "替换老旧的客服工单系统，支持两百坐席" };
  const ask = (ctx: Ctx | undefined, change: Partial<demands.NearInput> = {}) => demands.nearDuplicates(person(ctx), { ...words, customerName: customer.name, ...change });
  let first = "";
  beforeAll(async () => {
    first = await submitted({ ...words, customer });
  });

  it.each([
    ["the legal form left away", { customerName: "灯塔科技(上海)" }],
    ["full width, other case", { customerName: "灯塔科技（上海）股份有限公司", name: "客服工单平台替换" }],
    ["invisible characters inside", { customerName: "灯\u200B塔科\uFEFF技（上海）有限公司", mainAsk: "替换老旧的客\u200C服工单系统，支持两百坐\u2060席" }],
    ["the account alone", { customerName: "", customerAccount: "hwc-lighthouse" }],
    ["half of the text so far", { mainAsk: "" }],
  ])("are found with %s", async (_how, change) => {
    expect((await ask(partner, change)).map(({ id }) => id)).toEqual([first]);
  });

  it("are another customer's or another need's never", async () => {
    expect(await ask(partner, { customerName: "远帆物流集团" })).toEqual([]);
    expect(await ask(partner, { name: "采购一批边缘服务器", mainAsk: "机房扩容，三十台" })).toEqual([]);
    expect(await ask(partner, { customerName: "灯塔科技(上海)1号店" })).toEqual([]);
    expect(await ask(partner, { customerName: "灯塔科技（上海）二部", customerAccount: "hwc-other" })).toEqual([]);
    expect((await ask(partner, { customerName: "灯塔科技（上海）二部" })).map(({ same }) => same)).toEqual(["similar"]);
    expect(await ask(partner, { demandId: first })).toEqual([]);
    expect(await ask(partner, { name: "", mainAsk: "" })).toEqual([]);
  });

  it("are named to a submitter only when they are its own company's, to a salesperson only when their own", async () => {
    expect(await ask(otherPartner)).toEqual([]);
    expect(await ask(colleague)).toEqual([]);
    expect((await ask(owner)).map(({ id }) => id)).toEqual([first]);
    expect((await ask(dispatcher)).map(({ id }) => id)).toEqual([first]);
    await expect(ask(otherPartner, { demandId: first })).rejects.toMatchObject({ kind: "not_found" });
    await expect(ask(salesA)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(ask(auditor)).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("take any text a person can type", async () => {
    const naughty = ["%_\\", "'; drop table demand; --", "﷽", "🏳️‍🌈 ﷺ", "ﬁﬂ ＡＢＣ", "a".repeat(500), "\u202Eabc", "Ω≈ç√∫", "社會科學院語學研究所", "‪‪test‪", "1/0", "NaN", "<script>alert(1)</script>", "ด้้้้้็็็็็้้้้้", "(((())))", "[[:alpha:]]", "\t\n "];
    for (const text of naughty) expect(Array.isArray(await ask(owner, { name: text.slice(0, 80), mainAsk: text, customerName: text.slice(0, 100) }))).toBe(true);
  });

  it("are marked on the desk", async () => {
    const second = await submitted({ ...words, customer: { ...customer, name: "灯塔科技（上海）" } }, otherPartner);
    const queue = await demands.dispatchQueue(person(dispatcher), { kind: "submitted" });
    expect(queue.rows.find(({ id }) => id === second)?.near).toBe(await numberOf(first));
    expect((await demands.readDuplicates(person(dispatcher), second)).near).toMatchObject([{ id: first, same: "account", likeness: 1 }]);
    const cautions = await demands.assignCautions(person(dispatcher), { demandIds: [second, first] });
    expect(cautions).toMatchObject([{ id: second, near: await numberOf(first), unchecked: true, refuted: false }, { id: first, number: await numberOf(first), near: await numberOf(second) }]);
    await expect(demands.assignCautions(person(partner), { demandIds: [second] })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(demands.readDuplicates(person(partner), second)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(demands.dispatchQueue(person(partner), {})).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("merging", () => {
  it("keeps both histories, moves what was asked for, and tells the submitter no more than is theirs", async () => {
    const kept = await submitted();
    const own = await makeSubmittedDemand(person(partner), listing(listingB), { products: [{ productId: listing(listingB).productId, expectedShareBp: 700 }] });
    const foreign = await submitted({}, otherPartner);
    for (const demandId of [own, foreign]) await demands.markDuplicate(person(dispatcher), { demandId, ofNumber: await numberOf(kept) });
    expect([await rowOf(own), await rowOf(foreign)]).toMatchObject([{ status: "duplicate", merged_into_id: kept }, { status: "duplicate", merged_into_id: kept }]);
    const detail = await demands.readDemand(person(dispatcher), kept);
    expect(detail.interests.map(({ productId, expectedShareBp }) => [productId, expectedShareBp])).toEqual([[listing(listingA).productId, 800], [listing(listingB).productId, 700]]);
    const { merged } = await demands.readDuplicates(person(dispatcher), kept);
    expect(merged.map(({ id, events }) => [id, events.map(({ act }) => act)])).toEqual(expect.arrayContaining([[own, ["submit", "mark_duplicate"]], [foreign, ["submit", "mark_duplicate"]]]));
    const seenByPartner = JSON.stringify(await demands.readDemand(person(partner), kept));
    expect(seenByPartner).not.toContain(await numberOf(foreign));
    expect(seenByPartner).not.toContain(foreign);
    expect(JSON.stringify(await demands.readDemand(person(otherPartner), foreign))).not.toContain(await numberOf(kept));
    const told = await db.sql<{ payload: { kind: string; noun_id: string } }>("select payload from graphile_worker._private_jobs where payload ->> 'nounId' = any($1)", [[own, foreign]]);
    expect(told.map(({ payload }) => payload.kind)).toEqual(expect.arrayContaining(["demand.merged", "demand.mark_duplicate"]));
    expect(await acts(own, "demand.mark_duplicate")).toBe(1);
  });

  it("adds no product to a deal that has ended", async () => {
    const kept = await submitted();
    const late = await makeSubmittedDemand(person(partner), listing(listingB), { products: [{ productId: listing(listingB).productId, expectedShareBp: 700 }] });
    await db.sql("update demand set status = 'won', seller_org_id = $2, closed_at = app.now() where id = $1", [kept, sellerA?.id]);
    await demands.markDuplicate(person(dispatcher), { demandId: late, ofNumber: await numberOf(kept) });
    expect(await rowOf(late)).toMatchObject({ status: "duplicate", merged_into_id: kept });
    const { interests } = await demands.readDemand(person(dispatcher), kept);
    expect(interests.map(({ productId }) => productId)).toEqual([listing(listingA).productId]);
  });

  it("refuses what ended itself, and what is not there", async () => {
    const [gone, one] = [await submitted(), await submitted()];
    await demands.cancelDemand(person(partner), { demandId: gone });
    await expect(demands.markDuplicate(person(dispatcher), { demandId: one, ofNumber: await numberOf(gone) })).rejects.toMatchObject({ key: "demand.errors.originalEnded" });
    await expect(demands.markDuplicate(person(dispatcher), { demandId: one, ofNumber: await numberOf(one) })).rejects.toMatchObject({ key: "demand.errors.noSuchOriginal" });
    await expect(demands.markDuplicate(person(partner), { demandId: one, ofNumber: await numberOf(gone) })).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("never makes a circle when both are merged into each other at once", async () => {
    const [one, two] = [await submitted(), await submitted()];
    const [first, second] = [await numberOf(one), await numberOf(two)];
    const pairs = Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? { demandId: one, ofNumber: second } : { demandId: two, ofNumber: first }));
    const answers = await Promise.allSettled(pairs.map((pair) => demands.markDuplicate(person(dispatcher), pair)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect([(await rowOf(one))?.status, (await rowOf(two))?.status].toSorted()).toEqual(["duplicate", "submitted"]);
  });
});

describe("verification", () => {
  it("is kept with who and when, answer by answer; its note stays from the seller", async () => {
    const id = await submitted();
    await demands.checkDemand(person(dispatcher), { demandId: id, answers: { reachable: "yes", need: "yes" }, note: "电话核实，王总 138" });
    const kept = await demands.checkDemand(person(dispatcher), { demandId: id, answers: { budget: "no" } });
    expect(kept).toMatchObject({ answers: { reachable: "yes", need: "yes", budget: "no" }, byName: person(dispatcher).actor.name });
    expect(await acts(id, "demand.check")).toBe(2);
    const [answer] = await assign([id], [org(sellerA)]);
    expect(answer).toMatchObject({ assigned: true, unchecked: true });
    expect(JSON.stringify(await demands.readDemand(person(salesA), id))).not.toContain("王总");
    expect((await demands.readDemand(person(dispatcher), id)).events.map(({ act }) => act)).toContain("check");
  });

  it("is the dispatchers' alone, and of demand that still has to find its seller", async () => {
    const id = await submitted();
    for (const stranger of [partner, salesA, auditor]) await expect(demands.checkDemand(person(stranger), { demandId: id, answers: { need: "yes" } })).rejects.toMatchObject({ kind: "forbidden" });
    await demands.cancelDemand(person(partner), { demandId: id });
    await expect(demands.checkDemand(person(dispatcher), { demandId: id, answers: { need: "yes" } })).rejects.toMatchObject({ key: "demand.errors.notToBeChecked" });
    const { id: draft } = await demands.saveDraft(person(partner), filledDemand(listing(listingA)));
    await expect(demands.checkDemand(person(dispatcher), { demandId: draft, answers: { need: "yes" } })).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("assigning in order", () => {
  it("asks the first, then the next when the first refuses, and keeps the choice with its ranking", async () => {
    const id = await submitted();
    expect(await assign([id], [org(sellerA), org(sellerB)], { note: "先找甲" })).toMatchObject([{ assigned: true, error: null }]);
    expect(await rowOf(id)).toMatchObject({ status: "pending", seller_org_id: org(sellerA).id });
    await demands.rejectDemand(person(salesA), { demandId: id, reasonCode: "no_capacity", note: "忙" });
    expect(await rowOf(id)).toMatchObject({ status: "pending", seller_org_id: org(sellerB).id });
    await demands.acceptDemand(person(salesB), { demandId: id, rulesVersion: demands.demandRulesVersion });
    const { candidates, choices, ranking } = await demands.readMatches(person(dispatcher), id);
    expect(candidates.map(({ sellerOrgId, state }) => [sellerOrgId, state])).toEqual([[org(sellerA).id, "refused"], [org(sellerB).id, "accepted"]]);
    expect(ranking[0]).toMatchObject({ productId: listing(listingA).productId, reasons: expect.arrayContaining([expect.objectContaining({ reason: "asked_for" })]) as unknown });
    expect(choices).toMatchObject([{ byName: person(dispatcher).actor.name, chosen: [{ place: 1, outcome: "refused" }, { outcome: "accepted" }] }]);
    expect(await demands.readMatchRecord(person(dispatcher))).toMatchObject({ choices: expect.any(Number) as number, first: expect.any(Number) as number });
    expect(await acts(id, "demand.assign")).toBe(1);
  });

  it("answers for each of many, and what fails keeps nothing of its own", async () => {
    const [good, gone] = [await submitted(), await submitted()];
    await demands.cancelDemand(person(partner), { demandId: gone });
    const { id: draft } = await demands.saveDraft(person(partner), filledDemand(listing(listingA)));
    const answers = await assign([good, gone, draft], [org(sellerA)]);
    expect(answers).toMatchObject([{ assigned: true }, { assigned: false, error: { key: "stateMoved" } }, { assigned: false, number: null, error: { kind: "not_found" } }]);
    expect(await db.sql("select 1 from match_choice where demand_id = any($1)", [[gone, draft]])).toEqual([]);
    expect((await assign([await submitted()], [{ ...org(sellerA), id: person(partner).org?.id as MadeOrg["id"] }]))[0]).toMatchObject({ assigned: false, error: { key: "demand.errors.noSuchSeller" } });
    for (const stranger of [partner, salesA, auditor]) await expect(demands.assignMany(person(stranger), { demandIds: [good], sellerOrgIds: [org(sellerA).id] })).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("refuses what changed since it was opened, and says how", async () => {
    const id = await submitted();
    const opened = await rowOf(id);
    const seen = [{ demandId: id, version: opened?.version ?? 0, at: new Date(Date.now() - 1000).toISOString() }];
    await demands.returnDemand(person(dispatcher), { demandId: id, note: "缺预算" });
    await demands.submitDemand(person(partner), { demandId: id });
    const [refused] = await assign([id], [org(sellerA)], { seen });
    expect(refused).toMatchObject({ assigned: false, error: { kind: "conflict", key: "demand.errors.changedSince", values: { state: "待分配", changes: expect.stringContaining("退回补充") as string } } });
    const now = await rowOf(id);
    expect(await assign([id], [org(sellerA)], { seen: [{ demandId: id, version: now?.version ?? 0, at: new Date().toISOString() }] })).toMatchObject([{ assigned: true }]);
  });

  it("hands a refused or lapsed demand to another seller", async () => {
    const [refused, lapsed] = [await submitted(), await submitted()];
    await assign([refused, lapsed], [org(sellerA)]);
    await demands.rejectDemand(person(salesA), { demandId: refused, reasonCode: "region", note: "太远" });
    await db.sql("update demand set status = 'lapsed', due_at = null, closed_at = now() where id = $1", [lapsed]);
    const back = await demands.dispatchQueue(person(dispatcher), { kind: "handed_back" });
    expect(back.rows.map(({ id }) => id)).toEqual(expect.arrayContaining([refused, lapsed]));
    expect(await assign([refused, lapsed], [org(sellerB)])).toMatchObject([{ assigned: true }, { assigned: true }]);
    expect(await rowOf(refused)).toMatchObject({ status: "pending", seller_org_id: org(sellerB).id });
  });

  it("has one effect when fifty assign at once", async () => {
    const id = await submitted();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => assign([id], at % 2 ? [org(sellerA), org(sellerB)] : [org(sellerB)])));
    expect(answers.flat().filter(({ assigned }) => assigned)).toHaveLength(1);
    const asked = await db.sql("select 1 from demand_candidate where demand_id = $1 and state = 'asked'", [id]);
    const choices = await db.sql("select 1 from match_choice where demand_id = $1", [id]);
    expect([asked.length, choices.length, await acts(id, "demand.assign")]).toEqual([1, 1, 1]);
  });

  it("lists the queue by its clock, overdue first, page by page without a gap", async () => {
    const ids = [await submitted(), await submitted(), await submitted()];
    await db.sql("update demand set due_at = now() - interval '1 hour' where id = $1", [ids[2]]);
    const { rows, counts } = await demands.dispatchQueue(person(dispatcher), { kind: "submitted" });
    expect(rows[0]?.id).toBe(ids[2]);
    expect(counts.submitted).toBe(rows.length);
    expect(rows.map(({ dueAt }) => dueAt)).toEqual(rows.map(({ dueAt }) => dueAt).toSorted());
  });
});

describe("the real world's strings", () => {
  const path = `${process.env.CORPUS_DIR ?? "../shared/real-inputs"}/naughty-strings.json`;
  const strings = (() => {
    try {
      return JSON.parse(readFileSync(path, "utf8")) as string[];
    } catch {
      return null;
    }
  })();
  it.skipIf(!strings)("break neither the search for duplicates nor the ranking", async () => {
    for (const text of (strings ?? []).filter((one) => !one.includes("\0"))) {
      const input = demands.nearInput.safeParse({ name: text.slice(0, 80), mainAsk: text.slice(0, 500), customerName: text.slice(0, 100) });
      if (input.success) expect(Array.isArray(await demands.nearDuplicates(person(owner), input.data))).toBe(true);
    }
  });
});
