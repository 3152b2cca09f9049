import { beforeAll, describe, expect, it } from "vitest";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { closeLost } from "@/server/modules/demand";
import { testDatabase } from "@/testing/database";
import { makeAcceptedDemand, makeListing, makePendingDemand } from "@/testing/factories/demand";
import { type Cast, makeCast } from "@/testing/factories/demand-cast";
import { filledOffer, makeDemandOffer, makeOwnOffer } from "@/testing/factories/offer";
import * as offers from ".";

const db = testDatabase();
const system = systemCtx("offer");
let cast: Cast;
const accepted = () => makeAcceptedDemand(cast.partner, cast.dispatcher, cast.seller, cast.sales, cast.listing);
const hindrance = (demandId: string, ctx: Ctx = cast.sales) => offers.offerHindrance(ctx, demandId);

beforeAll(async () => {
  cast = await makeCast();
});

describe("why no offer can be made from a demand", () => {
  it("is told by what stands in the way; nothing does while it is in conversion", async () => {
    const demandId = await accepted();
    expect(await hindrance(demandId)).toBeNull();
    const pending = await makePendingDemand(cast.partner, cast.dispatcher, cast.seller, cast.listing);
    expect(await hindrance(pending, cast.sellerOwner)).toMatchObject({ why: "early", status: "pending" });
    const { id } = await makeDemandOffer(cast.sales, demandId, cast.listing);
    expect(await hindrance(demandId)).toMatchObject({ why: "held", status: "offered" });
    await offers.withdrawOffer(cast.sales, { offerId: id }).catch(() => offers.revokeOffer(cast.sales, { offerId: id, note: "…" }));
    await closeLost(cast.partner, { demandId, reasonCode: "price", note: "太贵" });
    expect(await hindrance(demandId)).toMatchObject({ why: "ended", status: "closed_lost" });
  });

  it("does not say whether a foreign demand exists", async () => {
    const demandId = await accepted();
    const nobody = { why: "gone", number: "", status: null };
    expect(await hindrance(demandId, cast.otherSales)).toEqual(nobody);
    expect(await hindrance("01900000-0000-7000-8000-000000000000", cast.otherSales)).toEqual(nobody);
    await expect(hindrance(demandId, cast.partner)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(hindrance(demandId, cast.sellerViewer)).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("an earlier offer taken up again", () => {
  it("keeps its demand while that is free, and while it holds it itself", async () => {
    const demandId = await accepted();
    const { id } = await makeDemandOffer(cast.sales, demandId, cast.listing);
    expect(await offers.offerDraft(cast.sales, id)).toMatchObject({ demandId, hindrance: null, shares: { [cast.listing.productId]: 800 } });
    await offers.revokeOffer(cast.sales, { offerId: id, note: "…" });
    expect(await offers.offerDraft(cast.sales, id)).toMatchObject({ demandId, hindrance: null });
    const next = await makeDemandOffer(cast.sales, demandId, cast.listing);
    expect(await offers.offerDraft(cast.sales, id)).toMatchObject({ hindrance: { why: "held" }, shares: {} });
    expect(await offers.offerDraft(cast.sales, next.id)).toMatchObject({ hindrance: null });
  });

  it("says that its demand ended, and that of others is not found", async () => {
    const demandId = await accepted();
    const { id } = await makeDemandOffer(cast.sales, demandId, cast.listing);
    await offers.revokeOffer(cast.sales, { offerId: id, note: "…" });
    await closeLost(cast.partner, { demandId, reasonCode: "price", note: "太贵" });
    expect(await offers.offerDraft(cast.sales, id)).toMatchObject({ hindrance: { why: "ended" } });
    await expect(offers.offerDraft(cast.otherSales, id)).rejects.toMatchObject({ kind: "not_found" });
    const values = await filledOffer(cast.sales, cast.listing, { demandId });
    await expect(offers.makeOffer(cast.sales, values)).rejects.toMatchObject({ kind: expect.stringMatching(/conflict|invalid/) });
  });
});

describe("what may be quoted", () => {
  it("holds what a form names already, however many specifications there are, and nothing foreign or off sale", async () => {
    const [last, closed, foreign] = [await makeListing(cast.seller, { name: "尾部商品" }), await makeListing(cast.seller), await makeListing(cast.otherSeller)];
    await db.sql("update product set status = 'discontinued' where id = $1", [closed.productId]);
    await db.sql(
      `insert into product_spec (org_id, product_id, sku_code, name, name_en, charging_mode, period_type, unit_price)
       select $1, $2, 'AAA-' || n, '规格' || n, 'Specification', 'PERIOD', 'YEAR', 1 from generate_series(1, 1100) n`,
      [cast.seller.id, cast.listing.productId],
    );
    await db.sql("update product set name = '一' where id = $1", [cast.listing.productId]);
    const named = { specIds: [last.specId, closed.specId, foreign.specId], productId: closed.productId };
    const of = async (wanted?: object) => new Set((await offers.quotableSpecs(cast.sales, wanted)).map(({ id }) => id));
    expect((await of()).has(last.specId)).toBe(false);
    const found = await of(named);
    expect([last, closed, foreign].map(({ specId }) => found.has(specId))).toEqual([true, false, false]);
    expect((await of({ productId: last.productId })).has(last.specId)).toBe(true);
  });
});

it("an own sale has no demand to stand in its way", async () => {
  const { id } = await makeOwnOffer(cast.sales, cast.listing);
  await offers.revokeOffer(cast.sales, { offerId: id, note: "…" });
  expect(await offers.offerDraft(cast.sales, id)).toMatchObject({ hindrance: null, demandNumber: null });
  await expect(offers.useOffer(system, { offerId: id, orderId: id })).rejects.toMatchObject({ kind: "conflict" });
});
