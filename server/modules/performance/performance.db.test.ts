import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "@/server/kernel/ctx";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { applyOrder, makeOrder, orderNumber } from "@/testing/factories/order";
import { makeProduct } from "@/testing/factories/product";
import { listTransactions } from "@/server/modules/settlement";
import { monthlyPerformance } from ".";

const db = testDatabase();
let seller: MadeOrg;
let owner: Ctx;
let product: Awaited<ReturnType<typeof makeProduct>>;

beforeAll(async () => {
  seller = await makeOrg("seller");
  owner = await personIn(seller);
  product = await makeProduct(seller, { hasInterface: false });
  const placed = new Date().toISOString();
  const { data, number } = await makeOrder(product, { change: { placed_at: placed } });
  await makeOrder(product, { change: { placed_at: placed } });
  const refund = orderNumber();
  const back = { line_id: `${refund}-000001`, original_line_id: data.lines[0]?.line_id, amount: "400.00" };
  await applyOrder("order.refunded", { order_id: refund, original_order_id: number, refunded_at: placed, lines: [back] }, placed);
});

describe("monthly performance", () => {
  it("adds up sales, refunds and what is not billed", async () => {
    const { months, products, total } = await monthlyPerformance(owner);
    expect(months).toHaveLength(12);
    expect(total).toMatchObject({ lines: 3, salesFen: "200000", refundFen: "-40000", settledFen: "0", unbilledFen: "160000" });
    expect(products).toHaveLength(1);
    expect(months.at(-1)?.salesFen).toBe("200000");
  });

  it("shows nothing of it to another company, and asks for the right", async () => {
    const stranger = await personIn(await makeOrg("seller"));
    expect((await monthlyPerformance(stranger)).total.lines).toBe(0);
    const keeper = await personIn(seller, ["product"]);
    await expect(monthlyPerformance(keeper)).rejects.toMatchObject({ kind: "forbidden", values: { permission: "performance:read" } });
  });

  it("leaves out what was cancelled unpaid, as the list behind its figure does", async () => {
    const cancelled = await makeOrder(product, { paid: false });
    const before = (await listTransactions(owner, { billed: "no" })).totals;
    await applyOrder("order.cancelled", { order_id: cancelled.number });
    const { total } = await monthlyPerformance(owner);
    const after = (await listTransactions(owner, { billed: "no" })).totals;
    expect([before.count - after.count, BigInt(before.amountFen) - BigInt(after.amountFen)]).toEqual([1, 100_000n]);
    expect(total.unbilledFen).toBe(after.amountFen);
    expect(total).toMatchObject({ lines: 3, salesFen: "200000" });
  });

  it("opens just the lines that each figure sums up", async () => {
    const { months, total } = await monthlyPerformance(owner);
    const [first, last] = [months[0]?.period ?? "", months.at(-1)?.period ?? ""];
    const behind = async (filter: object, placed = `${first}-${last}`) => (await listTransactions(owner, { placed, ...filter })).totals;
    expect(await behind({})).toMatchObject({ count: total.lines, shareFen: total.earnedFen });
    for (const [filter, figure] of [[{ orderType: "sale" }, total.salesFen], [{ orderType: "refund" }, total.refundFen], [{ billed: "yes" }, total.settledFen], [{ billed: "no" }, total.unbilledFen]] as const) {
      expect((await behind(filter)).amountFen).toBe(figure);
    }
    expect(await behind({}, `${last}-${last}`)).toMatchObject({ count: months.at(-1)?.lines });
    await expect(listTransactions(owner, { placed: "202613-202614" })).rejects.toThrow();
  });

  it("agrees with the order lines themselves", async () => {
    const [row] = await db.sql<{ fen: string }>("select sum(amount_fen)::text as fen from order_line where seller_org_id = $1 and cancelled_at is null", [seller.id]);
    const { total } = await monthlyPerformance(owner);
    expect(BigInt(total.salesFen) + BigInt(total.refundFen)).toBe(BigInt(row?.fen ?? 0));
  });
});
