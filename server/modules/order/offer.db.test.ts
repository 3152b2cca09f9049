import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/server/kernel/ctx";
import { readOffer } from "@/server/modules/offer";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { makeAgreement } from "@/testing/factories/agreement";
import { makeAcceptedDemand, makeListing, type Listing } from "@/testing/factories/demand";
import { makeDemandOffer, makeOwnOffer, tokenOf } from "@/testing/factories/offer";
import { applyOrder, orderCreated } from "@/testing/factories/order";

const db = testDatabase();
let seller: MadeOrg;
let partner: MadeOrg;
let sellerPerson: Ctx;
let partnerPerson: Ctx;
let dispatcher: Ctx;
let listing: Listing;

beforeAll(async () => {
  [seller, partner] = [await makeOrg("seller"), await makeOrg("partner")];
  await makeAgreement(seller);
  await makeAgreement(partner);
  sellerPerson = await personIn(seller);
  partnerPerson = await personIn(partner);
  dispatcher = await personIn(await makeOrg("operator"));
  listing = await makeListing(seller);
});

const now = async () => (await db.sql<{ at: Date }>("select date_trunc('milliseconds', app.now()) as at"))[0]?.at.toISOString() ?? "";
const one = async (text: string, values: unknown[]) => (await db.sql(text, values))[0] as Record<string, unknown>;

test("an order that uses the offer is credited by it, uses it up once, and wins the demand when paid", async () => {
  const demandId = await makeAcceptedDemand(partnerPerson, dispatcher, seller, sellerPerson, listing);
  const offer = await makeDemandOffer(sellerPerson, demandId, listing, { lines: [{ productSpecId: listing.specId, quantity: 1, periodNumber: 1, rateBp: 8500, shareBp: 800 }] } as never);
  expect(offer.status).toBe("effective");
  const data = orderCreated(listing, { offer_number: offer.number, placed_at: await now(), customer: { account: offer.buyerAccount, name: "客户" } });
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => applyOrder("order.created", data)));
  expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(["applied"]));
  const order = await one('select * from "order" where number = $1', [data.order_id]);
  expect(order).toMatchObject({ partner_org_id: partner.id, offer_id: offer.id, status: "ordered" });
  const attribution = await one("select * from attribution where order_id = $1", [order["id"]]);
  expect(attribution).toMatchObject({ carrier: "offer", partner_org_id: partner.id, offer_id: offer.id, demand_id: demandId, evidence: { rule: "offer_used", offer: offer.number } });
  expect(attribution["agreement_id"]).not.toBeNull();
  expect(await one("select status from offer where id = $1", [offer.id])).toEqual({ status: "used" });
  expect((await one("select status from demand where id = $1", [demandId]))["status"]).not.toBe("won");
  const paid = { order_id: data.order_id, method: "online" };
  await Promise.all(Array.from({ length: 50 }, () => applyOrder("order.paid", paid)));
  expect(await one("select status, won_order_id from demand where id = $1", [demandId])).toEqual({ status: "won", won_order_id: order["id"] });
});

test("the link's token serves like the number; a stranger's account, a used or unknown offer credits nobody", async () => {
  const offer = await makeOwnOffer(partnerPerson, listing, { buyerAccount: "hwc-token-buyer" });
  const offer_token = await tokenOf(partnerPerson, offer.id);
  const placed_at = await now();
  const customer = { account: "hwc-token-buyer", name: "客户" };
  const stranger = orderCreated(listing, { offer_token, placed_at });
  await applyOrder("order.created", stranger);
  const used = orderCreated(listing, { offer_token, placed_at, customer });
  await applyOrder("order.created", used);
  const again = orderCreated(listing, { offer_token, placed_at, customer });
  await applyOrder("order.created", again);
  const unknown = orderCreated(listing, { offer_number: "O-00000000-00000", placed_at, customer });
  await applyOrder("order.created", unknown);
  const creditOf = async (number: string) => one('select offer_id, partner_org_id from "order" where number = $1', [number]);
  expect(await creditOf(used.order_id)).toEqual({ offer_id: offer.id, partner_org_id: partner.id });
  for (const other of [stranger, again, unknown]) {
    expect(await creditOf(other.order_id)).toEqual({ offer_id: null, partner_org_id: null });
    expect(await one("select e.act from order_event e join \"order\" o on o.id = e.order_id where o.number = $1 and e.act = 'offer_unusable'", [other.order_id])).toEqual({ act: "offer_unusable" });
  }
});

test("a demand is won by the paid order that used its offer alone; the refund of everything flags it", async () => {
  const demandId = await makeAcceptedDemand(partnerPerson, dispatcher, seller, sellerPerson, listing);
  const offer = await makeDemandOffer(sellerPerson, demandId, listing);
  const customer = { account: offer.buyerAccount, name: "客户" };
  const state = () => one("select status, won_order_id, refunded_at is not null as refunded from demand where id = $1", [demandId]);
  const buy = async (change: object) => {
    const data = orderCreated(listing, { customer, placed_at: await now(), ...change });
    await applyOrder("order.created", data);
    await applyOrder("order.paid", { order_id: data.order_id, method: "online" });
    return data;
  };
  await buy({});
  await buy({ partner_account: partner.slug });
  expect((await state())["status"]).not.toBe("won");
  const data = await buy({ offer_number: offer.number });
  const bought = await one('select id from "order" where number = $1', [data.order_id]);
  expect(await state()).toEqual({ status: "won", won_order_id: bought["id"], refunded: false });
  const back = async (amount: string) => {
    const refund = `${data.order_id}-R${amount}`;
    await applyOrder("order.refunded", { order_id: refund, original_order_id: data.order_id, lines: [{ line_id: `${refund}-1`, original_line_id: data.lines[0]?.line_id, amount }] });
  };
  await back("400.00");
  expect(await state()).toMatchObject({ status: "won", refunded: false });
  await back("600.00");
  expect(await state()).toMatchObject({ status: "won", refunded: true });
});

describe("an order cancelled unpaid", () => {
  const statusOf = async (table: "offer" | "demand", id: string) => (await one(`select status from ${table} where id = $1`, [id]))["status"];
  const order = async (offer: { number: string; buyerAccount: string }) => {
    const data = orderCreated(listing, { customer: { account: offer.buyerAccount, name: "客户" }, placed_at: await now(), offer_number: offer.number });
    await applyOrder("order.created", data);
    return data;
  };
  const own = async (change: object = {}) => ({ ...(await makeOwnOffer(partnerPerson, listing, { buyerAccount: "hwc-gives-back", ...change })), buyerAccount: "hwc-gives-back" });
  const cancel = async ({ order_id }: { order_id: string }) => applyOrder("order.cancelled", { order_id });
  const outcomes = (id: string) => db.sql("select payload::jsonb #>> '{detail,outcome}' as outcome from audit_entry where noun_id = $1 and act = 'offer.release' order by seq", [id]);

  test("gives its offer back, which holds its demand again and serves the next order", async () => {
    const demandId = await makeAcceptedDemand(partnerPerson, dispatcher, seller, sellerPerson, listing);
    const offer = await makeDemandOffer(sellerPerson, demandId, listing);
    const first = await order(offer);
    expect([await statusOf("offer", offer.id), await statusOf("demand", demandId)]).toEqual(["used", "converting"]);
    expect(await cancel(first)).toMatchObject({ outcome: "applied" });
    await cancel(first);
    expect([await statusOf("offer", offer.id), await statusOf("demand", demandId)]).toEqual(["effective", "offered"]);
    expect(await outcomes(offer.id)).toEqual([{ outcome: "again" }]);
    expect(await db.sql("select 1 from graphile_worker._private_jobs where payload ->> 'kind' = 'offer.release' and payload ->> 'nounId' = $1", [offer.id])).not.toEqual([]);
    const { events } = await readOffer(sellerPerson, offer.id);
    expect(events[0]).toMatchObject({ act: "release", detail: { number: offer.number } });
    const second = await order(offer);
    await applyOrder("order.paid", { order_id: second.order_id, method: "online" });
    expect(await statusOf("demand", demandId)).toBe("won");
    expect(await cancel(second)).toMatchObject({ outcome: "conflict" });
    expect(await statusOf("offer", offer.id)).toBe("used");
  });

  test("leaves an offer expired whose validity is over, whose demand went another way, or whose name is taken", async () => {
    const late = await own();
    const first = await order(late);
    await db.sql("update offer set starts_at = starts_at - interval '2 days', ends_at = app.now() - interval '1 second' where id = $1", [late.id]);
    await cancel(first);
    const demandId = await makeAcceptedDemand(partnerPerson, dispatcher, seller, sellerPerson, listing);
    const before = await makeDemandOffer(sellerPerson, demandId, listing);
    const second = await order(before);
    const after = await makeDemandOffer(sellerPerson, demandId, listing);
    await cancel(second);
    const named = await own({ name: "同名优惠" });
    const third = await order(named);
    await own({ name: "同名优惠" });
    await cancel(third);
    for (const [{ id }, outcome] of [[late, "validity"], [before, "demand"], [named, "name"]] as const) {
      expect([await statusOf("offer", id), await outcomes(id)]).toEqual(["expired", [{ outcome }]]);
    }
    expect([await statusOf("offer", after.id), await statusOf("demand", demandId)]).toEqual(["effective", "offered"]);
  });

  test("and the next orders at the same time use the offer once at most", async () => {
    const offer = await own();
    const first = await order(offer);
    const placed_at = await now();
    const next = Array.from({ length: 20 }, () => orderCreated(listing, { customer: { account: offer.buyerAccount, name: "客户" }, placed_at, offer_number: offer.number }));
    await Promise.all([cancel(first), ...next.map((data) => applyOrder("order.created", data)), cancel(first)]);
    const { n } = await one(`select count(*)::int as n from "order" where offer_id = $1 and status <> 'cancelled'`, [offer.id]);
    expect([await statusOf("offer", offer.id), n]).toEqual(n === 1 ? ["used", 1] : ["effective", 0]);
    expect(await outcomes(offer.id)).toEqual([{ outcome: "again" }]);
    const { credited } = await one("select count(*)::int as credited from attribution a join \"order\" o on o.id = a.order_id where a.offer_id = $1 and o.status <> 'cancelled'", [offer.id]);
    expect(credited).toBe(n);
  });
});
