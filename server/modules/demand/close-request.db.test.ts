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

const accepted = () => makeAcceptedDemand(cast.partner, cast.dispatcher, cast.seller, cast.sales, cast.listing);
const asked = async (change: Partial<demands.RequestCloseInput> = {}) => {
  const id = await accepted();
  await demands.requestClose(cast.sales, { demandId: id, outcome: "lost", reasonCode: "no_budget", note: "预算取消", ...change });
  return id;
};
const stateOf = async (id: string) => (await db.sql<{ status: string; reason_code: string | null; close_request: unknown }>("select status, reason_code, close_request from demand where id = $1", [id]))[0];
const auditOf = async (id: string, act: string) => db.sql<{ parties: string[]; payload: string }>("select parties, payload from audit_entry where noun_id = $1 and act = $2", [id, act]);

describe("a seller's request to close a partner's demand", () => {
  it("needs the right, the company, a running demand of a partner, and one at a time", async () => {
    const id = await accepted();
    const request = { demandId: id, outcome: "lost" as const, reasonCode: "price" as const, note: "太贵" };
    for (const refused of [cast.sellerViewer, cast.partner, cast.dispatcher]) await expect(demands.requestClose(refused, request)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(demands.requestClose(cast.otherSales, request)).rejects.toMatchObject({ kind: "not_found" });
    await demands.requestClose(cast.sales, request);
    await expect(demands.requestClose(cast.sales, request)).rejects.toMatchObject({ key: "demand.errors.closeRequested" });
    expect(await auditOf(id, "demand.request_close")).toMatchObject([{ parties: expect.arrayContaining([cast.seller.id, cast.partnerOrg.id]) }]);
    const own = await makeAcceptedDemand(cast.dispatcher, cast.dispatcher, cast.seller, cast.sales, cast.listing);
    await expect(demands.requestClose(cast.sales, { ...request, demandId: own })).rejects.toMatchObject({ key: "demand.errors.closeDirectly" });
    const pending = await makePendingDemand(cast.partner, cast.dispatcher, cast.seller, cast.listing);
    await expect(demands.requestClose(cast.sales, { ...request, demandId: pending })).rejects.toMatchObject({ key: "demand.errors.notRunning" });
  });

  it("says what is missing: evidence of a win, the reason of a loss", () => {
    const demandId = "01900000-0000-7000-8000-000000000000";
    expect(demands.requestCloseInput.safeParse({ demandId, outcome: "won", note: "线下" }).error?.issues).toMatchObject([{ path: ["evidence"], message: "errors.field.required" }]);
    expect(demands.requestCloseInput.safeParse({ demandId, outcome: "lost", note: "…" }).error?.issues).toMatchObject([{ path: ["reasonCode"], message: "errors.field.required" }]);
  });

  it("is confirmed by the partner alone, and closes as asked", async () => {
    const id = await asked({ outcome: "won", reasonCode: undefined, evidence: "HT-2026-77" });
    expect((await demands.readDemand(cast.partner, id)).closeRequest).toMatchObject({ outcome: "won", evidence: "HT-2026-77", note: "预算取消" });
    for (const refused of [cast.partnerViewer, cast.sales, cast.dispatcher]) await expect(demands.confirmClose(refused, { demandId: id })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(demands.confirmClose(cast.otherPartner, { demandId: id })).rejects.toMatchObject({ kind: "not_found" });
    await demands.confirmClose(cast.partner, { demandId: id });
    expect(await stateOf(id)).toEqual({ status: "closed_won_offline", reason_code: "won_offline", close_request: null });
    expect((await demands.readDemand(cast.sales, id)).events[0]).toMatchObject({ act: "close_won", detail: { by: "confirmed", evidence: "HT-2026-77" } });
    expect(await auditOf(id, "demand.close_won")).toHaveLength(1);
    await expect(demands.confirmClose(cast.partner, { demandId: id })).rejects.toMatchObject({ kind: "conflict" });
  });

  it("is refused with a reason: the demand goes on, and may be asked for again", async () => {
    const id = await asked();
    for (const refused of [cast.partnerViewer, cast.sales]) await expect(demands.refuseClose(refused, { demandId: id, note: "…" })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(demands.refuseClose(cast.otherPartner, { demandId: id, note: "…" })).rejects.toMatchObject({ kind: "not_found" });
    await demands.refuseClose(cast.partner, { demandId: id, note: "客户还在等" });
    expect(await stateOf(id)).toMatchObject({ status: "converting", close_request: null });
    await expect(demands.refuseClose(cast.partner, { demandId: id, note: "…" })).rejects.toMatchObject({ key: "demand.errors.noCloseRequest" });
    await expect(demands.confirmClose(cast.partner, { demandId: id })).rejects.toMatchObject({ key: "demand.errors.noCloseRequest" });
    expect(await auditOf(id, "demand.refuse_close")).toHaveLength(1);
    await demands.requestClose(cast.sales, { demandId: id, outcome: "lost", reasonCode: "price", note: "再次" });
  });

  it("is taken as confirmed when the partner is silent for 7 days, not before, once", async () => {
    const id = await asked();
    await passDays(db, 6.9);
    await demands.sweepCloseRequests(system);
    expect((await stateOf(id))?.status).toBe("converting");
    await passDays(db, 0.2);
    await Promise.all(Array.from({ length: 20 }, () => demands.sweepCloseRequests(system)));
    expect(await stateOf(id)).toEqual({ status: "closed_lost", reason_code: "no_budget", close_request: null });
    expect((await demands.readDemand(cast.partner, id)).events.filter(({ act }) => act === "close_lost")).toMatchObject([{ detail: { by: "silence", reason: "no_budget" } }]);
  });

  it("falls away when an offer is made, when the partner closes by itself, and on a new assignment", async () => {
    const [offered, closed, moved] = [await asked(), await asked(), await asked()];
    await demands.lockDemand(system, offered, offered);
    await demands.closeLost(cast.partner, { demandId: closed, reasonCode: "competitor", note: "…" });
    await db.sql("update demand set status = 'stale' where id = $1", [moved]);
    await demands.assignDemand(cast.dispatcher, { demandId: moved, sellerOrgId: cast.otherSeller.id });
    await passDays(db, 7.1);
    expect(await demands.sweepCloseRequests(system)).toBe(0);
    for (const id of [offered, closed, moved]) expect((await stateOf(id))?.close_request).toBeNull();
    expect((await stateOf(closed))?.reason_code).toBe("competitor");
  });

  it("leads to one effect when 50 confirmations, refusals and the clock meet, in every round", async () => {
    for (let round = 0; round < 4; round += 1) {
      const id = await asked();
      await db.sql("update demand set close_request_due_at = app.now() - interval '1 second' where id = $1", [id]);
      const answers = await Promise.allSettled([
        ...Array.from({ length: 50 }, () => demands.confirmClose(cast.partner, { demandId: id })),
        ...(round % 2 ? Array.from({ length: 10 }, () => demands.refuseClose(cast.partner, { demandId: id, note: "…" })) : []),
      ].concat(round > 1 ? Array.from({ length: 10 }, () => demands.sweepCloseRequests(system).then((n) => { if (n !== 1) throw new Error("another was first"); })) : []));
      expect(answers.filter((one) => one.status === "fulfilled")).toHaveLength(1);
      const written = await db.sql("select 1 from demand_event where demand_id = $1 and act in ('close_lost', 'close_won', 'refuse_close')", [id]);
      const audited = await db.sql("select 1 from audit_entry where noun_id = $1 and act in ('demand.close_lost', 'demand.close_won', 'demand.refuse_close')", [id]);
      expect([written.length, audited.length]).toEqual([1, 1]);
    }
  });
});

describe("papers", () => {
  it("of a close and of progress are shown to the other company, and to nobody else", async () => {
    const id = await accepted();
    const [minutes, contract] = [await makeFile(cast.seller), await makeFile(cast.partnerOrg, { purpose: "evidence", name: "合同.pdf" })];
    await demands.logProgress(cast.sales, { demandId: id, text: "附纪要", fileIds: [minutes] });
    await demands.closeWon(cast.partner, { demandId: id, evidence: "HT-1", fileIds: [contract] });
    for (const reader of [cast.sales, cast.partner, cast.dispatcher]) {
      const files = (await demands.readDemand(reader, id)).events.flatMap((event) => event.files);
      expect(files.map((one) => one.fileId).toSorted()).toEqual([minutes, contract].toSorted());
    }
    await expect(openFile(cast.otherSales, minutes)).rejects.toMatchObject({ kind: "not_found" });
    const shares = await db.sql<{ org_id: string }>("select org_id from file_share where file_id = any($1) order by created_at", [[minutes, contract]]);
    expect(shares.map((row) => row.org_id)).toEqual([cast.partnerOrg.id, cast.seller.id]);
  });

  it("must be one's own, of the right purpose and not refused", async () => {
    const id = await accepted();
    const unusable = [await makeFile(cast.partnerOrg), await makeFile(cast.seller, { purpose: "certificate" }), await makeFile(cast.seller, { state: "refused" }), cast.listing.productId];
    for (const fileId of unusable) await expect(demands.logProgress(cast.sales, { demandId: id, text: "…", fileIds: [fileId] })).rejects.toMatchObject({ key: "demand.errors.fileUnusable" });
    expect((await demands.readDemand(cast.sales, id)).events.map(({ act }) => act)).not.toContain("progress");
  });
});
