import { beforeAll, describe, expect, test } from "vitest";
import { claimLifecycle } from "@/lib/states/order";
import { AppError } from "@/server/kernel/errors";
import type { Ctx } from "@/server/kernel/ctx";
import { openFile } from "@/server/modules/file";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { makeAgreement } from "@/testing/factories/agreement";
import { makeClaim, makeProof } from "@/testing/factories/claim";
import { applyOrder, makeOrder, type OrderCreatedData, orderNumber } from "@/testing/factories/order";
import { makeProduct, type MadeProduct } from "@/testing/factories/product";
import { claimOrder, exportClaims, grantClaim, listClaims, listOrders, orderDetail, readClaim, refuseClaim, withdrawClaim } from ".";

const db = testDatabase();
let seller: MadeOrg;
let partnerOrg: MadeOrg;
let product: MadeProduct;
let sellerPerson: Ctx;
let partner: Ctx;
let other: Ctx;
let operator: Ctx;
let second: Ctx;
let daysAgo: (days: number) => string;

beforeAll(async () => {
  [seller, partnerOrg] = [await makeOrg("seller"), await makeOrg("partner")];
  await makeAgreement(partnerOrg);
  product = await makeProduct(seller);
  const desk = await makeOrg("operator");
  [sellerPerson, partner, other, operator, second] = [await personIn(seller), await personIn(partnerOrg), await personIn(await makeOrg("partner")), await personIn(desk, ["lead"]), await personIn(desk, ["admin"])];
  await db.sql("insert into rule_version (kind, scope, value, valid_from) values ('share', 'co_sell', '{\"bp\": 1000}', '2020-01-01')");
  const [row] = await db.sql<{ at: Date }>("select app.now() as at");
  daysAgo = (days) => new Date((row?.at.getTime() ?? 0) - days * 86_400_000).toISOString();
});

const keyOf = async (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error instanceof AppError ? error.key : String(error)));
const kindOf = async (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error instanceof AppError ? error.kind : String(error)));
const buy = async (change: Partial<OrderCreatedData> = {}, of: MadeProduct = product) => {
  const { data, number } = await makeOrder(of, { change: { placed_at: daysAgo(3), ...change } });
  const [row] = await db.sql<{ id: string }>('select id from "order" where number = $1', [number]);
  return { number, buyer: data.customer.account, id: row?.id as string };
};
const creditsOf = (orderId: string) => db.sql<Record<string, unknown>>("select carrier, partner_org_id, share_bp, branch, claim_id, agreement_id is not null as agreed, evidence ->> 'rule' as rule from attribution where order_id = $1", [orderId]);
const actsOn = async (id: string) => (await db.sql<{ act: string }>("select act from audit_entry where noun_id = $1 order by act", [id])).map(({ act }) => act);
const note = "证据充分";

describe("a claim", () => {
  test("is made with number, buyer and proof; unknown and foreign orders get one sentence", async () => {
    const order = await buy();
    const proofFileId = await makeProof(partner);
    const ask = (change: object) => keyOf(claimOrder(partner, { orderNumber: order.number, buyerAccount: order.buyer, reason: "客户由我方推荐而来的", proofFileId, ...change }));
    expect(await ask({ orderNumber: "CS-UNKNOWN" })).toBe("claim.errors.unknownOrder");
    expect(await ask({ buyerAccount: "somebody-else" })).toBe("claim.errors.unknownOrder");
    expect(await kindOf(claimOrder(partner, { orderNumber: order.number, buyerAccount: order.buyer, reason: "客户由我方推荐而来的", proofFileId: await makeProof(other) }))).toBe("not_found");
    expect(await kindOf(claimOrder(sellerPerson, { orderNumber: order.number, buyerAccount: order.buyer, reason: "客户由我方推荐而来的", proofFileId }))).toBe("forbidden");
    expect(await ask({})).toBe("done");
    expect(await ask({})).toBe("claim.errors.claimedAlready");
    const [row] = (await listClaims(partner)).rows;
    expect(row).toMatchObject({ orderNumber: order.number, orderId: null, amountFen: null, status: "submitted" });
    expect(await actsOn(row?.id as string)).toEqual(["claim.make"]);
  });

  test("is for orders of the last thirty days that credit nobody and still stand", async () => {
    const ask = async (order: { number: string; buyer: string }) => keyOf(makeClaim(partner, order));
    expect(await ask(await buy({ placed_at: daysAgo(29) }))).toBe("done");
    expect(await ask(await buy({ placed_at: daysAgo(31) }))).toBe("claim.errors.tooLate");
    expect(await ask(await buy({ partner_account: partnerOrg.slug }))).toBe("claim.errors.credited");
    expect(await ask(await buy({ order_type: "trial" }))).toBe("claim.errors.wrongType");
    const refunded = await buy();
    const refund = orderNumber();
    await applyOrder("order.refunded", { order_id: refund, original_order_id: refunded.number, lines: [{ line_id: `${refund}-1`, original_line_id: `${refunded.number}-000001`, amount: "1000.00" }] });
    expect(await ask(refunded)).toBe("claim.errors.orderOver");
  });

  test("is seen by both sides and operators, and by nobody else; the proof by claimant and operators", async () => {
    const order = await buy();
    const { id } = await makeClaim(partner, order);
    expect((await readClaim(sellerPerson, { claimId: id })).proof).toBeNull();
    const seen = await readClaim(operator, { claimId: id });
    expect(seen).toMatchObject({ orderId: order.id, facts: { branch: "none", blocked: null, customerAccount: order.buyer, shares: [{ shareBp: 1000 }] }, acts: { decide: null } });
    expect((await openFile(operator, seen.proof?.fileId as string)).name).toBe("往来邮件.txt");
    expect(await kindOf(openFile(sellerPerson, seen.proof?.fileId as string))).toBe("not_found");
    expect((await readClaim(partner, { claimId: id })).facts).toBeNull();
    expect(await kindOf(readClaim(other, { claimId: id }))).toBe("not_found");
    expect((await listClaims(other)).rows).toEqual([]);
    expect(await kindOf(listClaims(await personIn(seller, ["delivery"])))).toBe("forbidden");
  });

  test("is withdrawn by its claimant alone, before it is decided", async () => {
    const { id } = await makeClaim(partner, await buy());
    expect(await kindOf(withdrawClaim(other, { claimId: id }))).toBe("not_found");
    expect(await kindOf(withdrawClaim(await personIn(partnerOrg, ["viewer"]), { claimId: id }))).toBe("forbidden");
    await withdrawClaim(partner, { claimId: id });
    expect(await actsOn(id)).toEqual(["claim.make", "claim.withdraw"]);
    expect(await keyOf(withdrawClaim(partner, { claimId: id }))).toBe("stateMoved");
    expect(await keyOf(grantClaim(operator, { claimId: id, note }))).toBe("stateMoved");
    expect(await keyOf(refuseClaim(operator, { claimId: id, note }))).toBe("stateMoved");
  });

  test("is refused with a reason by an operator who decides, and can be made again", async () => {
    const order = await buy();
    const { id } = await makeClaim(partner, order);
    for (const person of [partner, await personIn(await makeOrg("operator"), ["dispatcher"])]) expect(await kindOf(refuseClaim(person, { claimId: id, note }))).toBe("forbidden");
    await refuseClaim(operator, { claimId: id, note: "邮件晚于下单" });
    expect(await readClaim(sellerPerson, { claimId: id })).toMatchObject({ status: "refused", decisionNote: "邮件晚于下单" });
    expect(await creditsOf(order.id)).toEqual([]);
    expect(await actsOn(id)).toEqual(["claim.make", "claim.refuse"]);
    expect(await keyOf(makeClaim(partner, order))).toBe("done");
  });

  test("is never decided by the person who made it", async () => {
    const { id } = await makeClaim(partner, await buy());
    const seat = { ...operator, actor: partner.actor };
    expect(await keyOf(grantClaim(seat, { claimId: id, note }))).toBe("claim.errors.ownClaim");
    expect(await keyOf(refuseClaim(seat, { claimId: id, note }))).toBe("claim.errors.ownClaim");
    expect((await readClaim(seat, { claimId: id })).acts.decide).toBe("ownClaim");
  });
});

describe("granting", () => {
  test("adds an attribution on the terms of the order's day and shows the order to the partner", async () => {
    const order = await buy();
    const refund = orderNumber();
    await applyOrder("order.refunded", { order_id: refund, original_order_id: order.number, lines: [{ line_id: `${refund}-1`, original_line_id: `${order.number}-000001`, amount: "100.00" }] });
    const { id } = await makeClaim(partner, order);
    await db.sql("update rule_version set valid_to = now() - interval '1 hour' where kind = 'share'");
    await db.sql("insert into rule_version (kind, scope, value, valid_from) values ('share', 'co_sell', '{\"bp\": 1}', now() - interval '1 hour')");
    expect(await kindOf(orderDetail(partner, order.id))).toBe("not_found");
    await grantClaim(operator, { claimId: id, note });
    expect(await creditsOf(order.id)).toEqual([{ carrier: "claim", partner_org_id: partnerOrg.id, share_bp: 1000, branch: "none", claim_id: id, agreed: true, rule: "claim_granted" }]);
    const seen = await orderDetail(partner, order.id);
    expect(seen.lines[0]?.attribution).toMatchObject({ carrier: "claim", claimId: id, shareBp: 1000 });
    expect(seen.timeline.map(({ act }) => act)).toEqual(expect.arrayContaining(["create", "pay", "claim_granted"]));
    expect(seen.related.map(({ number }) => number)).toEqual([refund]);
    expect((await listOrders(partner, { text: refund })).rows).toHaveLength(1);
    expect(await actsOn(id)).toEqual(["claim.grant", "claim.make"]);
    expect((await readClaim(sellerPerson, { claimId: id })).status).toBe("granted");
    await db.sql("delete from rule_version where value = '{\"bp\": 1}'");
    await db.sql("update rule_version set valid_to = null where kind = 'share'");
  });

  test("is had by one of two claims, decided by fifty hands at once", async () => {
    const order = await buy();
    const [mine, theirs] = [await makeClaim(partner, order), await makeClaim(other, order)];
    const hands = Array.from({ length: 50 }, (_, n) => keyOf(grantClaim(n % 2 ? operator : second, { claimId: (n % 3 ? mine : theirs).id, note })));
    const results = await Promise.all(hands);
    expect(results.filter((result) => result === "done")).toHaveLength(1);
    expect(new Set(results)).toEqual(new Set(["done", "stateMoved", "claim.errors.credited"]));
    expect(await creditsOf(order.id)).toHaveLength(1);
    const states = await db.sql<{ status: string }>("select status from claim where order_id = $1 order by status", [order.id]);
    expect(states.map(({ status }) => status)).toEqual(["granted", "submitted"]);
  });

  test("is refused where no share rule was in force", async () => {
    const generic = await makeProduct(seller, { productClass: "generic" });
    const { id } = await makeClaim(partner, await buy({}, generic));
    expect((await readClaim(operator, { claimId: id })).facts).toMatchObject({ blocked: "noShareRule", shares: [{ shareBp: null }] });
    expect(await keyOf(grantClaim(operator, { claimId: id, note }))).toBe("claim.errors.noShareRule");
    expect((await readClaim(operator, { claimId: id })).status).toBe("submitted");
  });
});

describe("the list of claims", () => {
  const textOf = async (parts: AsyncGenerator<string>) => {
    let text = "";
    for await (const part of parts) text += part;
    return text;
  };

  test("counts each state as the list shows it, for each company its own", async () => {
    for (const person of [partner, sellerPerson, operator]) {
      const { counts, rows } = await listClaims(person);
      for (const status of ["submitted", "granted", "refused", "withdrawn"] as const) expect(counts[status] ?? 0).toBe(rows.filter((row) => row.status === status).length);
      expect((await listClaims(person, { status: "submitted" })).rows.map(({ id }) => id).toSorted()).toEqual(rows.filter(({ status }) => status === "submitted").map(({ id }) => id).toSorted());
    }
    expect((await listClaims(await personIn(await makeOrg("partner")))).counts).toEqual({});
  });

  test("is exported exactly as shown, and the export is audited", async () => {
    for (const [person, status] of [[partner, undefined], [sellerPerson, "refused"], [operator, "submitted"]] as const) {
      const shown = (await listClaims(person, { status })).rows;
      const [head, ...lines] = (await textOf(exportClaims(person, { status }))).trimEnd().split("\r\n");
      expect(head).toBe("\uFEFF申诉编号,订单号,状态,客户服务商,商家,订单金额（元）,裁定期限（北京时间）,申诉时间（北京时间）,结束时间（北京时间）");
      const beijing = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
      expect(lines.slice(0, -1).map((line) => [0, 1, 2, 7].map((place) => line.split(",")[place]))).toEqual(shown.map((row) => [row.number, row.orderNumber, claimLifecycle.states[row.status].zh, beijing(row.createdAt)]));
      expect(lines.at(-1)).toContain(`rows=${shown.length},`);
      expect(shown.length).toBeGreaterThan(0);
    }
    expect(await textOf(exportClaims(await personIn(await makeOrg("partner"))))).toMatch(/^[^\r]*\r\n# manifest,rows=0,sha256=[^\r]*\r\n$/);
    expect(await db.sql("select count(*)::integer as n from audit_entry where act = 'claim.export'")).toEqual([{ n: 4 }]);
    expect(await kindOf(textOf(exportClaims(await personIn(seller, ["delivery"]))))).toBe("forbidden");
  });
});
