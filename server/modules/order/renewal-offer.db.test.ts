import { beforeAll, describe, expect, it } from "vitest";
import { startFromRenewal } from "@/components/offer/form-start";
import { toBusinessDay } from "@/lib/dates";
import { type Ctx, marketplaceCtx } from "@/server/kernel/ctx";
import { applyCustomerEvent } from "@/server/modules/customer";
import { makeOffer, quotableSpecs } from "@/server/modules/offer";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { makeAgreement } from "@/testing/factories/agreement";
import { applyOrder, makeOrder, type OrderCreatedData, orderNumber } from "@/testing/factories/order";
import { makeProduct, type MadeProduct } from "@/testing/factories/product";
import { listRenewals, renewalStart } from ".";

const db = testDatabase();
let seller: MadeOrg;
let [one, two] = [{} as MadeOrg, {} as MadeOrg];
let product: MadeProduct;
let sellerPerson: Ctx;
let partner: Ctx;
let stranger: Ctx;
let clock = 0;

beforeAll(async () => {
  [seller, one, two] = [await makeOrg("seller"), await makeOrg("partner"), await makeOrg("partner")];
  for (const org of [seller, one, two]) await makeAgreement(org);
  product = await makeProduct(seller, { productClass: "co_sell" });
  [sellerPerson, partner, stranger] = [await personIn(seller), await personIn(one), await personIn(two)];
  await db.sql("insert into rule_version (kind, scope, value, valid_from) values ('share', 'co_sell', '{\"bp\": 1000}', '2020-01-01')");
  clock = (await db.sql<{ at: Date }>("select app.now() as at"))[0]?.at.getTime() ?? 0;
});

const inDays = (days: number) => new Date(clock + days * 86_400_000).toISOString();
type Sold = { readonly lineId: string; readonly number: string; readonly customer: { account: string; name: string } };

/** An order of four units for two years that the partner won, which runs out in so many days. */
async function sold(expiresIn: number, change: Partial<OrderCreatedData> = {}): Promise<Sold> {
  const { data, number } = await makeOrder(product, { change: { placed_at: inDays(-300), partner_account: one.slug, ...change }, line: { expires_at: inDays(expiresIn), quantity: 4, period_number: 2 } });
  const [line] = await db.sql<{ id: string }>('select l.id from order_line l join "order" o on o.id = l.order_id where o.number = $1', [number]);
  return { lineId: line?.id ?? "", number, customer: data.customer };
}

/** The offer form as the renewal's link opens it, sent as it stands. */
async function offerAgain(ctx: Ctx, { lineId }: Sold): Promise<{ number: string; lines: { shareBp?: number; quantity: number }[] }> {
  const renewal = await renewalStart(ctx, lineId);
  if (!renewal) throw new Error("the line cannot be renewed");
  const { values } = startFromRenewal(renewal, await quotableSpecs(ctx), { today: toBusinessDay(new Date(clock)), asksShare: ctx.org?.kind === "partner" });
  const { number } = await makeOffer(ctx, values);
  return { number, lines: values.lines };
}

type Credit = { carrier: string; partner_org_id: string; share_bp: number; evidence: Record<string, string>; used: boolean };
async function renewWith(offerNumber: string, { number, customer }: Sold, change: Partial<OrderCreatedData> = {}): Promise<Credit[]> {
  const placed = new Date(clock + 60_000).toISOString();
  const renewal = await makeOrder(product, { change: { order_type: "renew", original_order_id: number, customer, placed_at: placed, offer_number: offerNumber, ...change } });
  return db.sql<Credit>('select a.carrier, a.partner_org_id, a.share_bp, a.evidence, a.offer_id is not null and o.offer_id is not null as used from attribution a join "order" o on o.id = a.order_id where o.number = $1', [renewal.number]);
}
const radar = async (ctx: Ctx, { number }: Sold) => (await listRenewals(ctx, { within: "90" })).rows.find((row) => row.orderNumber === number);

describe("an offer that renews a line", () => {
  it("starts with its customer, specification, quantity, periods and what the renewal credits", async () => {
    const line = await sold(40);
    const start = await renewalStart(partner, line.lineId);
    expect(start).toMatchObject({ productId: product.id, productSpecId: product.specId, customerAccount: line.customer.account, customerName: line.customer.name, quantity: 4, periodNumber: 2, rateBp: 8333, rule: "inherits", creditedName: one.nameZh, shareBp: 1000, creditsUs: true });
    expect(await renewalStart(sellerPerson, line.lineId)).toMatchObject({ rule: "inherits", creditedName: one.nameZh, shareBp: 1000, creditsUs: false });
  });

  it("cannot be started from what is another's, has run out, was refunded or was renewed", async () => {
    const [open, over, refunded, renewed] = [await sold(40), await sold(-1), await sold(41), await sold(42)];
    const refund = orderNumber();
    await applyOrder("order.refunded", { order_id: refund, original_order_id: refunded.number, lines: [{ line_id: `${refund}-1`, original_line_id: `${refunded.number}-000001`, amount: "1000.00" }] });
    await makeOrder(product, { change: { order_type: "renew", original_order_id: renewed.number, customer: renewed.customer, placed_at: inDays(0) } });
    expect(await renewalStart(stranger, open.lineId)).toBeNull();
    for (const { lineId } of [over, refunded, renewed]) expect(await renewalStart(sellerPerson, lineId)).toBeNull();
    await expect(renewalStart({ ...partner, permissions: new Set() }, open.lineId)).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("who the renewal's order credits", () => {
  it("the partner by its own offer, with the share it began with", async () => {
    const line = await sold(50);
    const offer = await offerAgain(partner, line);
    expect(offer.lines).toMatchObject([{ quantity: 4, shareBp: 1000 }]);
    expect(await renewWith(offer.number, line)).toMatchObject([{ carrier: "offer", partner_org_id: one.id, share_bp: 1000, used: true, evidence: { rule: "offer_used", offer: offer.number } }]);
  });

  it("the same partner at the seller's price, as the radar says; the offer is used and named in the evidence", async () => {
    const line = await sold(51);
    const said = await radar(sellerPerson, line);
    expect(said).toMatchObject({ rule: "inherits", creditedName: one.nameZh, shareBp: 1000 });
    const offer = await offerAgain(sellerPerson, line);
    expect(await renewWith(offer.number, line)).toMatchObject([{ carrier: "inherited", partner_org_id: one.id, share_bp: said?.shareBp, used: true, evidence: { rule: "renewal_inherits", order: line.number, offer: offer.number } }]);
    expect(await db.sql("select status from offer where number = $1", [offer.number])).toEqual([{ status: "used" }]);
  });

  it("the associated partner at the seller's price where nothing is inherited", async () => {
    const line = await sold(52, { partner_account: undefined });
    await applyCustomerEvent(marketplaceCtx("marketplace", "test"), { data: { customer: line.customer, associated_partner_account: two.slug, updated_at: inDays(-1) } });
    expect(await radar(sellerPerson, line)).toMatchObject({ rule: "association", creditedName: two.nameZh });
    const offer = await offerAgain(sellerPerson, line);
    expect(await renewWith(offer.number, line)).toMatchObject([{ carrier: "association", partner_org_id: two.id, used: true }]);
  });

  it("nobody, where the line was the seller's own; and a new order at a seller's price stays the seller's own", async () => {
    const line = await sold(53, { partner_account: undefined });
    const offer = await offerAgain(sellerPerson, line);
    expect(await renewWith(offer.number, line)).toEqual([]);
    expect(await db.sql("select status from offer where number = $1", [offer.number])).toEqual([{ status: "used" }]);
    const bought = await sold(54);
    const fresh = await offerAgain(sellerPerson, bought);
    expect(await renewWith(fresh.number, bought, { order_type: "new", original_order_id: undefined })).toEqual([]);
  });
});
