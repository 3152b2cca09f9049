import { beforeAll, describe, expect, it } from "vitest";
import type { DemandState } from "@/lib/states/demand";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { filledDemand, type Listing, makeAcceptedDemand, makeListing, makePendingDemand, makeSubmittedDemand } from "@/testing/factories/demand";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import * as demands from ".";

const db = testDatabase();
const system = systemCtx("sweep");
let seller: MadeOrg;
let listing: Listing;
let [sales, sellerViewer, otherSales, partner, partnerViewer, otherPartner, dispatcher]: Ctx[] = [];

const person = (ctx: Ctx | undefined) => ctx as Ctx;
const statusOf = async (id: string) => (await db.sql<{ status: DemandState }>("select status from demand where id = $1", [id]))[0]?.status;
const pending = () => makePendingDemand(person(partner), person(dispatcher), seller, listing);
const accepted = (change = {}) => makeAcceptedDemand(person(partner), person(dispatcher), seller, person(sales), listing, change);
const rules = demands.demandRulesVersion;

beforeAll(async () => {
  seller = await makeOrg("seller");
  const [other, partnerOrg, otherPartnerOrg, operator] = [await makeOrg("seller"), await makeOrg("partner"), await makeOrg("partner"), await makeOrg("operator")];
  listing = await makeListing(seller);
  [sales, sellerViewer, otherSales] = [await personIn(seller, ["sales"]), await personIn(seller, ["viewer"]), await personIn(other, ["sales"])];
  [partner, partnerViewer, otherPartner] = [await personIn(partnerOrg, ["sales"]), await personIn(partnerOrg, ["viewer"]), await personIn(otherPartnerOrg, ["sales"])];
  dispatcher = await personIn(operator, ["admin", "dispatcher"]);
});

describe("a partner's draft", () => {
  it("is kept half filled in, changed, and seen by nobody else", async () => {
    const half = filledDemand(listing, { name: "", mainAsk: "", products: [] });
    const { id } = await demands.saveDraft(person(partner), half);
    await demands.saveDraft(person(partner), { ...filledDemand(listing), demandId: id, name: "第二稿" });
    expect(await demands.readDemand(person(partner), id)).toMatchObject({ name: "第二稿", status: "draft", interests: [{ expectedShareBp: 800 }] });
    for (const stranger of [otherPartner, dispatcher, sales]) await expect(demands.readDemand(person(stranger), id)).rejects.toMatchObject({ kind: "not_found" });
    await expect(demands.saveDraft(person(otherPartner), { ...filledDemand(listing), demandId: id })).rejects.toMatchObject({ kind: "not_found" });
    expect((await demands.listDemand(person(dispatcher), {})).rows.map((row) => row.id)).not.toContain(id);
  });

  it("names every missing field, and the share above the maximum, when submitted", async () => {
    const { id } = await demands.saveDraft(person(partner), { ...filledDemand(listing, { name: "", products: [{ productId: listing.productId, expectedShareBp: 1501 }] }), customer: { name: "", contactName: "", contactDetails: "" } });
    await expect(demands.submitDemand(person(partner), { demandId: id })).rejects.toMatchObject({
      kind: "invalid",
      fieldErrors: { name: "errors.field.required", "customer.name": "errors.field.required", "products.0.expectedShareBp": "demand.errors.field.overMaximum" },
    });
    expect(await statusOf(id)).toBe("draft");
  });

  it("keeps the maximum share as it was when submitted", async () => {
    const own = await makeListing(seller, { maxShareBp: 900 });
    const id = await makeSubmittedDemand(person(partner), own, { products: [{ productId: own.productId, expectedShareBp: 900 }] });
    await db.sql("update product set max_share_bp = 100 where id = $1", [own.productId]);
    expect((await demands.readDemand(person(partner), id)).interests).toMatchObject([{ expectedShareBp: 900, maxShareBp: 900 }]);
  });

  it("refuses products that are no co-sell products", async () => {
    const generic = await makeListing(seller, { productClass: "generic" });
    const { id } = await demands.saveDraft(person(partner), filledDemand(generic));
    await expect(demands.submitDemand(person(partner), { demandId: id })).rejects.toMatchObject({ fieldErrors: { "products.0.productId": "demand.errors.field.notSellable" } });
    const stranger = filledDemand({ ...generic, productId: seller.id });
    await expect(demands.saveDraft(person(partner), stranger)).rejects.toMatchObject({ kind: "invalid" });
  });
});

describe("permission and tenancy", () => {
  it("refuses who lacks the permission", async () => {
    const id = await pending();
    const calls = [
      () => demands.saveDraft(person(partnerViewer), filledDemand(listing)),
      () => demands.submitDemand(person(partnerViewer), { demandId: id }),
      () => demands.acceptDemand(person(sellerViewer), { demandId: id, rulesVersion: rules }),
      () => demands.rejectDemand(person(sellerViewer), { demandId: id, reasonCode: "other", note: "无" }),
      () => demands.assignDemand(person(partner), { demandId: id, sellerOrgId: seller.id }),
      () => demands.returnDemand(person(sales), { demandId: id, note: "补充" }),
      () => demands.markDuplicate(person(sales), { demandId: id, ofNumber: "D-1" }),
      () => demands.cancelDemand(person(sales), { demandId: id }),
      () => demands.logProgress(person(sellerViewer), { demandId: id, text: "…" }),
      () => demands.editSolution(person(partner), { demandId: id, lines: [] }),
      () => demands.closeLost(person(sellerViewer), { demandId: id, reasonCode: "price", note: "…" }),
      () => demands.reopenDemand(person(partner), { demandId: id, note: "…" }),
      () => demands.lockDemand(person(sales), id, id),
      () => demands.unlockDemand(person(sales), id, "x"),
      () => demands.winDemand(person(sales), { demandId: id, orderId: id }),
      () => demands.askSubmitter(person(sellerViewer), { demandId: id, question: "？" }),
      () => demands.askSubmitter(person(partner), { demandId: id, question: "？" }),
      () => demands.answerQuestion(person(partnerViewer), { demandId: id, answer: "！" }),
      () => demands.answerQuestion(person(sales), { demandId: id, answer: "！" }),
      () => demands.extendDemand(person(sellerViewer), { demandId: id, note: "…" }),
      () => demands.extendDemand(person(partner), { demandId: id, note: "…" }),
      () => demands.revealContact(person(sellerViewer), { demandId: id }),
      ...[demands.sweepLapsed, demands.sweepWarnings, demands.sweepPauses, demands.sweepAbandoned, demands.sweepCloseRequests, demands.sweepNudges, demands.sweepStalled, demands.sweepStale, demands.sweepMasks].map((sweep) => () => sweep(person(dispatcher))),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("does not show one company's demand to another", async () => {
    const id = await accepted();
    for (const stranger of [otherSales, otherPartner]) {
      await expect(demands.readDemand(person(stranger), id)).rejects.toMatchObject({ kind: "not_found" });
      expect((await demands.listDemand(person(stranger), {})).rows).toEqual([]);
    }
    const foreign = [
      () => demands.logProgress(person(otherSales), { demandId: id, text: "…" }),
      () => demands.askSubmitter(person(otherSales), { demandId: id, question: "？" }),
      () => demands.extendDemand(person(otherSales), { demandId: id, note: "…" }),
      () => demands.revealContact(person(otherSales), { demandId: id }),
      () => demands.answerQuestion(person(otherPartner), { demandId: id, answer: "！" }),
      () => demands.closeLost(person(otherPartner), { demandId: id, reasonCode: "price", note: "…" }),
    ];
    for (const call of foreign) await expect(call()).rejects.toMatchObject({ kind: "not_found" });
    await expect(demands.demandForOffer(person(otherSales), id)).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("acceptance", () => {
  it("needs the rules in their present version, in time, and releases the customer", async () => {
    const id = await pending();
    await expect(demands.acceptDemand(person(sales), { demandId: id, rulesVersion: "old" })).rejects.toMatchObject({ key: "demand.errors.rulesNotAgreed" });
    expect((await demands.readDemand(person(sales), id)).customer).toBeNull();
    await demands.acceptDemand(person(sales), { demandId: id, rulesVersion: rules });
    const detail = await demands.readDemand(person(sales), id);
    expect(detail.customer?.name).toMatch(/^客户/);
    expect(detail).toMatchObject({ status: "converting", rulesVersion: rules, dueAt: null });
    const late = await pending();
    await db.sql("update demand set due_at = now() - interval '1 minute' where id = $1", [late]);
    await expect(demands.acceptDemand(person(sales), { demandId: late, rulesVersion: rules })).rejects.toMatchObject({ key: "demand.errors.pastDeadline" });
    await expect(demands.rejectDemand(person(sales), { demandId: late, reasonCode: "other", note: "晚" })).rejects.toMatchObject({ key: "demand.errors.pastDeadline" });
    expect(await demands.sweepLapsed(system)).toBe(1);
  });

  it("takes its limit from the rule in force", async () => {
    await db.sql(`insert into rule_version (kind, scope, value, valid_from) values ('limit', 'demand.accept', '{"days": 3, "unit": "day"}', now() - interval '1 day')`);
    const detail = await demands.readDemand(person(sales), await pending());
    expect(Date.parse(detail.dueAt ?? "") - Date.parse(detail.assignedAt ?? "")).toBe(3 * 86_400_000);
    await db.sql("delete from rule_version where scope = 'demand.accept'");
  });
});

describe("what follows acceptance", () => {
  it("keeps progress and solution, and locks the solution while an offer is live", async () => {
    const id = await accepted({ customer: { name: "无账号客户", account: undefined, contactName: "", contactDetails: "" } });
    await demands.logProgress(person(sales), { demandId: id, text: "已做技术交流", nextStep: "报价", nextStepOn: "2026-12-01" });
    await demands.editSolution(person(sales), { demandId: id, customerAccount: "hwc-late", lines: [{ productSpecId: listing.specId, quantity: 3 }] });
    const shown = { customerAccount: "hwc-late", lines: [{ productSpecId: listing.specId, quantity: 3 }] };
    await demands.editSolution(person(sales), { demandId: id, customerAccount: "hwc-later", lines: [{ productSpecId: listing.specId, quantity: 5 }], shown });
    const other = { demandId: id, customerAccount: "hwc-other", lines: [{ productSpecId: listing.specId, quantity: 7 }], shown };
    await expect(demands.editSolution(person(sales), other), "a second tab, opened before").rejects.toMatchObject({ key: "demand.errors.solutionChanged" });
    const detail = await demands.readDemand(person(partner), id);
    expect(detail.solution).toMatchObject([{ quantity: 5 }]);
    expect(detail.customer).toMatchObject({ account: "hwc-later", accountBySeller: true });
    expect(detail.events.filter((event) => event.act === "set_account")).toHaveLength(2);
    const given = await accepted();
    await expect(demands.editSolution(person(sales), { demandId: given, customerAccount: "hwc-mine", lines: [] })).rejects.toMatchObject({ fieldErrors: { customerAccount: "demand.errors.field.accountGiven" } });
    expect(detail.events.find((event) => event.act === "progress")).toMatchObject({ nextStep: "报价", nextStepOn: "2026-12-01" });
    await demands.lockDemand(system, id, id);
    await expect(demands.editSolution(person(sales), { demandId: id, lines: [] })).rejects.toMatchObject({ key: "demand.errors.lockedByOffer" });
    await demands.unlockDemand(system, id, "expired");
    await demands.editSolution(person(sales), { demandId: id, lines: [] });
    expect((await demands.readDemand(person(sales), id)).solution).toEqual([]);
  });

  it("is the partner's to close, unless it came from elsewhere", async () => {
    const id = await accepted();
    await expect(demands.closeLost(person(sales), { demandId: id, reasonCode: "price", note: "…" })).rejects.toMatchObject({ key: "demand.errors.notYoursToClose" });
    const own = await makeAcceptedDemand(person(dispatcher), person(dispatcher), seller, person(sales), listing);
    await demands.closeWon(person(sales), { demandId: own, evidence: "HT-1" });
    expect(await statusOf(own)).toBe("closed_won_offline");
  });

  it("can be given to another seller after a refusal, who sees nothing of the first", async () => {
    const id = await pending();
    await demands.rejectDemand(person(sales), { demandId: id, reasonCode: "other", note: "不合适" });
    await demands.assignDemand(person(dispatcher), { demandId: id, sellerOrgId: person(otherSales).org?.id ?? "" });
    const seen = await demands.readDemand(person(otherSales), id);
    expect(seen.events.map((event) => event.act)).toEqual(["assign"]);
    await expect(demands.readDemand(person(sales), id)).rejects.toMatchObject({ kind: "not_found" });
    await demands.rejectDemand(person(otherSales), { demandId: id, reasonCode: "other", note: "也不" });
  });
});

describe("lists", () => {
  it("page by key without loss, filter and count", async () => {
    const reader = await makeOrg("partner").then((company) => personIn(company, ["sales"]));
    const ids: string[] = [];
    for (let at = 0; at < 53; at += 1) ids.push((await demands.saveDraft(reader, filledDemand(listing, { name: at === 7 ? "100% 特殊_名称" : `清单 ${at}` }))).id);
    await demands.submitDemand(reader, { demandId: ids[3] ?? "" });
    const first = await demands.listDemand(reader, {});
    const second = await demands.listDemand(reader, { cursor: first.next ?? "" });
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 3, null]);
    expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(ids.toReversed());
    expect((await demands.countDemand(reader, {})).byState).toMatchObject({ draft: 52, submitted: 1 });
    expect((await demands.listDemand(reader, { status: "submitted" })).rows.map((row) => row.id)).toEqual([ids[3]]);
    expect((await demands.listDemand(reader, { q: "% 特殊_" })).rows.map((row) => row.id)).toEqual([ids[7]]);
    expect((await demands.listDemand(reader, { productId: listing.specId })).rows).toEqual([]);
    await expect(demands.listDemand(reader, { cursor: "x" })).rejects.toMatchObject({ key: "badCursor" });
  });
});

describe("audit", () => {
  it("holds one row an act, for all parties", async () => {
    const id = await accepted();
    const rows = await db.sql<{ act: string; parties: string[] }>("select act, parties from audit_entry where noun = 'demand' and noun_id = $1 order by seq", [id]);
    expect(rows.map((row) => row.act)).toEqual(["demand.open_draft", "demand.submit", "demand.assign", "demand.accept"]);
    expect(rows.at(-1)?.parties).toEqual(expect.arrayContaining([seller.id, person(partner).org?.id]));
  });

  it("holds what the clock and the two sides ask of one another", async () => {
    const id = await pending();
    await demands.extendDemand(person(sales), { demandId: id, note: "出差" });
    await demands.askSubmitter(person(sales), { demandId: id, question: "？" });
    await demands.answerQuestion(person(partner), { demandId: id, answer: "！" });
    await demands.askSubmitter(person(sales), { demandId: id, question: "？" });
    await db.sql("update demand set paused_until = app.now() - interval '1 second', warn_due_at = app.now() - interval '1 day' where id = $1", [id]);
    await demands.sweepPauses(system);
    await demands.sweepWarnings(system);
    await demands.acceptDemand(person(sales), { demandId: id, rulesVersion: rules });
    await db.sql("update demand set nudge_due_at = app.now() - interval '1 second' where id = $1", [id]);
    await demands.sweepNudges(system);
    const acts = (await db.sql<{ act: string }>("select act from audit_entry where noun = 'demand' and noun_id = $1", [id])).map((row) => row.act);
    expect(acts).toEqual(expect.arrayContaining(["demand.extend", "demand.ask", "demand.answer", "demand.resume_clock", "demand.nudge"]));
    expect(acts.filter((act) => act === "demand.ask")).toHaveLength(2);
  });
});
