import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { searchEverything } from "@/server/api/search";
import type { OrgCtx } from "@/server/kernel/authorize";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import { handOver, readDeal } from "@/server/modules/demand";
import { associateCustomer, registerCustomer } from "@/server/modules/customer";
import { deliverNotice, listInbox } from "@/server/modules/notification";
import { setAbsence } from "@/server/modules/org";
import { monthlyPerformance } from "@/server/modules/performance";
import { toBusinessDay } from "@/lib/dates";
import { testDatabase } from "@/testing/database";
import { personIn } from "@/testing/factories";
import { makeClaim } from "@/testing/factories/claim";
import { type DealCast, makeDealCast } from "@/testing/factories/deal";
import { makeAcceptedDemand, makeListing } from "@/testing/factories/demand";
import { personIdOf } from "@/testing/factories/demand-cast";
import { makeDemandOffer, makeOwnOffer } from "@/testing/factories/offer";
import { applyOrder, makeOrder, type OrderCreatedData, type OrderLineData, orderNumber } from "@/testing/factories/order";
import * as orders from ".";

const db = testDatabase();
const system = systemCtx("test");
let cast: DealCast;
/** Two salespeople of each side; the first of each has the deals below. */
let sales: OrgCtx;
let colleague: OrgCtx;
let partner: OrgCtx;
let partnerColleague: OrgCtx;
let sellerOwner: OrgCtx;
let partnerOwner: OrgCtx;
let clock = 0;

beforeAll(async () => {
  cast = await makeDealCast();
  const seat = async (side: "seller" | "partner", role: "sales" | "owner") => (await personIn(cast[side], [role])) as OrgCtx;
  [sales, colleague, sellerOwner] = [await seat("seller", "sales"), await seat("seller", "sales"), await seat("seller", "owner")];
  [partner, partnerColleague, partnerOwner] = [await seat("partner", "sales"), await seat("partner", "sales"), await seat("partner", "owner")];
  clock = (await db.sql<{ at: Date }>("select app.now() as at"))[0]?.at.getTime() ?? 0;
});

type Bought = { readonly number: string; readonly id: string; readonly lineId: string; readonly account: string };
const inDays = (days: number) => new Date(clock + days * 86_400_000).toISOString();

/** An order placed now and paid, that runs out in 20 days. */
async function buy(change: Partial<OrderCreatedData> = {}, listing = cast.listing, line: Partial<OrderLineData> = {}): Promise<Bought> {
  const [now] = await db.sql<{ at: Date }>("select app.now() as at");
  const { number, data } = await makeOrder(listing, { change: { placed_at: now?.at.toISOString(), ...change }, line: { expires_at: inDays(20), ...line } });
  const [row] = await db.sql<{ id: string; line: string }>('select o.id, l.id as line from "order" o join order_line l on l.order_id = o.id where o.number = $1', [number]);
  return { number, id: row?.id ?? "", lineId: row?.line ?? "", account: data.customer.account };
}

/** A demand of the partner's first salesperson, won by the seller's first, with its order. */
async function deal(listing = cast.listing, change: Partial<OrderCreatedData> = {}): Promise<Bought & { readonly demandId: string; readonly offerId: string }> {
  const demandId = await makeAcceptedDemand(partner, cast.dispatcher, cast.seller, sales, listing);
  const offer = await makeDemandOffer(sales, demandId, listing, { lines: [{ productSpecId: listing.specId, quantity: 1, periodNumber: 1, rateBp: 8500, shareBp: 800 }] });
  const order = await buy({ offer_number: offer.number, customer: { account: offer.buyerAccount, name: "客户" }, ...change }, listing);
  return { ...order, demandId, offerId: offer.id };
}

const personsOf = async (id: string) => (await db.sql<{ seller: string | null; partner: string | null }>('select seller_person_id as seller, partner_person_id as partner from "order" where id = $1', [id]))[0];
async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

/** Every way that leads to an order, and whether it led this person there. */
async function waysTo(ctx: OrgCtx, order: Bought): Promise<Record<string, boolean>> {
  const found = (work: Promise<unknown>) => work.then(() => true, (error: { kind?: string }) => (error.kind === "not_found" ? false : Promise.reject(error)));
  const holds = (value: unknown) => JSON.stringify(value).includes(order.number);
  const row = async (text: string) => withRead(ctx, async (tx) => (await tx.$client.query<{ n: number }>(text, [order.id])).rows[0]?.n !== 0);
  return {
    list: holds(await orders.listOrders(ctx)),
    words: holds(await orders.listOrders(ctx, { text: order.number })),
    filtered: holds(await orders.listOrders(ctx, { productId: cast.listing.productId })),
    counted: (await orders.orderTotals(ctx, { text: order.number })).count > 0,
    detail: await found(orders.orderDetail(ctx, order.id)),
    timeline: await found(readDeal(ctx, { orderId: order.id })),
    search: holds(await searchEverything(ctx, order.number)),
    renewals: holds(await orders.listRenewals(ctx)),
    renewalExport: (await textOf(orders.exportRenewals(ctx))).includes(order.number),
    renewalStart: (await orders.renewalStart(ctx, order.lineId)) !== null,
    credit: await withRead(ctx, async (tx) => (await tx.execute(sql`select 1 from app.renewal_credits(array[${order.lineId}]::uuid[])`)).rows.length > 0),
    behind: await row("select count(*)::integer as n from app.deal_behind($1)"),
    lines: await row("select count(*)::integer as n from order_line where order_id = $1"),
    events: await row("select count(*)::integer as n from order_event where order_id = $1"),
    billable: await row("select count(*)::integer as n from billable where order_id = $1"),
  };
}
const everyWay = async (ctx: OrgCtx, order: Bought) => [...new Set(Object.values(await waysTo(ctx, order)))];

describe("an order", () => {
  it("is written down with whoever's deal it is, on either side; its renewal and refund are theirs too", async () => {
    const order = await deal();
    const theirs = { seller: personIdOf(sales), partner: personIdOf(partner) };
    expect(await personsOf(order.id)).toEqual(theirs);
    const renewal = await buy({ order_type: "renew", original_order_id: order.number, customer: { account: order.account, name: "客户" } }, cast.listing, { effective_at: inDays(20), expires_at: inDays(60) });
    expect(await personsOf(renewal.id)).toEqual(theirs);
    const refund = orderNumber();
    await applyOrder("order.refunded", { order_id: refund, original_order_id: order.number, lines: [{ line_id: `${refund}-000001`, original_line_id: `${order.number}-000001`, amount: "100.00" }] });
    expect(await personsOf((await db.sql<{ id: string }>('select id from "order" where number = $1', [refund]))[0]?.id ?? "")).toEqual(theirs);
    const own = await makeOwnOffer(sales, cast.listing);
    const [{ buyer_account: account = "" } = {}] = await db.sql<{ buyer_account: string }>("select buyer_account from offer where id = $1", [own.id]);
    expect(await personsOf((await buy({ offer_number: own.number, customer: { account, name: "客户" } })).id)).toEqual({ seller: personIdOf(sales), partner: null });
    expect(await personsOf((await buy()).id)).toEqual({ seller: null, partner: null });
  });

  it("of a colleague is found by no way there is; its own people, the owners and the desk find it by each", async () => {
    const order = await deal();
    for (const [own, other, owner] of [[sales, colleague, sellerOwner], [partner, partnerColleague, partnerOwner]] as const) {
      expect(await everyWay(own, order), JSON.stringify(await waysTo(own, order))).toEqual([true]);
      expect(await everyWay(other, order), JSON.stringify(await waysTo(other, order))).toEqual([false]);
      expect(await everyWay(owner, order)).toEqual([true]);
    }
    expect(await orders.orderDetail(cast.dispatcher, order.id)).toMatchObject({ number: order.number });
  });

  it("that nobody's name stands behind is for those who see the team's", async () => {
    const order = await buy();
    expect(await everyWay(sellerOwner, order)).toEqual([true]);
    for (const one of [sales, colleague]) expect(await everyWay(one, order)).toEqual([false]);
  });

  it("of a customer that a partner's salesperson registered is theirs, by whatever way it was credited", async () => {
    await db.sql("insert into rule_version (kind, scope, value, valid_from) values ('share', 'co_sell', '{\"bp\": 1000}', '2020-01-01') on conflict do nothing");
    const { id } = await registerCustomer(partner, { customerName: "登记客户有限公司", customerAccount: "hwc-registered", contactName: "", contactDetails: "", project: "知识库" });
    await associateCustomer(cast.dispatcher, { registrationId: id, customerAccount: "hwc-registered", note: "已核实" });
    const order = await buy({ customer: { account: "hwc-registered", name: "登记客户有限公司" } });
    expect(await personsOf(order.id)).toEqual({ seller: null, partner: personIdOf(partner) });
    expect(await everyWay(partnerColleague, order)).toEqual([false]);
  });

  it("goes with its demand when that is handed over; what was cancelled or taken back stays", async () => {
    const [running, over] = [await deal(), await deal()];
    await db.sql(`update "order" set status = 'refunded' where id = $1`, [over.id]);
    await handOver(sellerOwner, { demandIds: [running.demandId, over.demandId], personId: personIdOf(colleague) });
    await handOver(partnerOwner, { demandIds: [running.demandId], personId: personIdOf(partnerColleague) });
    for (const one of [colleague, partnerColleague]) expect(await everyWay(one, running)).toEqual([true]);
    for (const one of [sales, partner]) expect(await everyWay(one, running)).toEqual([false]);
    expect(await personsOf(over.id)).toEqual({ seller: personIdOf(sales), partner: personIdOf(partner) });
  });

  it("is seen by who stands in for its salesperson, on those days", async () => {
    const order = await deal();
    const delegate = (await personIn(cast.seller, ["sales"])) as OrgCtx;
    expect(await everyWay(delegate, order)).toEqual([false]);
    const today = toBusinessDay(new Date(clock));
    await setAbsence(sales, { delegatePersonId: personIdOf(delegate), startsOn: today, endsOn: today, note: "年假" });
    expect(await everyWay(delegate, order)).toEqual([true]);
  });

  it("of a product is seen by who is kept to that product, and no other", async () => {
    const second = await makeListing(cast.seller);
    const [first, other] = [await deal(), await deal(second)];
    const keptTo = (ctx: OrgCtx, productIds: string[]): OrgCtx => ({ ...ctx, org: { ...ctx.org, productIds } });
    const owner = keptTo(sellerOwner, [second.productId]);
    expect(await orders.orderDetail(owner, other.id)).toMatchObject({ number: other.number });
    expect(await everyWay(owner, first)).toEqual([false]);
    expect((await monthlyPerformance(owner)).products.map(({ productId }) => productId)).toEqual([second.productId]);
  });
});

describe("figures", () => {
  it("of a salesperson are their own, without the company's money", async () => {
    const fresh = (await personIn(cast.seller, ["sales"])) as OrgCtx;
    await deal();
    const nobodys = (await monthlyPerformance(fresh)).total;
    const [mine, team] = [await monthlyPerformance(sales), await monthlyPerformance(sellerOwner)];
    expect(mine).toMatchObject({ scope: "own", withMoney: false, total: { settledFen: null, unbilledFen: null, earnedFen: null } });
    expect(mine.months.every(({ settledFen, earnedFen }) => settledFen === null && earnedFen === null)).toBe(true);
    expect(team).toMatchObject({ scope: "team", withMoney: true });
    const sum = async (condition: string) => (await db.sql<{ fen: string }>(`select coalesce(sum(amount_fen), 0)::text as fen from "order" where seller_org_id = $1 and order_type <> 'refund' and (${condition})`, [cast.seller.id]))[0]?.fen;
    expect(mine.total.salesFen).toBe(await sum(`seller_person_id = '${personIdOf(sales)}'`));
    expect(BigInt(mine.total.salesFen)).toBeGreaterThan(0n);
    expect(nobodys).toMatchObject({ lines: 0, salesFen: "0" });
    expect(team.total.salesFen).toBe(await sum("true"));
  });
});

describe("claims", () => {
  it("are their claimant's, and of the seller whoever sees the order; granted, the order is the claimant's deal", async () => {
    await db.sql("insert into rule_version (kind, scope, value, valid_from) values ('share', 'co_sell', '{\"bp\": 1000}', '2020-01-01') on conflict do nothing");
    const own = await makeOwnOffer(sales, cast.listing);
    const [{ buyer_account: account = "" } = {}] = await db.sql<{ buyer_account: string }>("select buyer_account from offer where id = $1", [own.id]);
    const order = await buy({ offer_number: own.number, customer: { account, name: "客户" } });
    const claim = await makeClaim(partner, { number: order.number, buyer: account });
    const reaches = async (ctx: Ctx) => {
      const [list, file, one] = [await orders.listClaims(ctx), await textOf(orders.exportClaims(ctx)), await orders.readClaim(ctx, { claimId: claim.id }).then(() => true, () => false)];
      return [list.rows.some(({ id }) => id === claim.id), Object.values(list.counts).some((n) => n > 0), file.includes(claim.number), one];
    };
    for (const one of [partner, partnerOwner, sales, sellerOwner]) expect(await reaches(one)).toEqual([true, true, true, true]);
    for (const one of [partnerColleague, colleague]) expect(await reaches(one)).toEqual([false, false, false, false]);
    await orders.grantClaim(cast.dispatcher, { claimId: claim.id, note: "证据充分" });
    expect(await personsOf(order.id)).toEqual({ seller: personIdOf(sales), partner: personIdOf(partner) });
    const told = await db.sql<{ payload: Record<string, unknown> }>("select payload from graphile_worker._private_jobs where payload ->> 'kind' = 'claim.grant' and payload ->> 'orgId' = $1", [cast.partner.id]);
    expect(told.map(({ payload }) => [payload["personId"] ?? null, payload["roles"] ?? null, payload["channels"] ?? null])).toEqual(expect.arrayContaining([[personIdOf(partner), null, ["mail"]], [null, ["owner"], null]]));
    expect(told).toHaveLength(2);
    expect(await everyWay(partnerColleague, order)).toEqual([false]);
    expect(await reaches(partnerColleague)).toEqual([false, false, false, false]);
  });
});

it("notices of a colleague's order do not reach a salesperson's inbox", async () => {
  const order = await deal();
  await deliverNotice({ orgId: cast.seller.id, kind: "order.pay", values: { number: order.number }, path: `orders/${order.id}`, noun: "order", nounId: order.id }, { jobId: order.id });
  const hears = async (ctx: Ctx) => (await listInbox(ctx, {})).rows.some(({ href }) => href.endsWith(order.id));
  expect([await hears(sales), await hears(colleague), await hears(sellerOwner)]).toEqual([true, false, true]);
});

describe("the deal of an order", () => {
  it("says of a part that is with somebody else that it is, never that there is none", async () => {
    const before = await deal();
    const offer = await makeOwnOffer(partner, cast.listing, { buyerAccount: before.account, lines: [{ productSpecId: cast.listing.specId, quantity: 1, periodNumber: 1, rateBp: 10_000, shareBp: 500 }] });
    await db.sql("update offer set status = 'effective' where id = $1", [offer.id]);
    const order = await buy({ order_type: "renew", original_order_id: before.number, offer_number: offer.number, customer: { account: before.account, name: "客户" } }, cast.listing, { effective_at: inDays(20), expires_at: inDays(60) });
    const elsewhere = async (ctx: Ctx) => (await readDeal(ctx, { orderId: order.id })).stages.filter((stage) => stage.elsewhere).map(({ stage }) => stage);
    expect(await elsewhere(sales)).toEqual(["offers"]);
    expect([await elsewhere(sellerOwner), await elsewhere(partner)]).toEqual([[], []]);
    const asked = await deal();
    await db.sql(`update "order" set seller_person_id = $2 where id = $1`, [asked.id, personIdOf(colleague)]);
    const seen = await readDeal(colleague, { orderId: asked.id });
    expect(seen.stages.filter((stage) => stage.elsewhere).map(({ stage }) => stage)).toEqual(["demand", "progress", "offers"]);
    expect((await readDeal(sellerOwner, { orderId: asked.id })).stages.every((stage) => !stage.elsewhere)).toBe(true);
  });
});

describe("the buyer's contact", () => {
  const buyer = { userName: "zhangsan-9876", mobilePhone: "+8613912345678", email: "zhangsan@customer.test", customerName: "客户公司" };

  it("is shown to the seller in part, to the partner not at all, to operators whole", async () => {
    const { id } = await buy({ buyer });
    const shown = await orders.orderDetail(sellerOwner, id);
    expect(shown).toMatchObject({ buyerMasked: true, mayReveal: true, buyer: { userName: "zh****76", mobilePhone: "+8****78", email: "zh****st", customerName: "客户公司" } });
    expect(await orders.orderDetail(await personIn(cast.seller, ["viewer"]), id)).toMatchObject({ buyerMasked: true, mayReveal: false });
    expect(await orders.orderDetail(cast.dispatcher, id)).toMatchObject({ buyerMasked: false, buyer });
    expect((await orders.orderDetail(partner, (await deal()).id)).buyer).toBeNull();
  });

  it("is revealed to who sees the order and may ask, each time on record without the contact itself", async () => {
    const { id } = await deal(cast.listing, { buyer });
    expect(await orders.revealBuyer(sales, { orderId: id })).toEqual({ buyer });
    await orders.revealBuyer(await personIn(cast.seller, ["delivery"]), { orderId: id });
    const kept = await db.sql<{ payload: string }>("select payload from audit_entry where noun_id = $1 and act = 'order.reveal_contact'", [id]);
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toMatch(/zhangsan|13912345678/);
    for (const refused of [await personIn(cast.seller, ["viewer"]), partner, cast.dispatcher, system]) await expect(orders.revealBuyer(refused, { orderId: id })).rejects.toMatchObject({ kind: expect.stringMatching(/forbidden|unauthenticated/) as string });
    await expect(orders.revealBuyer(colleague, { orderId: (await deal()).id })).rejects.toMatchObject({ kind: "not_found" });
  });
});
