import { beforeAll, describe, expect, it } from "vitest";
import { systemCtx } from "@/server/kernel/ctx";
import * as demands from "@/server/modules/demand";
import { joinProgram } from "@/server/modules/org";
import { testDatabase } from "@/testing/database";
import { makePendingDemand } from "@/testing/factories/demand";
import { type Cast, makeCast } from "@/testing/factories/demand-cast";
import { demandConversion, ratesOf } from ".";

const db = testDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
  const handedOn = await makePendingDemand(cast.partner, cast.dispatcher, cast.seller, cast.listing);
  await demands.rejectDemand(cast.sales, { demandId: handedOn, reasonCode: "region", note: "不在区域" });
  await demands.assignDemand(cast.dispatcher, { demandId: handedOn, sellerOrgId: cast.otherSeller.id });
  await demands.acceptDemand(cast.otherSales, { demandId: handedOn, rulesVersion: demands.demandRulesVersion });
  const refused = await makePendingDemand(cast.partner, cast.dispatcher, cast.seller, cast.listing);
  await demands.rejectDemand(cast.sales, { demandId: refused, reasonCode: "no_capacity", note: "排期已满" });
});

describe("conversion by seller", () => {
  const rows = async (...[ctx, filter]: Parameters<typeof demands.listDemand>) => (await demands.listDemand(ctx, { cohort: "submitted", stage: "rejected", ...filter })).rows.length;

  it("counts against a seller what it refused itself, that which went on too, and opens the rows it may still see", async () => {
    const [theirs, ours, all] = [await demandConversion(cast.otherSales), await demandConversion(cast.sellerOwner), await demandConversion(cast.dispatcher)];
    expect([theirs.total.count.rejected, ratesOf(theirs.total).acceptance, theirs.passedOn]).toEqual([0, 10_000, 0]);
    expect([ours.total.count.rejected, ours.total.answers, ours.passedOn]).toEqual([1, { accepted: 0, refused: 2, lapsed: 0 }, 1]);
    expect([ours.total.count.submitted, ours.months.at(-1)?.count.submitted, ours.months.at(-1)?.answers.refused]).toEqual([1, 1, 2]);
    expect([all.total.count.rejected, ratesOf(all.total).acceptance, all.passedOn]).toEqual([2, 3333, 0]);
    expect(await Promise.all([rows(cast.otherSales, {}), rows(cast.sales, {}), rows(cast.dispatcher, {})])).toEqual([0, 1, 2]);
  });

  it("counts what went on by product, source and partner, and by its close when it was refused; a salesperson's figures stay the own", async () => {
    const byProduct = await demandConversion(cast.sellerOwner, { by: "product" });
    expect(byProduct.groups).toMatchObject([{ key: cast.listing.productId, count: { rejected: 1 }, answers: { refused: 2 } }]);
    for (const asked of [{ by: "source" }, { by: "partner" }, { by: "seller" }, { cohort: "closed" }, { productId: cast.listing.productId }, { source: "partner" }, { partnerOrgId: cast.partnerOrg.id }] as const) {
      const { total, groups } = await demandConversion(cast.sellerOwner, asked);
      expect([asked, total.answers.refused]).toEqual([asked, 2]);
      if ("by" in asked) expect(groups).toMatchObject([{ count: { rejected: 1 }, answers: { refused: 2 } }]);
    }
    expect((await demandConversion(cast.sellerOwner, { source: "marketing" })).passedOn).toBe(0);
    expect((await demandConversion(cast.sales)).passedOn).toBe(0);
  });

  it("groups so by seller for operators and the partner, where every refusal opens", async () => {
    for (const ctx of [cast.dispatcher, cast.partner]) {
      const { groups, total } = await demandConversion(ctx, { by: "seller" });
      expect(Object.fromEntries(groups.map(({ key, count }) => [key, [count.submitted, count.rejected]]))).toEqual({ [cast.seller.id]: [1, 2], [cast.otherSeller.id]: [1, 0] });
      expect([total.count.submitted, total.count.rejected]).toEqual([2, 2]);
      for (const [sellerId, n] of [[cast.seller.id, 2], [cast.otherSeller.id, 0]] as const) {
        expect((await demandConversion(ctx, { sellerOrgId: sellerId })).total.count).toMatchObject({ submitted: 1, rejected: n });
        expect(await rows(ctx, { sellerId })).toBe(n);
      }
    }
  });

  it("gives every demand without a deal one reason by how it stands, and tells ended from open", async () => {
    const { reasons, months, total } = await demandConversion(cast.dispatcher);
    expect(reasons).toMatchObject([{ status: "rejected", code: "no_capacity", count: 1 }]);
    expect(total.ended).toBe(1);
    expect(months.at(-1)).toMatchObject({ ended: 1, count: { submitted: 2, won: 0 } });
    await db.sql("update demand set due_at = app.now() - interval '1 second' where status = 'pending'");
    const waiting = await makePendingDemand(cast.partner, cast.dispatcher, cast.seller, cast.listing);
    await db.sql("update demand set due_at = app.now() - interval '1 second' where id = $1", [waiting]);
    await demands.sweepLapsed(systemCtx("sweep"));
    expect((await demandConversion(cast.sales)).reasons).toContainEqual({ status: "lapsed", code: "lapsed", count: 1, amountFen: expect.any(String) });
  });

  it("leaves what arrived in conversion out of how often and how soon demand is accepted", async () => {
    await joinProgram(cast.dispatcher, { orgId: cast.seller.id, program: "accelerator" });
    const before = await demandConversion(cast.sales);
    const [listed] = await db.sql<{ code: string }>("select code from product where id = $1", [cast.listing.productId]);
    const customer = { account: "acct-arrived", name: "抵达集团", contact_name: "王工", contact_details: "13800000000" };
    const data = { demand_id: "mkt-1", name: "直接转化的需求", delivery_mode: "saas", main_ask: "客户已确认要试用", product_codes: [listed?.code], customer, created_at: new Date().toISOString() };
    await demands.applyDemandEvent(systemCtx("events"), { type: "demand.created", at: new Date(), data });
    const after = await demandConversion(cast.sales);
    expect(after.total.count.accepted).toBe(before.total.count.accepted + 1);
    expect([after.total.answers.accepted, ratesOf(after.total).acceptance, after.total.medianSeconds.accept]).toEqual([before.total.answers.accepted, ratesOf(before.total).acceptance, before.total.medianSeconds.accept]);
  });
});
