import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { filledDemand, type Listing, makeAcceptedDemand, makeListing, makePendingDemand, makeSubmittedDemand } from "@/testing/factories/demand";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import * as demands from ".";

const db = testDatabase();
const system = systemCtx("sweep");
const [hour, day] = [3600, 86_400];
let seller: MadeOrg;
let listing: Listing;
let [sales, partner, dispatcher]: Ctx[] = [];
const who = (ctx: Ctx | undefined) => ctx as Ctx;

beforeAll(async () => {
  seller = await makeOrg("seller");
  listing = await makeListing(seller);
  sales = await personIn(seller, ["sales"]);
  partner = await personIn(await makeOrg("partner"), ["sales"]);
  dispatcher = await personIn(await makeOrg("operator"), ["admin", "dispatcher"]);
});

type Row = { status: string; due_at: Date | null; paused_at: Date | null; nudge_due_at: Date | null; stall_due_at: Date | null; assigned_at: Date; close_request_due_at: Date | null };
const rowOf = async (id: string) => (await db.sql<Row>("select * from demand where id = $1", [id]))[0] as Row;
const statusOf = async (id: string) => (await rowOf(id)).status;
const pass = (seconds: number) => db.sql("update clock set offset_seconds = offset_seconds + $1", [Math.round(seconds)]);
const now = async () => ((await db.sql<{ now: Date }>("select app.now() as now"))[0] as { now: Date }).now.getTime();
const acts = async (id: string) => (await db.sql<{ act: string }>("select act from demand_event where demand_id = $1 order by created_at, id", [id])).map((row) => row.act);
const times = async (id: string, act: string) => (await acts(id)).filter((one) => one === act).length;
const limit = (scope: string, value: object) => db.sql("insert into rule_version (kind, scope, value, valid_from) values ('limit', $1, $2, app.now() - interval '1 second')", [scope, JSON.stringify(value)]);
const pending = () => makePendingDemand(who(partner), who(dispatcher), seller, listing);
const accepted = () => makeAcceptedDemand(who(partner), who(dispatcher), seller, who(sales), listing);
/** Whether the seller's list shows the demand as silent for long. */
const nudged = async (demandId: string) => (await demands.listDemand(who(sales), { ids: [demandId] })).rows[0]?.nudgedAt !== null;
const progress = (demandId: string) => demands.logProgress(who(sales), { demandId, text: "已联系客户" });
/** Hands a deadline in days, to the second, however long the test took to get there. */
const daysTo = async (at: Date | null) => Math.round((((at as Date).getTime() - (await now())) / 1000 / day) * 100) / 100;

beforeEach(async () => {
  // Whatever an earlier test left to the clock is over, so that counts are this test's own.
  await db.sql("update demand set status = 'cancelled', paused_at = null, paused_until = null, close_request_due_at = null");
});

describe("warnings of acceptance", () => {
  it("come at 50 %, 80 % and 4 hours before, once each, however many sweeps run", async () => {
    const id = await pending();
    const warnings = async () => (await db.sql<{ step: string }>("select detail ->> 'step' step from demand_event where demand_id = $1 and act = 'warn' order by created_at", [id])).map((row) => row.step);
    const steps: [number, string[]][] = [
      [2.4 * day, []],
      [0.2 * day, ["half"]],
      [1.3 * day, ["half"]],
      [0.2 * day, ["half", "four_fifths"]],
      [0.8 * day, ["half", "four_fifths", "four_hours"]],
    ];
    for (const [seconds, expected] of steps) {
      await pass(seconds);
      await Promise.all(Array.from({ length: 10 }, () => demands.sweepWarnings(system)));
      expect(await warnings()).toEqual(expected);
    }
    await pass(4 * hour);
    expect(await demands.sweepWarnings(system)).toBe(0);
    expect(await demands.sweepLapsed(system)).toBe(1);
  });

  it("do not come while the clock stands, nor twice after it went on", async () => {
    const id = await pending();
    await pass(2.6 * day);
    expect(await demands.sweepWarnings(system)).toBe(1);
    await demands.askSubmitter(who(sales), { demandId: id, question: "预算含实施吗？" });
    await pass(2 * day);
    expect(await demands.sweepDemand(system)).toBe(0);
    await demands.answerQuestion(who(partner), { demandId: id, answer: "含" });
    expect(await demands.sweepWarnings(system)).toBe(0);
    expect(await daysTo((await rowOf(id)).due_at)).toBeCloseTo(2.4, 1);
  });
});

describe("a pause", () => {
  it("moves the deadline by the time the submitter took, and only the submitter ends it", async () => {
    const id = await pending();
    await pass(4.9 * day);
    await demands.askSubmitter(who(sales), { demandId: id, question: "是否需要私有部署？" });
    await expect(demands.askSubmitter(who(sales), { demandId: id, question: "再问" })).rejects.toMatchObject({ key: "demand.errors.alreadyAsked" });
    await expect(demands.answerQuestion(who(dispatcher), { demandId: id, answer: "不" })).rejects.toMatchObject({ kind: "not_found" });
    await pass(3 * day);
    expect(await demands.sweepLapsed(system)).toBe(0);
    expect((await demands.readDemand(who(partner), id)).question).toBe("是否需要私有部署？");
    await demands.answerQuestion(who(partner), { demandId: id, answer: "需要" });
    await expect(demands.answerQuestion(who(partner), { demandId: id, answer: "需要" })).rejects.toMatchObject({ key: "demand.errors.notAsked" });
    expect(await daysTo((await rowOf(id)).due_at)).toBeCloseTo(0.1, 1);
    await demands.acceptDemand(who(sales), { demandId: id, rulesVersion: demands.demandRulesVersion });
    expect(await rowOf(id)).toMatchObject({ status: "converting", paused_at: null, due_at: null });
  });

  it("ends by itself after its limit, and the deadline moves by the limit alone", async () => {
    const id = await pending();
    await pass(1 * day);
    await demands.askSubmitter(who(sales), { demandId: id, question: "？" });
    await pass(13.5 * day);
    const swept = await Promise.all(Array.from({ length: 20 }, () => demands.sweepPauses(system)));
    expect(swept.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await daysTo((await rowOf(id)).due_at)).toBeCloseTo(0.5, 1);
    expect(await times(id, "resume_clock")).toBe(1);
    await pass(0.6 * day);
    expect(await demands.sweepLapsed(system)).toBe(1);
  });

  it("stands for the dispatchers' clock too, and is not asked of one's own", async () => {
    const id = await makeSubmittedDemand(who(partner), listing);
    const before = (await rowOf(id)).due_at as Date;
    await demands.askSubmitter(who(dispatcher), { demandId: id, question: "客户的预算确定了吗？" });
    await pass(2 * day);
    await demands.answerQuestion(who(partner), { demandId: id, answer: "确定" });
    expect(((await rowOf(id)).due_at as Date).getTime() - before.getTime()).toBeGreaterThanOrEqual(2 * day * 1000);
    await demands.assignDemand(who(dispatcher), { demandId: id, sellerOrgId: seller.id });
    expect((await demands.readDemand(who(sales), id)).events.map((event) => event.act)).toEqual(["assign"]);
    const own = await makeSubmittedDemand(who(dispatcher), listing);
    await expect(demands.askSubmitter(who(dispatcher), { demandId: own, question: "？" })).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("stands for silence in conversion", async () => {
    const id = await accepted();
    await pass(10 * day);
    await demands.askSubmitter(who(sales), { demandId: id, question: "？" });
    await pass(9 * day);
    expect(await demands.sweepDemand(system)).toBe(0);
    await demands.answerQuestion(who(partner), { demandId: id, answer: "！" });
    expect(await daysTo((await rowOf(id)).nudge_due_at)).toBeCloseTo(4, 1);
    expect(await daysTo((await rowOf(id)).stall_due_at)).toBeCloseTo(20, 1);
  });
});

describe("an extension", () => {
  it("is given once an assignment, in time alone", async () => {
    const id = await pending();
    await pass(4.5 * day);
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => demands.extendDemand(who(sales), { demandId: id, note: "客户出差" })));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await daysTo((await rowOf(id)).due_at)).toBeCloseTo(2.5, 1);
    await pass(2.6 * day);
    await expect(demands.extendDemand(who(sales), { demandId: id, note: "再来" })).rejects.toMatchObject({ key: "demand.errors.pastDeadline" });
    expect(await demands.sweepLapsed(system)).toBe(1);
    await demands.assignDemand(who(dispatcher), { demandId: id, sellerOrgId: seller.id });
    await demands.extendDemand(who(sales), { demandId: id, note: "新的一次" });
    expect(await daysTo((await rowOf(id)).due_at)).toBeCloseTo(7, 1);
  });
});

describe("silence", () => {
  it("is nudged after 14 days once, stale after 30, brought to the dispatchers after 15 more, once", async () => {
    const id = await accepted();
    const swept = async (sweep: (ctx: Ctx) => Promise<number>) => (await Promise.all(Array.from({ length: 10 }, () => sweep(system)))).reduce((sum, n) => sum + n, 0);
    await pass(13.9 * day);
    expect(await swept(demands.sweepNudges)).toBe(0);
    await pass(0.2 * day);
    expect(await nudged(id)).toBe(false);
    expect(await swept(demands.sweepNudges)).toBe(1);
    expect(await nudged(id)).toBe(true);
    await pass(1 * day);
    expect(await swept(demands.sweepNudges)).toBe(0);
    await progress(id);
    expect(await nudged(id)).toBe(false);
    await pass(14.1 * day);
    expect(await swept(demands.sweepNudges)).toBe(1);
    await pass(16 * day);
    expect(await swept(demands.sweepStalled)).toBe(1);
    expect(await statusOf(id)).toBe("stale");
    await pass(15.1 * day);
    expect(await swept(demands.sweepStale)).toBe(1);
    await pass(1 * day);
    expect(await swept(demands.sweepStale)).toBe(0);
    await progress(id);
    expect(await rowOf(id)).toMatchObject({ status: "converting", due_at: null });
    await pass(14.1 * day);
    expect(await swept(demands.sweepNudges)).toBe(1);
  });
});

describe("a returned demand", () => {
  it("is cancelled by the clock after 10 days, not before, and not once it was completed", async () => {
    const [left, completed] = [await makeSubmittedDemand(who(partner), listing), await makeSubmittedDemand(who(partner), listing)];
    for (const demandId of [left, completed]) await demands.returnDemand(who(dispatcher), { demandId, note: "缺账号" });
    await pass(9.9 * day);
    expect(await demands.sweepAbandoned(system)).toBe(0);
    await demands.saveDraft(who(partner), { ...filledDemand(listing), demandId: completed, expectedSigningDate: undefined });
    await demands.submitDemand(who(partner), { demandId: completed });
    await pass(0.2 * day);
    const swept = await Promise.all(Array.from({ length: 20 }, () => demands.sweepAbandoned(system)));
    expect(swept.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect([await statusOf(left), await statusOf(completed)]).toEqual(["cancelled", "submitted"]);
  });
});

describe("reopening", () => {
  it("is over after the limit of the closing day, whatever the rule says later", async () => {
    const [early, late] = [await accepted(), await accepted()];
    for (const demandId of [early, late]) await demands.closeLost(who(partner), { demandId, reasonCode: "price", note: "太贵" });
    await pass(29.9 * day);
    await demands.reopenDemand(who(dispatcher), { demandId: early, note: "预算批了" });
    expect(await statusOf(early)).toBe("converting");
    await limit("demand.reopen", { days: 90, unit: "day" });
    await pass(0.2 * day);
    await expect(demands.reopenDemand(who(dispatcher), { demandId: late, note: "太晚" })).rejects.toMatchObject({ key: "demand.errors.tooLateToReopen" });
    await db.sql("delete from rule_version where scope = 'demand.reopen'");
  });
});

describe("limits", () => {
  it("are those in force when the timer begins: a later rule changes nothing that runs", async () => {
    const id = await accepted();
    const before = await rowOf(id);
    await limit("demand.nudge", { days: 3, unit: "day" });
    await limit("demand.stall", { days: 6, unit: "day" });
    expect(await rowOf(id)).toMatchObject({ nudge_due_at: before.nudge_due_at, stall_due_at: before.stall_due_at });
    await progress(id);
    expect([await daysTo((await rowOf(id)).nudge_due_at), await daysTo((await rowOf(id)).stall_due_at)]).toEqual([3, 6]);
    await db.sql("delete from rule_version where scope in ('demand.nudge', 'demand.stall')");
    expect(await daysTo((await rowOf(id)).nudge_due_at)).toBe(3);
  });

  it("may count working days, to the end of the last one", async () => {
    await limit("demand.extend", { days: 1, unit: "workday" });
    const id = await pending();
    await demands.extendDemand(who(sales), { demandId: id, note: "…" });
    expect((await rowOf(id)).due_at?.toISOString()).toMatch(/T16:00:00\.000Z$/);
    await db.sql("delete from rule_version where scope = 'demand.extend'");
  });
});
