import { and, asc, eq } from "drizzle-orm";
import { order, orderLine, product, productSpec } from "@/db/schema";
import { fenToDecimalString } from "@/lib/money";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { withRead } from "@/server/kernel/tx";
import type { OrderRow } from "./internal";

/** An order as a seller's program asks for it, in the words of the documented order query. */
export type QueriedOrder = {
  readonly orderId: string;
  readonly orderType: string;
  readonly createTime: string;
  readonly orderLine: readonly QueriedLine[];
  readonly buyerInfo: Readonly<Record<string, string>>;
  readonly extendParams: readonly { readonly name: string; readonly value: string }[];
};
type QueriedLine = {
  readonly orderLineId: string;
  readonly chargingMode: string;
  readonly expireTime?: string;
  readonly periodType: string;
  readonly periodNumber: number;
  readonly orderAmount: string;
  readonly productInfo: readonly { readonly skuCode: string; readonly productId: string; readonly linearValue: number; readonly productName: string }[];
};

const typeWords: Readonly<Record<OrderRow["orderType"], string>> = { new: "NEW", trial: "TRIAL", renew: "RENEW", change: "CHANGE", refund: "UNSUBSCRIBE" };

/** yyyyMMddHHmmss in UTC. */
const compact = (at: Date) => at.toISOString().replace(/[-:T]/g, "").slice(0, 14);

/** The seller's own order by its number, optionally one line of it; 404 for anybody else's. */
export async function orderForSeller(ctx: Ctx, asked: { orderNumber: string; lineNumber?: string }): Promise<QueriedOrder> {
  if (ctx.org?.kind !== "seller") throw notFound("order");
  const sellerOrgId = ctx.org.id;
  return withRead(ctx, async (tx) => {
    const [row] = await tx.select().from(order).where(and(eq(order.number, asked.orderNumber), eq(order.sellerOrgId, sellerOrgId)));
    if (!row) throw notFound("order");
    const lines = await queriedLines(tx, row.id, asked.lineNumber);
    if (lines.length === 0) throw notFound("order");
    return {
      orderId: row.number,
      orderType: typeWords[row.orderType],
      createTime: compact(row.placedAt),
      orderLine: lines,
      buyerInfo: { customerId: row.customerAccount, customerName: row.customerName, ...row.buyer },
      extendParams: [],
    };
  });
}

async function queriedLines(tx: Tx, orderId: string, lineNumber?: string): Promise<QueriedLine[]> {
  const rows = await tx
    .select({ line: orderLine, code: product.code, name: product.name, skuCode: productSpec.skuCode })
    .from(orderLine)
    .innerJoin(product, eq(product.id, orderLine.productId))
    .innerJoin(productSpec, eq(productSpec.id, orderLine.productSpecId))
    .where(and(eq(orderLine.orderId, orderId), lineNumber ? eq(orderLine.number, lineNumber) : undefined))
    .orderBy(asc(orderLine.number));
  return rows.map(({ line, code, name, skuCode }) => ({
    orderLineId: line.number,
    chargingMode: line.chargingMode,
    ...(line.expiresAt ? { expireTime: compact(line.expiresAt) } : {}),
    periodType: line.periodType,
    periodNumber: line.periodNumber,
    orderAmount: fenToDecimalString(line.amountFen),
    productInfo: [{ skuCode, productId: code, linearValue: line.quantity, productName: name }],
  }));
}
