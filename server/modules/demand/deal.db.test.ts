import { beforeAll, describe, expect, it } from "vitest";
import { systemCtx } from "@/server/kernel/ctx";
import { testDatabase } from "@/testing/database";
import { makeOrg, personIn } from "@/testing/factories";
import { makeClaim } from "@/testing/factories/claim";
import { grantClaim } from "@/server/modules/order";
import { type MadeDeal, makeDeal, makeDealCast, settleDeal } from "@/testing/factories/deal";
import { makePendingDemand } from "@/testing/factories/demand";
import { makeOwnOffer } from "@/testing/factories/offer";
import { makeOrder } from "@/testing/factories/order";
import { type Deal, type DealStageName, readDeal } from ".";

const db = testDatabase();
let deal: MadeDeal;

beforeAll(async () => {
  deal = await makeDeal(await makeDealCast());
});

const actsOf = ({ stages }: Deal, name: DealStageName) => stages.find(({ stage }) => stage === name)?.moments.map(({ act }) => act) ?? [];
const momentsOf = ({ stages }: Deal) => stages.flatMap(({ moments }) => moments);

describe("the chain", () => {
  it("runs from the demand to what the share waits for, in order, with the amounts of each step", async () => {
    const chain = await readDeal(deal.partnerPerson, { demandId: deal.demandId });
    expect(actsOf(chain, "demand")).toEqual(["submit", "assign", "accept"]);
    expect(actsOf(chain, "progress")).toEqual(["progress"]);
    expect(actsOf(chain, "offers")).toEqual(expect.arrayContaining(["submit", "use"]));
    expect(actsOf(chain, "orders")).toEqual(expect.arrayContaining(["create", "pay", "win"]));
    expect(actsOf(chain, "delivery")).toEqual(expect.arrayContaining(["provision", "complete"]));
    expect(actsOf(chain, "refunds")).toEqual(["refund"]);
    expect(actsOf(chain, "share")).toEqual(["attribute"]);
    const amountOf = (act: string) => momentsOf(chain).find((moment) => moment.act === act)?.amountFen;
    expect([amountOf("create"), amountOf("refund")]).toEqual(["1020000", "-100000"]);
    expect(momentsOf(chain).find(({ stage, act }) => stage === "offers" && act === "submit")?.amountFen).toBe("1020000");
    expect(momentsOf(chain).find(({ act }) => act === "attribute")).toMatchObject({ detail: { shareBp: "800", carrier: "offer" }, orgName: deal.partner.nameZh });
    for (const { moments } of chain.stages) expect(moments.map(({ at }) => at)).toEqual(moments.map(({ at }) => at).toSorted());
  });

  it("is the same found by the demand, the offer, the order or its refund", async () => {
    const whole = await readDeal(deal.sellerPerson, { demandId: deal.demandId });
    const [refund] = await db.sql<{ id: string }>('select id from "order" where number = $1', [deal.refundNumber]);
    const keys = [{ offerId: deal.offerId }, { orderId: deal.orderId }, { orderId: refund?.id ?? "" }];
    for (const key of keys) expect((await readDeal(deal.sellerPerson, key)).stages).toEqual(whole.stages);
  });

  it("stands without a demand: an own offer, and an order without any offer with its refund", async () => {
    const own = await makeOwnOffer(deal.sellerPerson, deal.listing);
    const byOffer = await readDeal(deal.sellerPerson, { offerId: own.id });
    expect(actsOf(byOffer, "demand")).toEqual([]);
    expect(momentsOf(byOffer).every(({ nounId }) => nounId === own.id)).toBe(true);
    const { number } = await makeOrder(deal.listing);
    const [row] = await db.sql<{ id: string }>('select id from "order" where number = $1', [number]);
    const byOrder = await readDeal(deal.sellerPerson, { orderId: row?.id ?? "" });
    expect(actsOf(byOrder, "orders")).toEqual(["create", "pay"]);
    expect(new Set(momentsOf(byOrder).map((moment) => moment.number))).toEqual(new Set([number]));
  });
});

it("a claim granted afterwards is part of the share, for both sides", async () => {
  await db.sql("insert into rule_version (kind, scope, value, valid_from) values ('share', 'co_sell', '{\"bp\": 1000}', '2020-01-01')");
  const [clock] = await db.sql<{ now: Date }>("select app.now() as now");
  const { number, data } = await makeOrder(deal.listing, { change: { placed_at: clock?.now.toISOString() } });
  const [row] = await db.sql<{ id: string }>('select id from "order" where number = $1', [number]);
  const key = { orderId: row?.id ?? "" };
  const claim = await makeClaim(deal.partnerPerson, { number, buyer: data.customer.account });
  await expect(readDeal(deal.partnerPerson, key)).rejects.toMatchObject({ kind: "not_found" });
  await grantClaim(deal.dispatcher, { claimId: claim.id, note: "证据充分" });
  for (const ctx of [deal.sellerPerson, deal.partnerPerson, deal.dispatcher]) {
    const chain = await readDeal(ctx, key);
    expect([actsOf(chain, "delivery"), actsOf(chain, "share").toSorted()]).toEqual([[], ["attribute", "claim_granted"]]);
    expect(momentsOf(chain).find(({ act }) => act === "claim_granted")?.detail).toMatchObject({ claim: claim.number, partner: deal.partner.nameZh, partnerEn: deal.partner.nameEn });
  }
});

describe("field rights", () => {
  it("show the seller its net, the partner its share, the operator both, each with what it waits for", async () => {
    const [sellers, partners, operators] = [await readDeal(deal.sellerPerson, { demandId: deal.demandId }), await readDeal(deal.partnerPerson, { demandId: deal.demandId }), await readDeal(deal.dispatcher, { demandId: deal.demandId })];
    expect(sellers.shares).toMatchObject([{ side: "seller", openFen: "644000", openLines: 2, settledFen: "0", blockedBy: ["RUN_DATE_NOT_REACHED"] }]);
    expect(partners.shares).toMatchObject([{ side: "partner", openFen: "73600", openLines: 2 }]);
    expect(operators.shares.map(({ side }) => side)).toEqual(["seller", "partner"]);
  });

  it("keep a stage from a role without its permission, and say so", async () => {
    const sales = await personIn(deal.seller, ["delivery"]);
    const chain = await readDeal(sales, { demandId: deal.demandId });
    expect(chain.stages.filter(({ withheld }) => withheld).map(({ stage }) => stage)).toEqual(["offers", "share"]);
    expect(actsOf(chain, "offers")).toEqual([]);
    expect(actsOf(chain, "orders")).toContain("pay");
    expect(chain.shares).toEqual([]);
    const product = await personIn(deal.seller, ["product"]);
    await expect(readDeal(product, { demandId: deal.demandId })).rejects.toMatchObject({ kind: "forbidden", values: { permission: "demand:read" } });
  });

  it("show a salesperson nothing of a colleague's deal; of an order from it that is theirs, that the rest is with somebody else", async () => {
    const colleague = await personIn(deal.seller, ["sales"]);
    for (const key of [{ demandId: deal.demandId }, { offerId: deal.offerId }, { orderId: deal.orderId }]) await expect(readDeal(colleague, key)).rejects.toMatchObject({ kind: "not_found" });
    const [before] = await db.sql<{ person: string }>('select seller_person_id as person from "order" where id = $1', [deal.orderId]);
    await db.sql('update "order" set seller_person_id = $2 where id = $1 or original_order_id = $1', [deal.orderId, colleague.actor.kind === "person" ? colleague.actor.id : ""]);
    const chain = await readDeal(colleague, { orderId: deal.orderId });
    await db.sql('update "order" set seller_person_id = $2 where id = $1 or original_order_id = $1', [deal.orderId, before?.person]);
    expect([actsOf(chain, "demand"), actsOf(chain, "offers"), actsOf(chain, "refunds")]).toEqual([[], [], ["refund"]]);
    expect(actsOf(chain, "orders")).toEqual(["create", "pay"]);
    expect(chain.stages.filter(({ elsewhere }) => elsewhere).map(({ stage }) => stage)).toEqual(["demand", "progress", "offers"]);
  });

  it("show nothing of it to a stranger, by whichever part it is asked for", async () => {
    const stranger = await personIn(await makeOrg("seller"));
    for (const key of [{ demandId: deal.demandId }, { offerId: deal.offerId }, { orderId: deal.orderId }]) await expect(readDeal(stranger, key)).rejects.toMatchObject({ kind: "not_found" });
  });

  it("hide from the seller what came before it was released, and the customer from everyone", async () => {
    const pending = await makePendingDemand(deal.partnerPerson, deal.dispatcher, deal.seller, deal.listing, { customer: { name: "标记客户集团", account: "hwc-marker", contactName: "标记联系人", contactDetails: "marker@customer.test" } });
    await db.sql("update demand_event set hidden_from_seller = true where demand_id = $1 and act = 'submit'", [pending]);
    expect(actsOf(await readDeal(deal.sellerPerson, { demandId: pending }), "demand")).toEqual(["assign"]);
    expect(actsOf(await readDeal(deal.partnerPerson, { demandId: pending }), "demand")).toEqual(["submit", "assign"]);
    for (const eyes of [deal.sellerPerson, deal.partnerPerson, deal.dispatcher]) expect(JSON.stringify(await readDeal(eyes, { demandId: pending }))).not.toMatch(/标记|marker/);
  });

  it("leave a seller that lost the demand its own offers and orders, without the demand", async () => {
    const own = await makeDeal(deal);
    const next = await makeOrg("seller");
    await db.sql("update demand set seller_org_id = $2 where id = $1", [own.demandId, next.id]);
    await expect(readDeal(own.sellerPerson, { demandId: own.demandId })).rejects.toMatchObject({ kind: "not_found" });
    const kept = await readDeal(own.sellerPerson, { offerId: own.offerId });
    expect(actsOf(kept, "demand")).toEqual([]);
    expect(actsOf(kept, "orders")).toEqual(expect.arrayContaining(["create", "pay"]));
    expect(momentsOf(await readDeal(await personIn(next), { demandId: own.demandId })).filter(({ noun }) => noun !== "demand")).toEqual([]);
  });
});

describe("once settled", () => {
  it("each side sees its own statement, countersignature and payment, never the other's", async () => {
    const own = await makeDeal(await makeDealCast());
    await settleDeal(own);
    const statementsOf = async (side: string) => (await db.sql<{ id: string }>("select id from statement where side = $1 and org_id = $2", [side, side === "seller" ? own.seller.id : own.partner.id])).map(({ id }) => id);
    const expected = { seller: "644000", partner: "73600" } as const;
    for (const [eyes, side] of [[own.sellerPerson, "seller"], [own.partnerPerson, "partner"]] as const) {
      const chain = await readDeal(eyes, { demandId: own.demandId });
      const seen = momentsOf(chain).filter(({ noun }) => noun === "statement");
      const ownStatements = await statementsOf(side);
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.every((moment) => moment.side === side && ownStatements.includes(moment.nounId))).toBe(true);
      expect(new Set(seen.map(({ act }) => act))).toEqual(new Set(["settle", "countersign", "paid_out"]));
      expect(chain.shares).toMatchObject([{ side, settledFen: expected[side], paidFen: expected[side], openFen: "0", openLines: 0 }]);
      expect(JSON.stringify(chain)).not.toMatch(/HD-|6200000000000000/);
    }
    const all = momentsOf(await readDeal(own.dispatcher, { demandId: own.demandId })).filter(({ noun }) => noun === "statement");
    expect(new Set(all.map(({ side }) => side))).toEqual(new Set(["seller", "partner"]));
  });

  it("is read only by people in a company", async () => {
    await expect(readDeal(systemCtx("test"), { demandId: deal.demandId })).rejects.toMatchObject({ kind: "unauthenticated" });
  });
});
