import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/testing/database";
import { makeAcceptedDemand, makePendingDemand } from "@/testing/factories/demand";
import { type Cast, makeCast, makeFile, passDays } from "@/testing/factories/demand-cast";
import { systemCtx } from "@/server/kernel/ctx";
import { openFile } from "@/server/modules/file";
import * as demands from ".";

const db = testDatabase();
const system = systemCtx("sweep");
let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const candidates = (id: string, first: string, next: string) =>
  db.sql("insert into demand_candidate (demand_id, position, seller_org_id, state) values ($1, 1, $2, 'asked'), ($1, 2, $3, 'waiting')", [id, first, next]);
const states = async (id: string) => (await db.sql<{ state: string }>("select state from demand_candidate where demand_id = $1 order by position", [id])).map((row) => row.state);
const pending = () => makePendingDemand(cast.partner, cast.dispatcher, cast.seller, cast.listing);
const reject = (demandId: string, ctx = cast.sales) => demands.rejectDemand(ctx, { demandId, reasonCode: "region", note: "不在区域" });

describe("sellers named in turn", () => {
  it("are asked after a refusal, each with its own time and nothing of the one before", async () => {
    const id = await pending();
    await candidates(id, cast.seller.id, cast.otherSeller.id);
    await demands.extendDemand(cast.sales, { demandId: id, note: "多两天" });
    await passDays(db, 1);
    await reject(id);
    expect(await states(id)).toEqual(["refused", "asked"]);
    const seen = await demands.readDemand(cast.otherSales, id);
    expect(seen).toMatchObject({ status: "pending", extendedAt: null, reasonCode: null, customer: null, sellerOrgId: cast.otherSeller.id });
    expect(seen.events.map(({ act }) => act)).toEqual(["reoffer"]);
    expect(Date.parse(seen.dueAt ?? "") - Date.parse(seen.assignedAt ?? "")).toBe(5 * 86_400_000);
    await expect(demands.readDemand(cast.sales, id)).rejects.toMatchObject({ kind: "not_found" });
    expect((await demands.readDemand(cast.partner, id)).events.map(({ act }) => act)).toEqual(["reoffer", "reject", "extend", "assign", "submit"]);
    expect(await db.sql("select parties from audit_entry where noun_id = $1 and act = 'demand.reoffer'", [id])).toMatchObject([{ parties: expect.arrayContaining([cast.otherSeller.id, cast.partnerOrg.id]) }]);
  });

  it("end with the last: refused or lapsed, it waits for the dispatchers", async () => {
    const id = await pending();
    await candidates(id, cast.seller.id, cast.otherSeller.id);
    await passDays(db, 5.1);
    await demands.sweepLapsed(system);
    await reject(id, cast.otherSales);
    expect(await states(id)).toEqual(["lapsed", "refused"]);
    expect((await demands.readDemand(cast.dispatcher, id)).status).toBe("rejected");
    await demands.assignDemand(cast.dispatcher, { demandId: id, sellerOrgId: cast.seller.id });
    expect((await demands.readDemand(cast.sales, id)).status).toBe("pending");
  });

  it("are passed over once one accepted, the submitter recalled it, or the dispatcher chose anew", async () => {
    const [taken, recalled, chosen] = [await pending(), await pending(), await pending()];
    for (const id of [taken, recalled, chosen]) await candidates(id, cast.seller.id, cast.otherSeller.id);
    await demands.acceptDemand(cast.sales, { demandId: taken, rulesVersion: demands.demandRulesVersion });
    await demands.cancelDemand(cast.partner, { demandId: recalled });
    await db.sql("update demand set status = 'lapsed' where id = $1", [chosen]);
    await demands.assignDemand(cast.dispatcher, { demandId: chosen, sellerOrgId: cast.seller.id });
    expect([await states(taken), await states(recalled), await states(chosen)]).toEqual([["accepted", "skipped"], ["skipped", "skipped"], ["skipped", "skipped"]]);
    await reject(chosen);
    expect((await demands.readDemand(cast.dispatcher, chosen)).status).toBe("rejected");
  });
});

describe("a stale demand given to another seller", () => {
  it("takes the customer, the papers, the solution and the history from the one before", async () => {
    const id = await makeAcceptedDemand(cast.partner, cast.dispatcher, cast.seller, cast.sales, cast.listing);
    const paper = await makeFile(cast.partnerOrg);
    await demands.logProgress(cast.sales, { demandId: id, text: "初访", fileIds: [await makeFile(cast.seller)] });
    await demands.editSolution(cast.sales, { demandId: id, lines: [{ productSpecId: cast.listing.specId, quantity: 2 }] });
    await db.sql("insert into file_share (file_id, owner_org_id, org_id) values ($1, $2, $3)", [paper, cast.partnerOrg.id, cast.seller.id]);
    const [event] = await db.sql<{ id: string }>("select id from demand_event where demand_id = $1 limit 1", [id]);
    await db.sql("insert into demand_file (demand_id, event_id, file_id, name) values ($1, $2, $3, 'x')", [id, event?.id, paper]);
    await passDays(db, 30.1);
    await demands.sweepDemand(system);
    expect((await demands.readDemand(cast.sales, id)).status).toBe("stale");
    await demands.assignDemand(cast.dispatcher, { demandId: id, sellerOrgId: cast.otherSeller.id });
    await expect(demands.readDemand(cast.sales, id)).rejects.toMatchObject({ kind: "not_found" });
    await expect(demands.revealContact(cast.sales, { demandId: id })).rejects.toMatchObject({ kind: "not_found" });
    await expect(openFile(cast.sales, paper)).rejects.toMatchObject({ kind: "not_found" });
    const seen = await demands.readDemand(cast.otherSales, id);
    expect(seen).toMatchObject({ status: "pending", customer: null, solution: [], sellerPersonId: null, acceptedAt: null, lastProgressAt: null, firstProgressAt: null, offeredAt: null });
    expect(seen.events.map(({ act }) => act)).toEqual(["assign"]);
    await demands.acceptDemand(cast.otherSales, { demandId: id, rulesVersion: demands.demandRulesVersion });
    expect((await demands.readDemand(cast.otherSales, id)).customer?.name).toMatch(/^客户/);
  });
});

describe("the deal's own marks", () => {
  it("are kept once: first progress, first offer", async () => {
    const id = await makeAcceptedDemand(cast.partner, cast.dispatcher, cast.seller, cast.sales, cast.listing);
    await demands.logProgress(cast.sales, { demandId: id, text: "一" });
    await demands.lockDemand(system, id, id);
    const first = await demands.readDemand(cast.sales, id);
    await passDays(db, 1);
    await demands.unlockDemand(system, id, "expired");
    await demands.logProgress(cast.sales, { demandId: id, text: "二", nextStep: "签约", nextStepOn: "2030-03-01" });
    await demands.lockDemand(system, id, id);
    const then = await demands.readDemand(cast.sales, id);
    expect([then.firstProgressAt, then.offeredAt]).toEqual([first.firstProgressAt, first.offeredAt]);
    expect(first.firstProgressAt).not.toBeNull();
    const nextStep = async () => (await db.sql<{ day: string | null }>("select next_step_on::text as day from demand where id = $1", [id]))[0]?.day;
    expect(await nextStep()).toBe("2030-03-01");
    await demands.winDemand(system, { demandId: id, orderId: id });
    expect(await nextStep()).toBeNull();
    expect(then.lastProgressAt).not.toBe(first.lastProgressAt);
  });

  it("flag a refund of the winning order alone, once", async () => {
    const id = await makeAcceptedDemand(cast.partner, cast.dispatcher, cast.seller, cast.sales, cast.listing);
    const orderId = "01900000-0000-7000-8000-00000000aaaa";
    await demands.lockDemand(system, id, id);
    expect(await demands.markRefunded(system, { demandId: id, orderId })).toBe(false);
    await demands.winDemand(system, { demandId: id, orderId });
    expect(await demands.markRefunded(system, { demandId: id, orderId: id })).toBe(false);
    const flagged = await Promise.all(Array.from({ length: 20 }, () => demands.markRefunded(system, { demandId: id, orderId })));
    expect(flagged.filter(Boolean)).toHaveLength(1);
    expect(await demands.readDemand(cast.partner, id)).toMatchObject({ status: "won", refundedAt: expect.any(String) });
    await expect(demands.markRefunded(cast.dispatcher, { demandId: id, orderId })).rejects.toMatchObject({ kind: "forbidden" });
  });
});
