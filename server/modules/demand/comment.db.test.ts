import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { demandEvent } from "@/db/schema";
import { testDatabase } from "@/testing/database";
import { filledDemand, makeAcceptedDemand, makePendingDemand, makeSubmittedDemand } from "@/testing/factories/demand";
import { type Cast, makeCast, makeFile, passDays, personIdOf } from "@/testing/factories/demand-cast";
import { type MadeOrg, personIn } from "@/testing/factories";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import { readFileDetail } from "@/server/modules/file";
import * as demands from ".";

const db = testDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const accepted = () => makeAcceptedDemand(cast.partner, cast.dispatcher, cast.seller, cast.sales, cast.listing);
const say = (ctx: Ctx, demandId: string, text: string, change: Partial<demands.DemandCommentInput> = {}) => demands.commentDemand(ctx, { demandId, text, audience: "deal", ...change });
const isComment = ({ act }: { act: string }) => act === "comment" || act === "own_comment";
/** What this person reads in the history, oldest first; the deal's timeline has to tell the same. */
async function heard(ctx: Ctx, demandId: string): Promise<string[]> {
  const inHistory = (await demands.readDemand(ctx, demandId)).events.filter(isComment).map(({ note }) => note).toReversed();
  const inDeal = (await demands.readDeal(ctx, { demandId })).stages.flatMap(({ moments }) => moments.filter(isComment).map(({ note }) => note));
  expect(inDeal.toSorted()).toEqual(inHistory.toSorted());
  return inHistory;
}
const noticesOf = (demandId: string, kind: string) => db.sql<{ org: string; person: string | null }>("select payload->>'orgId' as org, payload->>'personId' as person from graphile_worker._private_jobs where payload->>'kind' = $2 and payload->>'nounId' = $1", [demandId, kind]);

describe("what is said to everybody", () => {
  it("is read by submitter, seller and operators, and each other side is told", async () => {
    const id = await accepted();
    await say(cast.partner, id, "客户下周三可演示");
    await say(cast.sales, id, "已约工程师");
    await say(cast.dispatcher, id, "请双方确认时间");
    for (const ctx of [cast.partner, cast.sales, cast.dispatcher, cast.partnerOwner, cast.sellerViewer]) expect(await heard(ctx, id)).toEqual(["客户下周三可演示", "已约工程师", "请双方确认时间"]);
    const told = (await noticesOf(id, "demand.comment")).map(({ org }) => org);
    const times = (org: string | undefined) => told.filter((one) => one === org).length;
    expect(new Set(told)).toEqual(new Set([cast.seller.id, cast.partnerOrg.id, cast.dispatcher.org?.id]));
    expect(times(cast.dispatcher.org?.id)).toBe(2);
    const deal = await demands.readDeal(cast.sales, { demandId: id });
    expect(deal.stages.find(({ stage }) => stage === "progress")?.moments.map(({ act }) => act)).toEqual(["comment", "comment", "comment"]);
  });

  it("reaches no seller before its acceptance, then reaches it; what was said before the assignment never does", async () => {
    const id = await makeSubmittedDemand(cast.partner, cast.listing);
    await say(cast.partner, id, "先说");
    await demands.assignDemand(cast.dispatcher, { demandId: id, sellerOrgId: cast.seller.id });
    await say(cast.partner, id, "再说");
    await say(cast.sales, id, "我方可承接");
    expect((await demands.readDemand(cast.partner, id)).sellerReads).toBe("once_accepted");
    expect(await heard(cast.sales, id)).toEqual(["我方可承接"]);
    expect((await noticesOf(id, "demand.comment")).filter(({ org }) => org === cast.seller.id)).toEqual([]);
    await demands.acceptDemand(cast.sales, { demandId: id, rulesVersion: demands.demandRulesVersion });
    expect(await heard(cast.sales, id)).toEqual(["再说", "我方可承接"]);
    expect(await heard(cast.dispatcher, id)).toEqual(["先说", "再说", "我方可承接"]);
    expect((await demands.readDemand(cast.partner, id)).sellerReads).toBe("now");
  });

  it("is hidden from the seller again with the customer after a loss, and is not the next seller's", async () => {
    const lost = await accepted();
    await say(cast.partner, lost, "客户名称在此");
    await demands.closeLost(cast.partner, { demandId: lost, reasonCode: "price", note: "贵" });
    expect(await heard(cast.sales, lost)).toEqual(["客户名称在此"]);
    await passDays(db, 31);
    await demands.sweepMasks(systemCtx("sweep"));
    expect(await heard(cast.sales, lost)).toEqual([]);
    expect((await demands.readDemand(cast.partner, lost)).sellerReads).toBe("not");
    const refused = await makePendingDemand(cast.partner, cast.dispatcher, cast.seller, cast.listing);
    await say(cast.partner, refused, "给第一家");
    await say(cast.sales, refused, "我方内部", { audience: "own" });
    await demands.rejectDemand(cast.sales, { demandId: refused, reasonCode: "no_capacity", note: "满" });
    await demands.assignDemand(cast.dispatcher, { demandId: refused, sellerOrgId: cast.otherSeller.id });
    await demands.acceptDemand(cast.otherSales, { demandId: refused, rulesVersion: demands.demandRulesVersion });
    expect(await heard(cast.otherSales, refused)).toEqual([]);
  });
});

describe("what a company says among its own", () => {
  it("is nobody else's, not even the operators', and nobody else is told", async () => {
    const id = await accepted();
    await say(cast.partner, id, "底价九折", { audience: "own" });
    await say(cast.sales, id, "成本七折", { audience: "own" });
    await say(cast.dispatcher, id, "观察中", { audience: "own" });
    expect(await heard(cast.partner, id)).toEqual(["底价九折"]);
    expect(await heard(cast.sellerOwner, id)).toEqual(["成本七折"]);
    expect(await heard(cast.auditor, id)).toEqual(["观察中"]);
    expect(await noticesOf(id, "demand.comment")).toEqual([]);
    const parties = await db.sql<{ parties: string[] }>("select parties from audit_entry where noun_id = $1 and act = 'demand.comment'", [id]);
    expect(parties.map((row) => row.parties.length)).toEqual([1, 1, 1]);
  });

  it("cannot be read, changed or forged past the verb, and outlives a new assignment", async () => {
    const id = await makePendingDemand(cast.partner, cast.dispatcher, cast.seller, cast.listing);
    await say(cast.partner, id, "底价九折", { audience: "own" });
    const mine = and(eq(demandEvent.demandId, id), eq(demandEvent.act, "own_comment"));
    for (const ctx of [cast.dispatcher, cast.sales]) {
      expect(await withTx(ctx, (tx) => tx.select().from(demandEvent).where(mine))).toEqual([]);
      expect(await withTx(ctx, (tx) => tx.update(demandEvent).set({ note: "改" }).where(mine).returning())).toEqual([]);
      const forged = { demandId: id, act: "own_comment", actorName: "甲", actorOrgId: cast.partnerOrg.id, note: "伪造" };
      await expect(withTx(ctx, (tx) => tx.insert(demandEvent).values(forged))).rejects.toThrow();
    }
    await demands.rejectDemand(cast.sales, { demandId: id, reasonCode: "no_capacity", note: "满" });
    await demands.assignDemand(cast.dispatcher, { demandId: id, sellerOrgId: cast.otherSeller.id });
    expect(await heard(cast.partner, id)).toEqual(["底价九折"]);
  });
});

describe("papers and names", () => {
  it("open to whoever reads the words beside them, no longer and no sooner", async () => {
    const id = await makePendingDemand(cast.partner, cast.dispatcher, cast.seller, cast.listing);
    const [shared, own] = [await makeFile(cast.partnerOrg), await makeFile(cast.partnerOrg, { name: "底价.pdf" })];
    await say(cast.partner, id, "纪要", { fileIds: [shared] });
    await say(cast.partner, id, "底价", { audience: "own", fileIds: [own] });
    await expect(readFileDetail(cast.sales, shared)).rejects.toMatchObject({ kind: "not_found" });
    await demands.acceptDemand(cast.sales, { demandId: id, rulesVersion: demands.demandRulesVersion });
    expect(await readFileDetail(cast.sales, shared)).toMatchObject({ id: shared });
    expect(await readFileDetail(cast.dispatcher, shared)).toMatchObject({ id: shared });
    for (const reader of [cast.sales, cast.otherPartner, cast.dispatcher]) await expect(readFileDetail(reader, own)).rejects.toMatchObject({ kind: "not_found" });
    expect((await demands.readDemand(cast.sales, id)).events.flatMap(({ files }) => files)).toEqual([{ fileId: shared, name: "纪要.pdf" }]);
    expect((await demands.readDemand(cast.dispatcher, id)).events.flatMap(({ files }) => files)).toEqual([{ fileId: shared, name: "纪要.pdf" }]);
    await demands.closeLost(cast.partner, { demandId: id, reasonCode: "price", note: "贵" });
    await passDays(db, 31);
    await demands.sweepMasks(systemCtx("sweep"));
    await expect(readFileDetail(cast.sales, shared)).rejects.toMatchObject({ kind: "not_found" });
  });

  it("foreign papers and strangers are refused, and nothing is written", async () => {
    const id = await accepted();
    await expect(say(cast.partner, id, "…", { fileIds: [await makeFile(cast.seller)] })).rejects.toMatchObject({ kind: "invalid", key: "demand.errors.fileUnusable" });
    // Nobody is called to what they cannot see: not the other side, not a colleague who sees own deals alone.
    for (const nobody of [cast.sales, cast.partnerColleague]) await expect(say(cast.partner, id, "…", { mentions: [personIdOf(nobody)] })).rejects.toMatchObject({ kind: "invalid", key: "demand.errors.noSuchColleague" });
    expect(await heard(cast.partner, id)).toEqual([]);
  });

  it("tell the colleagues named, operators too, without the words", async () => {
    const id = await accepted();
    await say(cast.partner, id, "@同事 秘密词", { audience: "own", mentions: [personIdOf(cast.partnerOwner), personIdOf(cast.partnerOwner)] });
    const lead = await personIn(cast.dispatcher.org as MadeOrg, ["lead"]);
    await say(cast.dispatcher, id, "@组长 秘密词", { mentions: [personIdOf(lead)] });
    expect((await noticesOf(id, "demand.mention_comment")).map(({ person }) => person).toSorted()).toEqual([personIdOf(cast.partnerOwner), personIdOf(lead)].toSorted());
    expect((await demands.readDemand(cast.partner, id)).events.find(({ act }) => act === "own_comment")?.detail).toEqual({ mentions: cast.partnerOwner.actor.name });
    for (const table of ["audit_entry", "graphile_worker._private_jobs", "idempotency_key"]) expect(JSON.stringify(await db.sql(`select t::text as row from ${table} t`))).not.toContain("秘密词");
  });
});

describe("who may", () => {
  it("whoever follows demand of a company that takes part; 403 else, 404 for the rest, 409 on a draft", async () => {
    const id = await accepted();
    for (const ctx of [cast.sellerViewer, cast.partnerViewer, cast.auditor]) await expect(say(ctx, id, "…")).rejects.toMatchObject({ kind: "forbidden", values: { permission: "demand:follow" } });
    for (const ctx of [cast.otherSales, cast.otherPartner, cast.colleague]) await expect(say(ctx, id, "…")).rejects.toMatchObject({ kind: "not_found" });
    const { id: draft } = await demands.saveDraft(cast.partner, filledDemand(cast.listing));
    await expect(say(cast.partner, draft, "…")).rejects.toMatchObject({ kind: "conflict", key: "demand.errors.notSubmittedYet" });
    await expect(say(cast.dispatcher, draft, "…")).rejects.toMatchObject({ kind: "not_found" });
    await expect(say(systemCtx("job"), id, "…")).rejects.toMatchObject({ kind: "unauthenticated" });
    expect((await demands.readDemand(cast.sellerViewer, id)).acts.comment).toBe("permission");
    expect((await demands.readDemand(cast.partner, draft)).acts.comment).toBe("state");
  });

  it("keeps strange text as it is and refuses what cannot be kept", async () => {
    const id = await accepted();
    const strange = ["<script>alert(1)</script>", "=HYPERLINK(\"x\")", "'; drop table demand;--", "👩‍💻 ‮evil", "𠮷野家"];
    for (const text of strange) await say(cast.partner, id, demands.demandCommentInput.parse({ demandId: id, text, audience: "deal" }).text);
    expect(await heard(cast.dispatcher, id)).toEqual(strange);
    for (const text of ["", " \u200b ", "a\0b", "x".repeat(2001)]) expect(demands.demandCommentInput.safeParse({ demandId: id, text, audience: "deal" }).success).toBe(false);
    expect(demands.demandCommentInput.safeParse({ demandId: id, text: "x", audience: "seller" }).success).toBe(false);
  });

  it("hears no more than so many in an hour from one company", async () => {
    const id = await accepted();
    await db.sql("insert into demand_event (demand_id, act, actor_name, actor_org_id) select $1, 'comment', 'x', $2 from generate_series(1, $3::int)", [id, cast.partnerOrg.id, demands.commentsPerHour - 5]);
    const said = await Promise.allSettled(Array.from({ length: 20 }, (_one, at) => say(cast.partner, id, `第 ${at} 条`)));
    expect(said.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    for (const one of said) if (one.status === "rejected") expect(one.reason).toMatchObject({ kind: "limited", key: "demand.errors.tooManyComments" });
    await expect(say(cast.sales, id, "另一方仍可")).resolves.toBeTruthy();
    await passDays(db, 0.05);
    await expect(say(cast.partner, id, "一小时后")).resolves.toBeTruthy();
  });

  it("writes one comment however often it is sent under one key, and refuses another under it", async () => {
    const id = await accepted();
    const key = "0123456789abcdef0123456789abcdef";
    const sent = await Promise.all(Array.from({ length: 50 }, () => say(cast.partner, id, "只此一次", { key })));
    expect(new Set(sent.map((one) => one.id)).size).toBe(1);
    expect(await heard(cast.partner, id)).toEqual(["只此一次"]);
    expect(await db.sql("select 1 from audit_entry where noun_id = $1 and act = 'demand.comment'", [id])).toHaveLength(1);
    await expect(say(cast.partner, id, "别的", { key })).rejects.toMatchObject({ kind: "conflict" });
  });
});
