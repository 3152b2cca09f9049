import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/testing/database";
import { makeAcceptedDemand, makeListing, makePendingDemand, makeSubmittedDemand } from "@/testing/factories/demand";
import { type Cast, makeCast, passDays, personIdOf } from "@/testing/factories/demand-cast";
import { toBusinessDay } from "@/lib/dates";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { deliverNotice, listInbox } from "@/server/modules/notification";
import { endAbsence, listAbsences, setAbsence } from "@/server/modules/org";
import * as demands from ".";

const db = testDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const accepted = (by = cast.sales, change = {}) => makeAcceptedDemand(cast.partner, cast.dispatcher, cast.seller, by, cast.listing, change);
const today = async () => toBusinessDay(((await db.sql<{ now: Date }>("select app.now() as now"))[0] as { now: Date }).now);
const narrowedTo = (ctx: Ctx, productIds: string[]): Ctx => ({ ...ctx, org: ctx.org && { ...ctx.org, productIds } });
const rules = demands.demandRulesVersion;

/** Every way to reach a demand refuses this person as if it did not exist. */
async function expectUnreachable(ctx: Ctx, demandId: string): Promise<void> {
  const ways = [
    () => demands.readDemand(ctx, demandId),
    () => demands.readDeal(ctx, { demandId }),
    () => demands.logProgress(ctx, { demandId, text: "…" }),
    () => demands.editSolution(ctx, { demandId, lines: [] }),
    () => demands.askSubmitter(ctx, { demandId, question: "？" }),
    () => demands.requestClose(ctx, { demandId, outcome: "lost", reasonCode: "price", note: "…" }),
    () => demands.closeLost(ctx, { demandId, reasonCode: "price", note: "…" }),
    () => demands.revealContact(ctx, { demandId }),
    () => demands.demandForOffer(ctx, demandId),
    () => demands.acceptDemand(ctx, { demandId, rulesVersion: rules }),
    () => demands.extendDemand(ctx, { demandId, note: "…" }),
  ];
  for (const way of ways) await expect(way(), way.toString()).rejects.toMatchObject({ kind: "not_found" });
  expect((await demands.listDemand(ctx, {})).rows.map((row) => row.id)).not.toContain(demandId);
}

describe("a salesperson", () => {
  it("sees and does what is their own, never a colleague's; the team's owner sees all", async () => {
    const [mine, theirs] = [await accepted(), await accepted(cast.colleague)];
    expect(await demands.readDemand(cast.sales, mine)).toMatchObject({ sellerPersonId: personIdOf(cast.sales), sellerPersonName: cast.sales.actor.name });
    await expectUnreachable(cast.sales, theirs);
    await expectUnreachable(cast.colleague, mine);
    for (const id of [mine, theirs]) expect((await demands.readDemand(cast.sellerOwner, id)).status).toBe("converting");
  });

  it("sees what waits for the whole team, until a colleague takes it on", async () => {
    const id = await makePendingDemand(cast.partner, cast.dispatcher, cast.seller, cast.listing);
    for (const one of [cast.sales, cast.colleague]) expect((await demands.readDemand(one, id)).status).toBe("pending");
    await demands.acceptDemand(cast.colleague, { demandId: id, rulesVersion: rules });
    await expectUnreachable(cast.sales, id);
  });

  it("of a partner sees own submissions alone", async () => {
    const id = await makeSubmittedDemand(cast.partner, cast.listing);
    await expect(demands.readDemand(cast.partnerColleague, id)).rejects.toMatchObject({ kind: "not_found" });
    await expect(demands.cancelDemand(cast.partnerColleague, { demandId: id })).rejects.toMatchObject({ kind: "not_found" });
    expect((await demands.readDemand(cast.partnerOwner, id)).number).toMatch(/^D-/);
  });

  it("kept to products sees the demand that asks for them, and no other", async () => {
    const second = await makeListing(cast.seller);
    const [first, other] = [await accepted(cast.sellerOwner), await accepted(cast.sellerOwner, { products: [{ productId: second.productId, expectedShareBp: 500 }] })];
    const owner = narrowedTo(cast.sellerOwner, [second.productId]);
    expect((await demands.readDemand(owner, other)).interests).toMatchObject([{ productId: second.productId }]);
    await expectUnreachable(owner, first);
    const nobody = narrowedTo(cast.sellerOwner, [cast.listing.specId]);
    for (const id of [first, other]) await expectUnreachable(nobody, id);
  });
});

describe("a delegate", () => {
  it("does the absent colleague's work on those days, and hears of it; not before, not after", async () => {
    const id = await accepted();
    await expectUnreachable(cast.colleague, id);
    const from = await today();
    const absenceId = (await setAbsence(cast.sales, { delegatePersonId: personIdOf(cast.colleague), startsOn: from, endsOn: from, note: "年假" })).absenceId;
    expect(await listAbsences(cast.colleague)).toMatchObject([{ absenceId, running: true, endable: false, startsOn: from, endsOn: from, delegateName: cast.colleague.actor.name }]);
    await demands.logProgress(cast.colleague, { demandId: id, text: "代为跟进" });
    expect((await demands.readDemand(cast.colleague, id)).sellerPersonId).toBe(personIdOf(cast.sales));
    const notice = { orgId: cast.seller.id, kind: "demand.mention", values: { number: "D-1", name: "需求", person: "甲" }, path: `demands/${id}`, noun: "demand", nounId: id, personId: personIdOf(cast.sales) };
    await deliverNotice(notice, { jobId: "absent-1" });
    for (const reader of [cast.sales, cast.colleague]) expect((await listInbox(reader, {})).rows.filter(({ href }) => href.endsWith(id))).toHaveLength(1);
    expect((await listInbox(cast.sellerOwner, {})).rows.filter(({ href }) => href.endsWith(id))).toHaveLength(0);
    await passDays(db, 1);
    await expectUnreachable(cast.colleague, id);
    await deliverNotice(notice, { jobId: "absent-2" });
    expect((await listInbox(cast.colleague, {})).rows.filter(({ href }) => href.endsWith(id))).toHaveLength(1);
    await setAbsence(cast.sales, { delegatePersonId: personIdOf(cast.colleague), startsOn: await today(), endsOn: await today() }).then((made) => endAbsence(cast.sales, made));
    await expectUnreachable(cast.colleague, id);
  });
});

describe("hand-over", () => {
  it("moves the demand with its sight, several at once, each answered", async () => {
    const [first, second, foreign] = [await accepted(), await accepted(), await makeAcceptedDemand(cast.partner, cast.dispatcher, cast.otherSeller, cast.otherSales, cast.listing)];
    const to = personIdOf(cast.colleague);
    for (const refused of [cast.sales, cast.partner, cast.dispatcher, cast.sellerViewer]) await expect(demands.handOver(refused, { demandIds: [first], personId: to })).rejects.toMatchObject({ kind: "forbidden" });
    for (const nobody of [cast.otherSales, cast.sellerViewer, cast.partner]) await expect(demands.handOver(cast.sellerOwner, { demandIds: [first], personId: personIdOf(nobody) })).rejects.toMatchObject({ key: "demand.errors.noSuchColleague" });
    const answers = await demands.handOver(cast.sellerOwner, { demandIds: [first, foreign, second, first], personId: to, note: "区域调整" });
    expect(answers).toEqual([{ demandId: first, error: null }, { demandId: foreign, error: "notFound" }, { demandId: second, error: null }]);
    for (const id of [first, second]) {
      await expectUnreachable(cast.sales, id);
      expect(await demands.readDemand(cast.colleague, id)).toMatchObject({ sellerPersonName: cast.colleague.actor.name });
      expect(await db.sql("select 1 from audit_entry where noun_id = $1 and act = 'demand.hand_over'", [id])).toHaveLength(1);
    }
  });

  it("names who is to answer before anybody accepted, and that person follows it then", async () => {
    const id = await makePendingDemand(cast.partner, cast.dispatcher, cast.seller, cast.listing);
    await demands.handOver(cast.sellerOwner, { demandIds: [id], personId: personIdOf(cast.colleague) });
    await expectUnreachable(cast.sales, id);
    await demands.acceptDemand(cast.sellerOwner, { demandId: id, rulesVersion: rules });
    expect(await demands.readDemand(cast.colleague, id)).toMatchObject({ sellerPersonId: personIdOf(cast.colleague), status: "converting" });
  });

  it("of a partner moves the submitter, unseen by the seller", async () => {
    const id = await accepted();
    await demands.handOver(cast.partnerOwner, { demandIds: [id], personId: personIdOf(cast.partnerColleague) });
    await expect(demands.readDemand(cast.partner, id)).rejects.toMatchObject({ kind: "not_found" });
    await demands.closeLost(cast.partnerColleague, { demandId: id, reasonCode: "no_decision", note: "搁置" });
    expect((await demands.readDemand(cast.sales, id)).events.map(({ act }) => act)).not.toContain("hand_over");
  });
});

describe("notices", () => {
  const noticesOf = (id: string, kind: string) =>
    db.sql<{ payload: { orgId: string; personId?: string; roles?: string[] } }>("select payload from graphile_worker._private_jobs where payload ->> 'kind' = $2 and payload ->> 'nounId' = $1", [id, kind]).then((rows) => rows.map((row) => row.payload));

  it("of a taken demand go to whoever follows it and to the owners, not to the other salespeople", async () => {
    const id = await accepted();
    await demands.logProgress(cast.sales, { demandId: id, text: "…", mentions: [personIdOf(cast.sellerOwner), personIdOf(cast.sellerOwner)] });
    await demands.closeLost(cast.partner, { demandId: id, reasonCode: "price", note: "…" });
    const told = await noticesOf(id, "demand.close_lost");
    expect(told).toHaveLength(2);
    expect(told).toEqual(expect.arrayContaining([expect.objectContaining({ orgId: cast.seller.id, personId: personIdOf(cast.sales) }), expect.objectContaining({ orgId: cast.seller.id, roles: ["owner"] })]));
    expect(await noticesOf(id, "demand.mention")).toMatchObject([{ personId: personIdOf(cast.sellerOwner) }]);
    // A colleague who sees own deals alone would be called to a page that is not there for them.
    for (const nobody of [cast.partner, cast.colleague]) await expect(demands.logProgress(cast.sales, { demandId: await accepted(), text: "…", mentions: [personIdOf(nobody)] })).rejects.toMatchObject({ key: "demand.errors.noSuchColleague" });
  });

  it("of what nobody follows yet go to everybody who may take it on", async () => {
    const id = await makePendingDemand(cast.partner, cast.dispatcher, cast.seller, cast.listing);
    expect(await noticesOf(id, "demand.assign")).toMatchObject([{ orgId: cast.seller.id, roles: ["owner", "sales"] }]);
    await demands.sweepDemand(systemCtx("sweep"));
  });

  it("addressed to all salespeople are read by those alone who see the demand", async () => {
    const [id, other] = [await accepted(), await accepted(cast.sellerOwner, { products: [{ productId: (await makeListing(cast.seller)).productId, expectedShareBp: 100 }] })];
    for (const nounId of [id, other]) await deliverNotice({ orgId: cast.seller.id, roles: ["owner", "sales"], kind: "demand.warn", values: { number: "D-1", name: "需求" }, path: `demands/${nounId}`, noun: "demand", nounId }, { jobId: `all-${nounId}` });
    const hears = async (ctx: Ctx, nounId: string) => (await listInbox(ctx, {})).rows.some(({ href }) => href.endsWith(nounId));
    expect([await hears(cast.sales, id), await hears(cast.colleague, id), await hears(cast.sellerOwner, id)]).toEqual([true, false, true]);
    const scoped = narrowedTo(cast.sellerOwner, [cast.listing.productId]);
    expect([await hears(scoped, id), await hears(scoped, other)]).toEqual([true, false]);
  });
});
