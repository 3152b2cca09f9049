import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { fenToDecimalString } from "@/lib/money";
import type { OrgCtx } from "@/server/kernel/authorize";
import { type Ctx, marketplaceCtx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import { applyCustomerEvent } from "@/server/modules/customer";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { makeAgreement } from "@/testing/factories/agreement";
import { applyOrder, makeOrder, type OrderCreatedData, orderNumber } from "@/testing/factories/order";
import { makeProduct, type MadeProduct } from "@/testing/factories/product";
import { exportRenewals, listRenewals } from ".";
import { pageOfRenewals } from "./read-renewals";

const db = testDatabase();
let seller: MadeOrg;
let one: MadeOrg;
let two: MadeOrg;
let product: MadeProduct;
let sellerPerson: Ctx;
let partner: Ctx;
let other: Ctx;
let operator: Ctx;
let clock = 0;

beforeAll(async () => {
  [seller, one, two] = [await makeOrg("seller"), await makeOrg("partner"), await makeOrg("partner")];
  await makeAgreement(one);
  product = await makeProduct(seller);
  [sellerPerson, partner, other, operator] = [await personIn(seller), await personIn(one), await personIn(two), await personIn(await makeOrg("operator"))];
  await db.sql("insert into rule_version (kind, scope, value, valid_from) values ('share', 'co_sell', '{\"bp\": 1000}', '2020-01-01')");
  clock = (await db.sql<{ at: Date }>("select app.now() as at"))[0]?.at.getTime() ?? 0;
});

const inDays = (days: number) => new Date(clock + days * 86_400_000).toISOString();
const buy = async (expiresIn: number, change: Partial<OrderCreatedData> = {}) => {
  const { data, number } = await makeOrder(product, { change: { placed_at: inDays(-300), ...change }, line: { expires_at: inDays(expiresIn) } });
  return { number, customer: data.customer };
};
const associate = (customer: { account: string; name: string }, partnerSlug: string) =>
  applyCustomerEvent(marketplaceCtx("marketplace", "test"), { data: { customer, associated_partner_account: partnerSlug, updated_at: inDays(-1) } });
const find = async (ctx: Ctx, number: string, within: "30" | "60" | "90" = "90") => (await listRenewals(ctx, { within })).rows.find((row) => row.orderNumber === number);

describe("what is on the radar", () => {
  test("lines that run out within the span, soonest first, with totals of each span", async () => {
    const [a, b, c] = [await buy(10), await buy(45), await buy(80)];
    await buy(120);
    await buy(-1);
    const list = await listRenewals(sellerPerson, { within: "90" });
    expect(list.rows.map((row) => row.orderNumber)).toEqual([a.number, b.number, c.number]);
    expect(list.totals).toEqual([
      { within: "30", count: 1, amountFen: "100000", more: false },
      { within: "60", count: 2, amountFen: "200000", more: false },
      { within: "90", count: 3, amountFen: "300000", more: false },
    ]);
    expect((await listRenewals(sellerPerson, { within: "30" })).rows.map((row) => row.orderNumber)).toEqual([a.number]);
  });

  test("not what was refunded in full, cancelled, renewed or never paid", async () => {
    const refunded = await buy(20);
    const refund = orderNumber();
    await applyOrder("order.refunded", { order_id: refund, original_order_id: refunded.number, lines: [{ line_id: `${refund}-1`, original_line_id: `${refunded.number}-000001`, amount: "1000.00" }] });
    const renewed = await buy(20);
    await buy(380, { order_type: "renew", original_order_id: renewed.number, customer: renewed.customer });
    const unpaid = await makeOrder(product, { change: { placed_at: inDays(-1) }, line: { expires_at: inDays(20) }, paid: false });
    const partly = await buy(20);
    const part = orderNumber();
    await applyOrder("order.refunded", { order_id: part, original_order_id: partly.number, lines: [{ line_id: `${part}-1`, original_line_id: `${partly.number}-000001`, amount: "1.00" }] });
    const shown = (await listRenewals(sellerPerson, { within: "90" })).rows.map((row) => row.orderNumber);
    for (const { number } of [refunded, renewed, unpaid]) expect(shown).not.toContain(number);
    expect(shown).toContain(partly.number);
  });

  test("not what was renewed through another partner, also for the partner of the original", async () => {
    const { number, customer } = await buy(22, { partner_account: one.slug });
    expect(await find(partner, number)).toMatchObject({ orderNumber: number });
    await buy(380, { order_type: "renew", original_order_id: number, customer, partner_account: two.slug });
    for (const person of [partner, sellerPerson, operator]) expect(await find(person, number)).toBeUndefined();
  });

  test("comes in pages that leave nothing out and repeat nothing; totals say when there is more than they reckon", async () => {
    const all = (await listRenewals(sellerPerson)).rows.map((row) => row.id);
    const paged: string[] = [];
    await withRead(sellerPerson, async (tx) => {
      let cursor: string | undefined;
      do {
        const page = await pageOfRenewals(tx, sellerPerson as OrgCtx, { cursor }, 2);
        paged.push(...page.rows.map((row) => row.id));
        cursor = page.next ?? undefined;
      } while (cursor);
      const { rows } = await tx.execute<{ n: number; more: boolean }>(sql`select n, more from app.count_renewals('{30,90}', 1) order by days`);
      expect(rows).toEqual([{ n: 1, more: true }, { n: 1, more: true }]);
    });
    expect(paged).toEqual(all);
    expect(all.length).toBeGreaterThan(3);
  });

  test("is each company's own; operators see all", async () => {
    const { number } = await buy(15, { partner_account: one.slug });
    expect(await find(partner, number)).toMatchObject({ orderNumber: number });
    expect(await find(operator, number)).toMatchObject({ orderNumber: number });
    expect((await listRenewals(other)).rows).toEqual([]);
    expect((await listRenewals(await personIn(await makeOrg("seller")))).rows).toEqual([]);
    await expect(listRenewals({ ...partner, permissions: new Set() })).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("who a renewal would credit", () => {
  test("the partner of the original while its agreement lives at expiry; what really happens then agrees", async () => {
    const { number, customer } = await buy(25, { partner_account: one.slug });
    expect(await find(sellerPerson, number)).toMatchObject({ rule: "inherits", reason: "agreement_lives", creditedName: one.nameZh, shareBp: 1000 });
    const renewal = await makeOrder(product, { change: { order_type: "renew", original_order_id: number, customer, placed_at: inDays(0) } });
    expect(await db.sql('select a.carrier, a.partner_org_id from attribution a join "order" o on o.id = a.order_id where o.number = $1', [renewal.number])).toEqual([{ carrier: "inherited", partner_org_id: one.id }]);
  });

  test("the associated partner when the agreement ends before; nobody where there is none", async () => {
    const { number, customer } = await buy(28, { partner_account: one.slug });
    await db.sql("update agreement set valid_to = $1 where org_id = $2", [inDays(27), one.id]);
    expect(await find(sellerPerson, number)).toMatchObject({ rule: "nobody", reason: "agreement_ends", creditedName: null });
    await associate(customer, two.slug);
    expect(await find(sellerPerson, number)).toMatchObject({ rule: "association", reason: "associated", creditedName: two.nameZh, shareBp: 1000 });
    expect(await find(operator, number)).toMatchObject({ rule: "association", creditedName: two.nameZh });
    expect(await find(partner, number)).toMatchObject({ rule: "other", reason: "associated_elsewhere", creditedName: null, shareBp: null });
    expect(JSON.stringify(await listRenewals(partner))).not.toContain(two.nameZh);
    await db.sql("update agreement set valid_to = null where org_id = $1", [one.id]);
  });

  test("says why nobody is: bought directly, no agreement at order time, no share rule", async () => {
    expect(await find(sellerPerson, (await buy(5)).number)).toMatchObject({ rule: "nobody", reason: "direct" });
    expect(await find(sellerPerson, (await buy(5, { partner_account: two.slug })).number)).toMatchObject({ rule: "nobody", reason: "no_agreement" });
    const { number, customer } = await buy(5);
    await associate(customer, one.slug);
    await db.sql("update rule_version set valid_to = now() where kind = 'share'");
    expect(await find(sellerPerson, number)).toMatchObject({ rule: "nobody", reason: "no_share_rule" });
    await db.sql("update rule_version set valid_to = null where kind = 'share'");
  });
});

test("the export holds exactly what is shown, and no formulas", async () => {
  const { number } = await buy(12, { customer: { account: "hwc-formula", name: "=HYPERLINK(1)" } });
  const shown = await listRenewals(sellerPerson, { within: "30" });
  let text = "";
  for await (const part of exportRenewals(sellerPerson, { within: "30" })) text += part;
  const [head, ...lines] = text.trim().split("\r\n");
  const manifest = lines.pop();
  expect(head).toContain("到期（北京时间）,续费归属,归属规则,理由,分成（%）");
  expect(lines.map((line) => line.split(",")[0])).toEqual(shown.rows.map((row) => row.orderNumber));
  expect(lines.find((line) => line.startsWith(number))).toMatch(/'=HYPERLINK\(1\),.*,\d{4}-\d{2}-\d{2} \d{2}:\d{2},,无,原订单未归属/);
  expect(manifest).toContain(`# manifest,rows=${shown.rows.length},amount_cny=${fenToDecimalString(shown.rows.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n))},sha256=`);
  expect(await db.sql("select count(*)::integer as n from audit_entry where act = 'order.export_renewals'")).toEqual([{ n: 1 }]);
});
