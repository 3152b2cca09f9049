import { beforeAll, describe, expect, test } from "vitest";
import type { OrgKind, Role } from "@/lib/states/org";
import { allPermissions } from "@/lib/permissions";
import { AppError } from "@/server/kernel/errors";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { makeAgreement } from "@/testing/factories/agreement";
import { applyOrder, makeOrder, marketplace, orderCreated, orderNumber } from "@/testing/factories/order";
import { makeProduct, type MadeProduct } from "@/testing/factories/product";
import { applyOrderEvent, lineProvisioned, listOrders, orderDetail, orderForSeller, orderTotals } from ".";

const db = testDatabase();
let seller: MadeOrg;
let partner: MadeOrg;
let product: MadeProduct;
let withInterface: MadeProduct;

beforeAll(async () => {
  seller = await makeOrg("seller");
  partner = await makeOrg("partner");
  await makeAgreement(seller);
  await makeAgreement(partner);
  product = await makeProduct(seller);
  withInterface = await makeProduct(seller, { hasInterface: true, legalEntityId: product.legalEntityId });
  await db.sql("insert into rule_version (kind, scope, value, valid_from) values ('share', 'co_sell', '{\"bp\": 1000}', '2020-01-01'), ('fee', 'generic', '{\"bp\": 500}', '2020-01-01')");
});

const lineOf = async (number: string) => (await db.sql("select l.* from order_line l join \"order\" o on o.id = l.order_id where o.number = $1 order by l.number", [number]))[0] as Record<string, unknown>;
const orderOf = async (number: string) => (await db.sql('select * from "order" where number = $1', [number]))[0] as Record<string, unknown>;
const kindOf = async (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error instanceof AppError ? error.kind : String(error)));

describe("an order's life", () => {
  test("ordered, paid, provisioned, completed, with the terms of its day on the line", async () => {
    const { number, paidLines } = await makeOrder(withInterface);
    expect(paidLines).toHaveLength(1);
    expect(await orderOf(number)).toMatchObject({ status: "paid", amount_fen: 100000n, list_fen: 120000n, seller_org_id: seller.id, partner_org_id: null });
    await lineProvisioned(marketplace, { orderLineId: paidLines[0] as string, instanceId: "instance-1", at: new Date("2026-03-02T03:00:00Z") });
    expect(await orderOf(number)).toMatchObject({ status: "completed" });
    const line = await lineOf(number);
    expect(line).toMatchObject({ seller_ratio_bp: 7000, tax_rate_bp: 600, supervision: "not_applicable", instance_id: "instance-1", has_interface: true });
    expect(line["effective_at"]).toEqual(new Date("2026-03-02T03:00:00Z"));
    expect(line["expires_at"]).toEqual(new Date("2027-03-02T03:00:00Z"));
    expect(line["seller_agreement_id"]).not.toBeNull();
  });

  test("a generic product's ratio is what the fee rule leaves", async () => {
    const generic = await makeProduct(seller, { productClass: "generic" });
    const { number } = await makeOrder(generic);
    expect(await lineOf(number)).toMatchObject({ seller_ratio_bp: 9500, product_class: "generic" });
  });

  test("the marketplace's word opens the gate only where the portal makes no call of its own", async () => {
    const plain = await makeOrder(product);
    expect(await applyOrder("order.provisioned", { order_id: plain.number, instance_id: "i-1" })).toMatchObject({ outcome: "applied" });
    expect(await orderOf(plain.number)).toMatchObject({ status: "completed" });
    const called = await makeOrder(withInterface);
    expect(await applyOrder("order.provisioned", { order_id: called.number, instance_id: "i-1" })).toEqual({ outcome: "conflict", reason: "provisioned_by_interface" });
    expect((await lineOf(called.number))["provisioned_at"]).toBeNull();
  });

  test("an unpaid order is cancelled; a paid one is not, and a cancelled one takes no money", async () => {
    const { number } = await makeOrder(product, { paid: false });
    expect(await applyOrder("order.cancelled", { order_id: number })).toMatchObject({ outcome: "applied" });
    const { id } = await orderOf(number);
    expect(await orderDetail(await personIn(seller), id as string)).toMatchObject({ status: "cancelled", paidAt: null, lines: [{ gates: [] }] });
    expect(await applyOrder("order.paid", { order_id: number, method: "online" })).toEqual({ outcome: "conflict", reason: "order_cancelled" });
    const paid = await makeOrder(product);
    expect(await applyOrder("order.cancelled", { order_id: paid.number })).toEqual({ outcome: "conflict", reason: "order_paid" });
  });

  test("what must wait is parked with what it waits for", async () => {
    expect(await applyOrder("order.created", orderCreated({ skuCode: "SKU-NOT-THERE" }))).toEqual({ outcome: "parked", reason: "unknown_product", waitsFor: "sku:SKU-NOT-THERE" });
    expect(await applyOrder("order.paid", { order_id: "CSNOTHERE" })).toEqual({ outcome: "parked", reason: "missing_order", waitsFor: "order:CSNOTHERE" });
    const renewal = orderCreated(product, { order_type: "renew", original_order_id: "CSNOTHERE" });
    expect(await applyOrder("order.created", renewal)).toEqual({ outcome: "parked", reason: "missing_order", waitsFor: "order:CSNOTHERE" });
    const { number } = await makeOrder(product, { paid: false });
    const early = { order_id: orderNumber(), original_order_id: number, lines: [{ line_id: orderNumber(), original_line_id: `${number}-000001`, amount: "-1.00" }] };
    expect(await applyOrder("order.refunded", early)).toEqual({ outcome: "parked", reason: "order_not_paid", waitsFor: `order:${number}` });
    expect(await applyOrder("usage.reported", {})).toMatchObject({ outcome: "parked" });
  });

  test("contradictions are conflicts and change nothing", async () => {
    const { data, number } = await makeOrder(product, { paid: false });
    const dearer = { ...data, lines: data.lines.map((line) => ({ ...line, amount: "1001.00" })) };
    expect(await applyOrder("order.created", dearer)).toEqual({ outcome: "conflict", reason: "order_differs" });
    expect(await applyOrder("order.created", orderCreated(product, {}, { line_id: `${number}-000001` }))).toEqual({ outcome: "conflict", reason: "line_number_taken" });
    expect(await applyOrder("order.created", orderCreated(product, {}, { amount: "-5.00" }))).toEqual({ outcome: "conflict", reason: "unreadable_data" });
    expect(await applyOrder("order.created", orderCreated(product, {}, { amount: "5.001" }))).toEqual({ outcome: "conflict", reason: "unreadable_data" });
    const other = await makeProduct(await makeOrg("seller"));
    expect(await applyOrder("order.created", orderCreated([product, other]))).toEqual({ outcome: "conflict", reason: "several_sellers" });
    expect(await applyOrder("order.paid", { order_id: number, method: "online", amount: "999.99" })).toEqual({ outcome: "conflict", reason: "amount_differs" });
    expect(await orderOf(number)).toMatchObject({ amount_fen: 100000n, status: "ordered" });
  });
});

describe("refunds", () => {
  const refundOf = (number: string, amount: string, refund = orderNumber()) => ({
    order_id: refund,
    original_order_id: number,
    refunded_at: "2026-04-01T02:00:00.000Z",
    lines: [{ line_id: `${refund}-000001`, original_line_id: `${number}-000001`, amount }],
  });

  test("a part, then the rest: negative orders of their own, in effect at once", async () => {
    const { number } = await makeOrder(product);
    await applyOrder("order.provisioned", { order_id: number });
    const part = refundOf(number, "-400.00");
    expect(await applyOrder("order.refunded", part)).toMatchObject({ outcome: "applied" });
    expect(await orderOf(number)).toMatchObject({ status: "completed", refunded_fen: 40000n });
    expect(await orderOf(part.order_id)).toMatchObject({ order_type: "refund", amount_fen: -40000n, list_fen: -48000n, status: "completed" });
    const line = await lineOf(part.order_id);
    expect(line).toMatchObject({ amount_fen: -40000n, seller_ratio_bp: 7000 });
    expect(line["effective_at"]).toEqual(new Date("2026-04-01T02:00:00Z"));
    expect(line["money_at"]).toEqual(new Date("2026-04-01T02:00:00Z"));
    await applyOrder("order.refunded", refundOf(number, "600.00"));
    expect(await orderOf(number)).toMatchObject({ status: "refunded", refunded_fen: 100000n });
    expect(await applyOrder("order.refunded", refundOf(number, "-0.01"))).toEqual({ outcome: "conflict", reason: "refund_exceeds_payment" });
  });

  test("fifty refunds at once never give back more than was paid", async () => {
    const { number } = await makeOrder(product);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => applyOrder("order.refunded", refundOf(number, "-300.00"))));
    expect(outcomes.filter(({ outcome }) => outcome === "applied")).toHaveLength(3);
    const [sum] = await db.sql<{ sum: string }>('select sum(amount_fen)::text as sum from "order" where original_order_id = $1', [(await orderOf(number))["id"]]);
    expect(sum?.sum).toBe("-90000");
    expect(await orderOf(number)).toMatchObject({ refunded_fen: 90000n, status: "paid" });
  });

  test("a refund before delivery opens when what it takes back does", async () => {
    const { number, paidLines } = await makeOrder(withInterface);
    const refund = refundOf(number, "-100.00");
    await applyOrder("order.refunded", refund);
    expect((await lineOf(refund.order_id))["effective_at"]).toBeNull();
    await lineProvisioned(marketplace, { orderLineId: paidLines[0] as string, instanceId: "late", at: new Date("2026-05-01T00:00:00Z") });
    expect((await lineOf(refund.order_id))["effective_at"]).toEqual(new Date("2026-05-01T00:00:00Z"));
  });
});

describe("credit", () => {
  test("opens the money gate only when the customer's whole month is repaid", async () => {
    const customer = { account: `hwc-${orderNumber()}`, name: "信用客户" };
    const [first, second, other] = await Promise.all(
      ["2026-03-02T02:00:00.000Z", "2026-03-31T15:59:59.000Z", "2026-03-31T16:00:00.000Z"].map((placed_at) => makeOrder(product, { paid: false, change: { customer, placed_at } })),
    );
    const numbers = [first, second, other].map((one) => (one as { number: string }).number);
    for (const number of numbers) await applyOrder("order.credit_confirmed", { order_id: number }, "2026-04-01T00:00:00.000Z");
    await applyOrder("order.repaid", { order_id: numbers[0] }, "2026-04-20T00:00:00.000Z");
    expect((await lineOf(numbers[0] as string))["money_at"]).toBeNull();
    await applyOrder("order.repaid", { order_id: numbers[1] }, "2026-05-02T00:00:00.000Z");
    expect((await lineOf(numbers[0] as string))["money_at"]).toEqual(new Date("2026-05-02T00:00:00Z"));
    expect((await lineOf(numbers[1] as string))["money_at"]).toEqual(new Date("2026-05-02T00:00:00Z"));
    // Placed one second later, in the next Beijing month.
    expect((await lineOf(numbers[2] as string))["money_at"]).toBeNull();
    expect(await lineOf(numbers[2] as string)).toMatchObject({ on_credit: true });
  });
});

describe("attribution", () => {
  test("a typed partner is credited by the share rule; a renewal inherits it while its agreement lives", async () => {
    const { number } = await makeOrder(product, { change: { partner_account: partner.slug } });
    const [first] = await db.sql("select * from attribution where order_id = $1", [(await orderOf(number))["id"]]);
    expect(first).toMatchObject({ partner_org_id: partner.id, carrier: "typed", share_bp: 1000, evidence: { rule: "partner_typed_by_customer" } });
    expect(first?.["agreement_id"]).not.toBeNull();
    const renewal = await makeOrder(product, { change: { order_type: "renew", original_order_id: number, placed_at: "2027-03-01T00:00:00.000Z" }, line: { effective_at: "2027-03-02T03:00:00.000Z" } });
    const [second] = await db.sql("select * from attribution where order_id = $1", [(await orderOf(renewal.number))["id"]]);
    expect(second).toMatchObject({ partner_org_id: partner.id, carrier: "inherited", share_bp: 1000, evidence: { rule: "renewal_inherits", order: number } });
    expect((await lineOf(renewal.number))["effective_at"]).toEqual(new Date("2027-03-02T03:00:00Z"));
    expect(await orderOf(renewal.number)).toMatchObject({ partner_org_id: partner.id, status: "completed" });
  });

  test("a renewal does not inherit once the agreement has ended", async () => {
    const leaving = await makeOrg("partner");
    await makeAgreement(leaving, { validTo: new Date("2026-12-31T00:00:00Z") });
    const { number } = await makeOrder(product, { change: { partner_account: leaving.slug } });
    const renewal = await makeOrder(product, { change: { order_type: "renew", original_order_id: number, placed_at: "2027-03-01T00:00:00.000Z" } });
    expect(await orderOf(renewal.number)).toMatchObject({ partner_org_id: null });
  });

  test("a partner without an agreement is credited, and that it had none is kept", async () => {
    const unsigned = await makeOrg("partner");
    const { number } = await makeOrder(product, { change: { partner_account: unsigned.slug } });
    const [row] = await db.sql("select * from attribution where order_id = $1", [(await orderOf(number))["id"]]);
    expect(row).toMatchObject({ partner_org_id: unsigned.id, agreement_id: null });
  });

  test("an unknown partner account credits nobody, and a refund takes back from whom was credited", async () => {
    const nobody = await makeOrder(product, { change: { partner_account: "no-such-partner" } });
    expect(await orderOf(nobody.number)).toMatchObject({ partner_org_id: null });
    const { number } = await makeOrder(product, { change: { partner_account: partner.slug } });
    const refund = orderNumber();
    await applyOrder("order.refunded", { order_id: refund, original_order_id: number, lines: [{ line_id: `${refund}-1`, original_line_id: `${number}-000001`, amount: "-10" }] });
    const [row] = await db.sql("select * from attribution where order_id = $1", [(await orderOf(refund))["id"]]);
    expect(row).toMatchObject({ partner_org_id: partner.id, share_bp: 1000 });
  });
});

describe("who sees what", () => {
  test("seller and partner see their own, others nothing; contact data never reaches the partner", async () => {
    const { number } = await makeOrder(product, { change: { partner_account: partner.slug } });
    const id = String((await orderOf(number))["id"]);
    const mine = await personIn(seller);
    const theirs = await personIn(partner);
    expect((await orderDetail(mine, id)).buyer).toHaveProperty("email");
    const seen = await orderDetail(theirs, id);
    expect(seen.buyer).toBeNull();
    expect(seen.lines[0]?.attribution).toMatchObject({ carrier: "typed", shareBp: 1000 });
    expect(await orderForSeller(mine, { orderNumber: number })).toMatchObject({ orderId: number, orderType: "NEW", createTime: "20260302020000" });
    for (const kind of ["seller", "partner"] as const) {
      const stranger = await personIn(await makeOrg(kind));
      expect(await kindOf(orderDetail(stranger, id))).toBe("not_found");
      expect((await listOrders(stranger)).rows).toEqual([]);
      expect((await listOrders(stranger, { text: number })).rows).toEqual([]);
      expect(await orderTotals(stranger)).toEqual({ count: 0, amountFen: "0" });
      expect(await kindOf(orderForSeller(stranger, { orderNumber: number }))).toBe("not_found");
    }
    expect((await listOrders(await personIn(await makeOrg("operator")), { text: number.slice(2, 10) })).rows.map((row) => row.number)).toContain(number);
  });

  test("roles without the permission are refused; people cannot apply events", async () => {
    const nobody = { ...(await personIn(seller, [] as Role[])), permissions: new Set<(typeof allPermissions)[number]>() };
    expect(await kindOf(listOrders(nobody))).toBe("forbidden");
    expect(await kindOf(orderDetail(nobody, "00000000-0000-0000-0000-000000000000"))).toBe("forbidden");
    for (const kind of ["seller", "partner", "operator"] satisfies OrgKind[]) {
      const person = await personIn(await makeOrg(kind));
      await expect(async () => applyOrderEvent(person, { type: "order.paid", at: new Date(), data: {} })).rejects.toThrow("forbidden");
    }
  });

  test("every act is in the audit log, in the machine's chain, with both companies and no contact data", async () => {
    const { data, number } = await makeOrder(product, { change: { partner_account: partner.slug } });
    const rows = await db.sql<{ act: string; parties: string[]; payload: string; chain: string }>("select act, parties, payload, chain from audit_entry where noun_id = $1 order by position", [(await orderOf(number))["id"]]);
    expect(rows.map((row) => row.act)).toEqual(["order.create", "order.pay"]);
    expect(rows.every((row) => row.chain.startsWith("machine:marketplace:") && row.parties.includes(seller.id) && row.parties.includes(partner.id))).toBe(true);
    expect(rows.some((row) => row.payload.includes(data.customer.account) || row.payload.includes("13800000000"))).toBe(false);
    const jobs = await db.sql<{ payload: string }>("select payload::text from graphile_worker._private_jobs where payload::text like $1", [`%${number}%`]);
    expect(jobs.length).toBeGreaterThanOrEqual(4);
    expect(jobs.some((job) => job.payload.includes(data.customer.name))).toBe(false);
  });

  test("lists page by key, filter, and find part of a number", async () => {
    const busy = await makeOrg("seller");
    const listing = await makeProduct(busy);
    const reader = await personIn(busy);
    const made = [];
    for (let at = 0; at < 53; at++) made.push((await makeOrder(listing, { paid: at % 2 === 0, change: { placed_at: new Date(Date.UTC(2026, 0, 1 + at)).toISOString() } })).number);
    const first = await listOrders(reader);
    const rest = await listOrders(reader, { cursor: first.next ?? "" });
    expect([...first.rows, ...rest.rows].map((row) => row.number)).toEqual(made.toReversed());
    expect(rest.next).toBeNull();
    expect(await orderTotals(reader, { status: "paid" })).toEqual({ count: 27, amountFen: "2700000" });
    expect(await orderTotals(reader, { period: "202601" })).toMatchObject({ count: 31 });
    const wanted = made[20] as string;
    expect((await listOrders(reader, { text: wanted.slice(3, 12) })).rows.map((row) => row.number)).toEqual([wanted]);
    expect((await listOrders(reader, { text: "%" })).rows).toEqual([]);
    expect((await listOrders(reader, { productId: product.id })).rows).toEqual([]);
    expect(await kindOf(listOrders(reader, { cursor: "not-a-cursor" }))).toBe("invalid");
  });
});
