import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { periodOf } from "@/lib/dates";
import { type DealLine, dealAmounts, dealTotals, partnerShare, sellerNet } from "@/lib/deal";
import { compare, exact } from "@/lib/exact";
import { fenToDecimalString } from "@/lib/money";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { performClose, reconcile, runClose } from "@/server/modules/settlement";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeLegalEntity, makeOrg, personIn } from "@/testing/factories";
import { makeAcceptedDemand } from "@/testing/factories/demand";
import { filledOffer } from "@/testing/factories/offer";
import { applyOrder, orderCreated, orderNumber } from "@/testing/factories/order";
import { type MadeProduct, makeProduct } from "@/testing/factories/product";
import { makeMarket, makeSellable, type Market, sell } from "@/testing/factories/settlement";
import * as offers from ".";

const db = testDatabase();
const system = systemCtx("test");
let market: Market;
let sellers: { org: MadeOrg; person: Ctx }[];
let entities: string[];
let people: { partner: Ctx; dispatcher: Ctx; lead: Ctx };

beforeAll(async () => {
  market = await makeMarket();
  sellers = [];
  for (const small of [false, false, true]) {
    const org = await makeOrg("seller");
    if (small) await db.sql("update org_certification set taxpayer_kind = 'small_scale', invoice_rate_bp = 300 where org_id = $1", [org.id]);
    sellers.push({ org, person: await personIn(org, ["owner"]) });
  }
  entities = [(await makeLegalEntity()).id, (await makeLegalEntity()).id];
  people = { partner: await personIn(market.partner, ["owner"]), dispatcher: await personIn(market.operator, ["dispatcher"]), lead: await personIn(market.operator, ["lead"]) };
});

const line = fc.record({ quantity: fc.integer({ min: 1, max: 40 }), periods: fc.integer({ min: 1, max: 3 }), rateBp: fc.integer({ min: 7001, max: 10_000 }), price: fc.integer({ min: 1, max: 9_999_999 }), taxRateBp: fc.constantFrom(600, 1300, 100), ratioBp: fc.constantFrom(7000, 8333, 6500, 9001), shareBp: fc.integer({ min: 0, max: 1500 }) });
const sale = fc.record({
  maker: fc.constantFrom("seller", "partner", "demand"),
  seller: fc.integer({ min: 0, max: 2 }),
  entity: fc.integer({ min: 0, max: 1 }),
  platformProduct: fc.boolean(),
  shareBorneBy: fc.constantFrom("platform" as const, "seller" as const),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
});
type Sale = typeof sale extends fc.Arbitrary<infer T> ? T : never;
/** What was reckoned before the offer was made, by the order line it became. */
type Reckoned = { readonly lineNumber: string; readonly sellerOrgId: string; readonly partnerOrgId: string | null; readonly facts: DealLine; readonly shown: { seller: string | null; partner: string | null; platform: string | null } };

async function productsOf(given: Sale, org: MadeOrg): Promise<MadeProduct[]> {
  const productClass = given.maker === "partner" && given.platformProduct ? "platform" : "co_sell";
  const made: MadeProduct[] = [];
  for (const one of given.lines) {
    const { taxRateBp, ratioBp: sellerRatioBp, price } = one;
    made.push(await makeProduct(org, { productClass, taxRateBp, sellerRatioBp, shareBorneBy: given.shareBorneBy, legalEntityId: entities[given.entity], unitPrice: `${Math.floor(price / 100)}.${String(price % 100).padStart(2, "0")}333`, maxShareBp: 1500, floorRateBp: 8000 }));
  }
  return made;
}

/** Quotes, makes, approves where needed, orders, pays and provisions one sale; answers what had been reckoned for it. */
async function play(given: Sale): Promise<Reckoned[]> {
  const { org, person } = sellers[given.seller] as (typeof sellers)[number];
  const products = await productsOf(given, org);
  const maker = given.maker === "partner" ? people.partner : person;
  const ofDemand = products.map((product, at) => ({ productId: product.id, expectedShareBp: given.lines[at]?.shareBp ?? 0 }));
  const [first] = products as [MadeProduct];
  const demandId = given.maker === "demand" ? await makeAcceptedDemand(people.partner, people.dispatcher, org, person, { productId: first.id, specId: first.specId, skuCode: first.skuCode, name: first.name }, { products: ofDemand }) : undefined;
  const lines = given.lines.map(({ quantity, periods: periodNumber, rateBp, shareBp }, at) => ({ productSpecId: products[at]?.specId ?? "", quantity, periodNumber, rateBp, ...(given.maker === "partner" ? { shareBp } : {}) }));
  const start = demandId ? await offers.offerStart(person, demandId) : null;
  const change = { demandId, lines, ...(start?.buyerAccount ? { buyerAccount: start.buyerAccount } : {}) };
  const filled = await filledOffer(maker, { productId: first.id, specId: first.specId, skuCode: first.skuCode, name: first.name }, change);
  const preview = await offers.quoteOffer(maker, { demandId, buyerAccount: filled.buyerAccount, lines });
  const made = await offers.makeOffer(maker, filled);
  expect(made.status).toBe(preview.outcome === "auto" ? "effective" : "review");
  if (made.status === "review") await offers.approveOffer(people.lead, { offerId: made.id, version: (await offers.readOffer(people.lead, made.id)).version, note: "同意" });
  const detail = await offers.readOffer(people.lead, made.id);
  expect(detail.lines.map((one) => [one.listFen, one.amountFen, one.shareBp])).toEqual(preview.lines.map((one) => [one?.listFen, one?.amountFen, one?.shareBp]));
  const partnerOrgId = given.maker === "seller" ? null : market.partner.id;
  const { facts } = await offers.calculateSale("test", { sellerOrgId: org.id, partnerOrgId, lines: detail.lines.map((one) => ({ productId: one.productId, amountFen: BigInt(one.amountFen), shareBp: one.shareBp })), at: new Date() });
  const number = await order(detail);
  return facts.map((fact, at) => ({ lineNumber: `${number}-${at + 1}`, sellerOrgId: org.id, partnerOrgId, facts: fact, shown: { seller: preview.lines[at]?.sellerNetFen ?? null, partner: preview.lines[at]?.partnerFen ?? null, platform: preview.lines[at]?.platformFen ?? null } }));
}

async function order(detail: offers.OfferDetail): Promise<string> {
  const [clock] = await db.sql<{ at: Date }>("select date_trunc('milliseconds', app.now()) as at");
  const at = clock?.at.toISOString() ?? "";
  const number = orderNumber();
  const yuan = (fen: string) => fenToDecimalString(BigInt(fen));
  const data = orderCreated(detail.lines, { order_id: number, offer_number: detail.number, placed_at: at, customer: { account: detail.buyerAccount, name: "客户" } });
  const lines = data.lines.map((one, n) => ({ ...one, line_id: `${number}-${n + 1}`, quantity: detail.lines[n]?.quantity ?? 1, list_amount: yuan(detail.lines[n]?.listFen ?? "0"), amount: yuan(detail.lines[n]?.amountFen ?? "0") }));
  for (const [type, body] of [["order.created", { ...data, lines }], ["order.paid", { order_id: number, method: "online" }], ["order.provisioned", { order_id: number, instance_id: `i-${number}` }]] as const) expect((await applyOrder(type, body, at)).outcome).toBe("applied");
  return number;
}

type Settled = { number: string; side: "seller" | "partner"; org_id: string; numerator: string; divisor: string };

function compareLines(settled: readonly Settled[], reckoned: readonly Reckoned[]): void {
  for (const one of reckoned) {
    const { facts, shown } = one;
    const rows = settled.filter((row) => row.number === one.lineNumber);
    const seller = rows.find((row) => row.side === "seller");
    expect(compare(exact(BigInt(seller?.numerator ?? "-1"), BigInt(seller?.divisor ?? "1")), sellerNet(facts))).toBe(0);
    const amounts = dealAmounts(facts);
    // A partner is shown its own share alone.
    const partnerMade = shown.seller === null;
    expect(shown).toEqual({ seller: partnerMade ? null : amounts.sellerNetFen.toString(), partner: amounts.partnerFen.toString(), platform: partnerMade ? null : amounts.platformFen.toString() });
    const partner = rows.find((row) => row.side === "partner");
    expect(partner === undefined).toBe(one.partnerOrgId === null);
    if (partner) expect(compare(exact(BigInt(partner.numerator), BigInt(partner.divisor)), partnerShare(facts))).toBe(0);
  }
}

describe("the calculation beside an offer and the month's close", () => {
  it("come to the same fen for every line and every payee", async () => {
    const period = periodOf(new Date());
    const reckoned: Reckoned[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(sale, { minLength: 36, maxLength: 36 }), async (sales) => {
        for (const one of sales) reckoned.push(...(await play(one)));
      }),
      { numRuns: 1, endOnFailure: true },
    );
    expect(reckoned.length).toBeGreaterThanOrEqual(36);
    const agency = await agencySale();
    await db.sql("insert into clock (id, offset_seconds) values (1, 40 * 86400) on conflict (id) do update set offset_seconds = 40 * 86400");
    const { closeRunId } = await runClose(market.finance, { period });
    await performClose(system, closeRunId);
    const settled = await db.sql<Settled>("select l.number, s.side, s.org_id, s.numerator, s.divisor from settlement_line s join order_line l on l.id = s.order_line_id");
    compareLines(settled, reckoned);
    const payable = async (orgId: string, side: string) => (await db.sql<{ sum: string }>("select coalesce(sum(payable_fen), 0)::text as sum from statement where org_id = $1 and side = $2", [orgId, side]))[0]?.sum;
    for (const { org } of sellers) expect(await payable(org.id, "seller")).toBe(dealTotals(reckoned.filter((one) => one.sellerOrgId === org.id).map(({ facts }) => facts)).sellerNetFen.toString());
    expect(await payable(market.partner.id, "partner")).toBe(dealTotals(reckoned.filter((one) => one.partnerOrgId !== null).map(({ facts }) => facts)).partnerFen.toString());
    const generic = settled.find((row) => row.number === agency.lineNumber);
    expect(compare(exact(BigInt(generic?.numerator ?? "-1"), BigInt(generic?.divisor ?? "1")), sellerNet(agency.facts))).toBe(0);
    expect(agency.facts.tierBp).toBe(200);
    expect(await reconcile(system)).toMatchObject({ orders: { differenceFen: "0" }, money: { differenceFen: "0" }, ledgerSumFen: "0" });
  }, 240_000);
});

/** An agency sale that lifts its product's month into the highest tier, reckoned before it is paid. */
async function agencySale(): Promise<{ lineNumber: string; facts: DealLine }> {
  const item = await makeSellable(market, { productClass: "generic" });
  const placedAt = (await db.sql<{ at: Date }>("select app.now() as at"))[0]?.at ?? new Date();
  await sell(market, item, { amountFen: 60_000_000n, placedAt });
  const amountFen = 40_000_001n;
  const { facts, rules } = await offers.calculateSale("test", { sellerOrgId: market.seller.id, partnerOrgId: null, lines: [{ productId: item.id, amountFen, shareBp: 0 }], at: placedAt });
  expect(rules.map(({ kind, scope }) => `${kind}/${scope}`)).toEqual(["fee/generic", "tier/generic"]);
  const sold = await sell(market, item, { amountFen, placedAt });
  return { lineNumber: `${sold.number}-1`, facts: facts[0] as DealLine };
}
