import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "@/server/kernel/ctx";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { applyOrder, makeOrder, orderNumber } from "@/testing/factories/order";
import { makeProduct } from "@/testing/factories/product";
import { monthlyPerformance } from ".";

const db = testDatabase();
let seller: MadeOrg;
let owner: Ctx;

beforeAll(async () => {
  seller = await makeOrg("seller");
  owner = await personIn(seller);
  const product = await makeProduct(seller, { hasInterface: false });
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
    const product = await personIn(seller, ["product"]);
    await expect(monthlyPerformance(product)).rejects.toMatchObject({ kind: "forbidden", values: { permission: "performance:read" } });
  });

  it("agrees with the order lines themselves", async () => {
    const [row] = await db.sql<{ fen: string }>("select sum(amount_fen)::text as fen from order_line where seller_org_id = $1", [seller.id]);
    const { total } = await monthlyPerformance(owner);
    expect(BigInt(total.salesFen) + BigInt(total.refundFen)).toBe(BigInt(row?.fen ?? 0));
  });
});
