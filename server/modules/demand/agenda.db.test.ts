import { beforeAll, describe, expect, it } from "vitest";
import { addDays, toBusinessDay } from "@/lib/dates";
import type { Ctx } from "@/server/kernel/ctx";
import { businessNow, withRead } from "@/server/kernel/tx";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { type Listing, makeAcceptedDemand, makeListing, makePendingDemand, makeSubmittedDemand } from "@/testing/factories/demand";
import { askSubmitter, logProgress, readAgenda, requestClose } from ".";

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

  it("shows the seller what lapses within a day and the dispatcher what is to be assigned by then", async () => {
    const pending = await makePendingDemand(partnerPerson, dispatcher, seller, listing);
    const submitted = await makeSubmittedDemand(partnerPerson, listing);
    expect([await kindsOf(sellerPerson, pending), await kindsOf(dispatcher, submitted)]).toEqual([[], []]);
    await db.sql("update demand set due_at = app.now() + interval '3 hours' where id = $1", [pending]);
    await db.sql("update demand set due_at = app.now() - interval '1 hour' where id = $1", [submitted]);
    expect(await kindsOf(sellerPerson, pending)).toEqual(["accept"]);
    expect((await readAgenda(dispatcher)).items.find(({ demandId }) => demandId === submitted)).toMatchObject({ kind: "dispatch", overdue: true });
  });

  it("reminds of the last next step alone, from its day on, as long as the demand runs", async () => {
    const demandId = await accepted();
    const today = toBusinessDay(await withRead(sellerPerson, async () => businessNow()));
    await logProgress(sellerPerson, { demandId, text: "首次沟通", nextStep: "提交方案", nextStepOn: today });
    await db.sql("update demand_event set next_step_on = $2, created_at = created_at - interval '1 hour' where demand_id = $1 and act = 'progress'", [demandId, addDays(today, -2)]);
    expect((await readAgenda(sellerPerson)).items.find((item) => item.demandId === demandId)).toMatchObject({ kind: "next_step", what: "提交方案", overdue: true });
    await logProgress(sellerPerson, { demandId, text: "方案已提交", nextStep: "跟进反馈", nextStepOn: addDays(today, 3) });
    expect(await kindsOf(sellerPerson, demandId)).toEqual([]);
  });

  it("asks for the right to see demand", async () => {
    await expect(readAgenda(await personIn(seller, ["finance"]))).rejects.toMatchObject({ kind: "forbidden" });
  });
});
