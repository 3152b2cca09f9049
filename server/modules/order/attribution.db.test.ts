import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { type Ctx, marketplaceCtx } from "@/server/kernel/ctx";
import { applyCustomerEvent } from "@/server/modules/customer";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { makeAgreement } from "@/testing/factories/agreement";
import { applyOrder, makeOrder, type OrderCreatedData, orderNumber } from "@/testing/factories/order";
import { makeProduct, type MadeProduct } from "@/testing/factories/product";
import { orderDetail } from ".";

const db = testDatabase();
const placedAt = "2026-03-02T02:00:00.000Z";
let seller: MadeOrg;
let product: MadeProduct;
let one: MadeOrg;
let two: MadeOrg;
let sellerPerson: Ctx;
let agreementNumber: string;

beforeAll(async () => {
  [seller, one, two] = [await makeOrg("seller"), await makeOrg("partner"), await makeOrg("partner")];
  agreementNumber = (await makeAgreement(one)).number;
  await makeAgreement(two);
  product = await makeProduct(seller);
  sellerPerson = await personIn(seller);
  await db.sql("insert into rule_version (kind, scope, value, valid_from) values ('share', 'co_sell', '{\"bp\": 1000}', '2020-01-01')");
});

type Row = { carrier: string; partner_org_id: string; branch: string; share_bp: number; discount_kind: string | null; offer_revision: number | null; agreement_id: string | null; evidence: Record<string, string> };
const rowsOf = async (number: string) => db.sql<Row>('select a.* from attribution a join "order" o on o.id = a.order_id where o.number = $1', [number]);
const creditOf = async (change: Partial<OrderCreatedData>) => {
  const { number } = await makeOrder(product, { change, paid: false });
  const [row] = await rowsOf(number);
  return { number, row };
};
const buyer = (account: string) => ({ account, name: `客户 ${account}` });

/** The customer was associated with the partner from an instant on. */
async function associate(account: string, partner: MadeOrg | null, at = "2026-01-01T00:00:00Z"): Promise<void> {
  await applyCustomerEvent(marketplaceCtx("marketplace", "test"), { data: { customer: buyer(account), associated_partner_account: partner?.slug ?? null, updated_at: at } });
}

/** A partner's exclusive offer in force, its second version. */
async function offerOf(partner: MadeOrg, account: string): Promise<string> {
  const number = `O-${randomUUID().slice(0, 8)}`;
  const [made] = await db.sql<{ id: string }>(
    `insert into offer (number, name, org_id, seller_org_id, partner_org_id, buyer_account, buyer_name, status, discount_kind, starts_at, ends_at, token_hash, revision, total_list_fen, total_fen)
     values ($1, $1, $2, $3, $2, $4, 'x', 'effective', 'partner_granted', '2026-02-01', '2026-04-01', $5, 2, 120000, 100000) returning id`,
    [number, partner.id, seller.id, account, randomUUID()],
  );
  await db.sql(
    "insert into offer_line (offer_id, product_id, product_spec_id, quantity, period_number, rate_bp, unit_price, list_fen, amount_fen, share_bp) values ($1, $2, $3, 1, 1, 8333, 1200, 120000, 100000, 1500)",
    [made?.id, product.id, product.specId],
  );
  return number;
}

describe("each carrier, with its evidence", () => {
  test("an offer used: its version, kind, share and agreement", async () => {
    const number = await offerOf(one, "a-offer");
    const { row } = await creditOf({ customer: buyer("a-offer"), offer_number: number });
    expect(row).toMatchObject({ carrier: "offer", partner_org_id: one.id, share_bp: 1500, discount_kind: "partner_granted", offer_revision: 2, branch: "none" });
    expect(row?.evidence).toMatchObject({ rule: "offer_used", offer: number, revision: "2", discountKind: "partner_granted", agreement: agreementNumber });
  });

  test("the kind chosen at checkout is the one kept", async () => {
    const number = await offerOf(one, "a-kind");
    const { row } = await creditOf({ customer: buyer("a-kind"), offer_number: number, discount_kind: "business_authorised" });
    expect(row).toMatchObject({ discount_kind: "business_authorised", evidence: { discountKind: "business_authorised" } });
  });

  test("a partner typed in, a product link, an association: by the share rule", async () => {
    expect((await creditOf({ partner_account: one.slug })).row).toMatchObject({ carrier: "typed", partner_org_id: one.id, share_bp: 1000, evidence: { rule: "partner_typed_by_customer", account: one.slug } });
    expect((await creditOf({ partner_link: one.slug })).row).toMatchObject({ carrier: "link", partner_org_id: one.id, share_bp: 1000, evidence: { rule: "product_link_followed" } });
    await associate("a-bound", one);
    expect((await creditOf({ customer: buyer("a-bound") })).row).toMatchObject({ carrier: "association", partner_org_id: one.id, share_bp: 1000, branch: "same", evidence: { rule: "customer_associated" } });
  });

  test("a renewal inherits while its agreement lives, then falls to the association", async () => {
    const first = await creditOf({ customer: buyer("a-renew"), partner_account: one.slug });
    await associate("a-renew", two);
    const renewed = { customer: buyer("a-renew"), order_type: "renew" as const, original_order_id: first.number };
    expect((await creditOf(renewed)).row).toMatchObject({ carrier: "inherited", partner_org_id: one.id, branch: "different", evidence: { rule: "renewal_inherits", order: first.number } });
    await db.sql("update agreement set valid_to = '2026-03-01' where org_id = $1", [one.id]);
    expect((await creditOf(renewed)).row).toMatchObject({ carrier: "association", partner_org_id: two.id, branch: "same" });
    await db.sql("update agreement set valid_to = null where org_id = $1", [one.id]);
  });

  test("unknown accounts, trials and products without a rule credit nobody", async () => {
    expect((await creditOf({ partner_account: "nobody", partner_link: seller.slug })).row).toBeUndefined();
    await associate("a-trial", one);
    expect((await creditOf({ customer: buyer("a-trial"), order_type: "trial" })).row).toBeUndefined();
    const generic = await makeProduct(seller, { productClass: "generic" });
    const { number } = await makeOrder(generic, { change: { customer: buyer("a-trial") }, paid: false });
    expect(await rowsOf(number)).toEqual([]);
  });
});

test("offer before typed before link before association", async () => {
  await associate("a-order", two);
  const offerNumber = await offerOf(one, "a-order");
  const all = { customer: buyer("a-order"), offer_number: offerNumber, partner_account: two.slug, partner_link: two.slug };
  expect((await creditOf(all)).row).toMatchObject({ carrier: "offer", partner_org_id: one.id, branch: "different" });
  // The offer is used up; the next order falls to what comes after it.
  expect((await creditOf(all)).row).toMatchObject({ carrier: "typed", partner_org_id: two.id, branch: "same" });
  expect((await creditOf({ ...all, offer_number: undefined, partner_account: undefined })).row).toMatchObject({ carrier: "link" });
  expect((await creditOf({ customer: all.customer })).row).toMatchObject({ carrier: "association" });
});

describe("the branch", () => {
  test("compares with the association at the instant the order was placed", async () => {
    await associate("a-branch", one, "2026-01-01T00:00:00Z");
    await associate("a-branch", two, "2026-03-03T00:00:00Z");
    expect((await creditOf({ customer: buyer("a-branch"), partner_account: one.slug, placed_at: placedAt })).row?.branch).toBe("same");
    expect((await creditOf({ customer: buyer("a-branch"), partner_account: one.slug, placed_at: "2026-03-04T00:00:00.000Z" })).row?.branch).toBe("different");
    expect((await creditOf({ customer: buyer("a-branch"), partner_account: one.slug, placed_at: "2025-12-31T00:00:00.000Z" })).row?.branch).toBe("none");
  });

  test("and the rest are a snapshot: later changes alter nothing, and a refund takes it over", async () => {
    await associate("a-snap", one, "2026-01-01T00:00:00Z");
    const { number, row } = await creditOf({ customer: buyer("a-snap"), partner_account: one.slug });
    await associate("a-snap", two, "2026-03-05T00:00:00Z");
    await db.sql("update rule_version set value = '{\"bp\": 1}' where kind = 'share'");
    await db.sql("update agreement set valid_to = '2020-01-02' where org_id = $1", [one.id]);
    expect(await rowsOf(number)).toEqual([row]);
    await db.sql("update rule_version set value = '{\"bp\": 1000}' where kind = 'share'");
    await db.sql("update agreement set valid_to = null where org_id = $1", [one.id]);
    await applyOrder("order.paid", { order_id: number, method: "online" });
    const refund = orderNumber();
    await applyOrder("order.refunded", { order_id: refund, original_order_id: number, lines: [{ line_id: `${refund}-1`, original_line_id: `${number}-000001`, amount: "100.00" }] });
    expect((await rowsOf(refund))[0]).toMatchObject({ branch: "same", share_bp: 1000, evidence: { rule: "refund_inherits" } });
  });
});

test("seller, partner and operator each see it as their rights allow", async () => {
  await associate("a-seen", one);
  const { number } = await creditOf({ customer: buyer("a-seen") });
  const [order] = await db.sql<{ id: string }>('select id from "order" where number = $1', [number]);
  const seenBy = async (ctx: Ctx) => (await orderDetail(ctx, order?.id as string)).lines[0]?.attribution;
  expect(await seenBy(sellerPerson)).toMatchObject({ branch: "same", rule: "customer_associated", hasAgreement: true, agreementNumber: null });
  expect(await seenBy(await personIn(one))).toMatchObject({ branch: "same", hasAgreement: true, agreementNumber });
  expect(await seenBy(await personIn(await makeOrg("operator")))).toMatchObject({ carrier: "association", agreementNumber });
  await expect(seenBy(await personIn(two))).rejects.toMatchObject({ kind: "not_found" });
});
