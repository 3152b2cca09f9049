import { beforeAll, describe, expect, it } from "vitest";
import { addDays, toBusinessDay } from "@/lib/dates";
import type { Ctx } from "@/server/kernel/ctx";
import { businessNow, withRead } from "@/server/kernel/tx";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { type Listing, makeAcceptedDemand, makeListing, makePendingDemand, makeSubmittedDemand } from "@/testing/factories/demand";
import { askSubmitter, dispatchQueue, listDemand, logProgress, readAgenda, requestClose, returnDemand } from ".";

const db = testDatabase();
let seller: MadeOrg;
let [sellerPerson, partnerPerson, dispatcher]: [Ctx, Ctx, Ctx] = [] as never;
let listing: Listing;

beforeAll(async () => {
  seller = await makeOrg("seller");
  sellerPerson = await personIn(seller);
  partnerPerson = await personIn(await makeOrg("partner"));
  dispatcher = await personIn(await makeOrg("operator"));
  listing = await makeListing(seller);
});

const kindsOf = async (ctx: Ctx, demandId: string) => (await readAgenda(ctx)).items.filter((item) => item.demandId === demandId).map(({ kind }) => kind);
const accepted = () => makeAcceptedDemand(partnerPerson, dispatcher, seller, sellerPerson, listing);

describe("the agenda", () => {
  it("calls the submitter to answer and to confirm, nobody else", async () => {
    const [asked, closing] = [await accepted(), await accepted()];
    await askSubmitter(sellerPerson, { demandId: asked, question: "预算何时批复？" });
    await requestClose(sellerPerson, { demandId: closing, outcome: "lost", reasonCode: "price", note: "价格差距过大" });
    expect(await kindsOf(partnerPerson, asked)).toEqual(["answer"]);
    expect(await kindsOf(partnerPerson, closing)).toEqual(["confirm_close"]);
    for (const other of [sellerPerson, dispatcher, await personIn(await makeOrg("partner"))]) expect([...(await kindsOf(other, asked)), ...(await kindsOf(other, closing))]).toEqual([]);
  });

  it("says the same as the list under due=waiting, and as the dispatch desk, overdue and stale demand included", async () => {
    const pending = await makePendingDemand(partnerPerson, dispatcher, seller, listing);
    const submitted = await makeSubmittedDemand(partnerPerson, listing);
    const stale = await accepted();
    await db.sql("update demand set due_at = app.now() - interval '1 hour' where id = any ($1)", [[pending, submitted]]);
    await db.sql("update demand set status = 'stale', due_at = app.now() - interval '40 days' where id = $1", [stale]);
    expect([await kindsOf(sellerPerson, pending), await kindsOf(sellerPerson, stale)]).toEqual([["accept"], ["pick_up"]]);
    expect([await kindsOf(dispatcher, submitted), await kindsOf(dispatcher, stale)]).toEqual([["dispatch"], ["stale"]]);
    expect((await readAgenda(dispatcher)).items.find(({ demandId }) => demandId === submitted)).toMatchObject({ overdue: true });
    for (const ctx of [sellerPerson, partnerPerson, dispatcher]) {
      const [agenda, list] = [await readAgenda(ctx), await listDemand(ctx, { due: "waiting" })];
      expect(agenda.waiting).toBe(list.rows.length);
      expect(agenda.items.map(({ demandId }) => demandId)).toEqual(list.rows.slice(0, agenda.items.length).map(({ id }) => id));
    }
    const [last] = (await listDemand(dispatcher, { due: "waiting" })).rows.slice(-1);
    expect(last?.id, "forgotten for over a month").toBe(stale);
    const { counts } = await dispatchQueue(dispatcher, {});
    expect((await readAgenda(dispatcher)).waiting).toBe(counts.submitted + counts.handed_back + counts.stale);
  });

  it("has the desk say what was escalated, the long forgotten last", async () => {
    const [old, fresh, quiet] = [await accepted(), await accepted(), await accepted()];
    const stall = (id: string, due: string, escalated: string | null) => db.sql("update demand set status = 'stale', due_at = app.now() - $2::interval, nudged_at = app.now() - $3::interval where id = $1", [id, due, escalated]);
    await stall(old, "300 days", "299 days");
    await stall(fresh, "3 days", "2 days");
    await stall(quiet, "1 hour", null);
    const rows = (await dispatchQueue(dispatcher, { kind: "stale" })).rows.filter(({ id }) => [old, fresh, quiet].includes(id));
    expect(rows.map(({ id, escalatedAt }) => [id, escalatedAt !== null])).toEqual([[fresh, true], [quiet, false], [old, true]]);
  });

  it("gives back to the partner what is to be completed, and leaves out what waits for others", async () => {
    const demandId = await makeSubmittedDemand(partnerPerson, listing);
    expect(await kindsOf(partnerPerson, demandId)).toEqual([]);
    await returnDemand(dispatcher, { demandId, note: "请补充客户预算" });
    expect([await kindsOf(partnerPerson, demandId), await kindsOf(dispatcher, demandId)]).toEqual([["complete"], []]);
    const pending = await makePendingDemand(partnerPerson, dispatcher, seller, listing);
    await askSubmitter(sellerPerson, { demandId: pending, question: "客户云账号是哪个？" });
    expect(await kindsOf(sellerPerson, pending)).toEqual([]);
  });

  it("reminds of the next step from its day on, as long as the demand runs", async () => {
    const demandId = await accepted();
    const today = toBusinessDay(await withRead(sellerPerson, async () => businessNow()));
    await logProgress(sellerPerson, { demandId, text: "首次沟通", nextStep: "提交方案", nextStepOn: today });
    await db.sql("update demand set next_step_on = $2 where id = $1", [demandId, addDays(today, -2)]);
    await db.sql("update demand_event set created_at = created_at - interval '1 hour' where demand_id = $1 and act = 'progress'", [demandId]);
    expect((await readAgenda(sellerPerson)).items.find((item) => item.demandId === demandId)).toMatchObject({ kind: "next_step", what: "提交方案", overdue: true });
    await logProgress(sellerPerson, { demandId, text: "方案已提交", nextStep: "跟进反馈", nextStepOn: addDays(today, 3) });
    expect(await kindsOf(sellerPerson, demandId)).toEqual([]);
  });

  it("shows nothing to another company, and nothing to do to those who may only look", async () => {
    expect(await readAgenda(await personIn(await makeOrg("seller")))).toMatchObject({ items: [], waiting: 0 });
    expect(await readAgenda(await personIn(seller, ["viewer"]))).toMatchObject({ items: [], waiting: null });
  });

  it("asks for the right to see demand", async () => {
    await expect(readAgenda(await personIn(seller, ["finance"]))).rejects.toMatchObject({ kind: "forbidden" });
  });
});
