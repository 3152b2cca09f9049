import { eq, inArray, type SQL } from "drizzle-orm";
import { order, orderLine } from "@/db/schema";
import type { OrderState, OrderType } from "@/lib/states/order";
import type { Tx } from "@/server/kernel/database";

/** What fulfilment must know of a line to call the seller's program. */
export type ProvisionLine = {
  readonly id: string;
  readonly number: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly orderType: OrderType;
  readonly orderStatus: OrderState;
  readonly sellerOrgId: string;
  readonly partnerOrgId: string | null;
  readonly hasInterface: boolean;
  readonly provisioned: boolean;
};

async function read(tx: Tx, which: SQL): Promise<ProvisionLine[]> {
  const rows = await tx.select({ line: orderLine, head: order }).from(orderLine).innerJoin(order, eq(order.id, orderLine.orderId)).where(which).orderBy(orderLine.number);
  return rows.map(({ line, head }) => ({
    id: line.id,
    number: line.number,
    orderId: head.id,
    orderNumber: head.number,
    orderType: head.orderType,
    orderStatus: head.status as OrderState,
    sellerOrgId: line.sellerOrgId,
    partnerOrgId: line.partnerOrgId,
    hasInterface: line.hasInterface,
    provisioned: line.provisionedAt !== null,
  }));
}

/** Lines by id, as fulfilment needs them. */
export function linesToProvision(tx: Tx, ids: readonly string[]): Promise<ProvisionLine[]> {
  return ids.length === 0 ? Promise.resolve([]) : read(tx, inArray(orderLine.id, [...ids]));
}

export async function lineToProvision(tx: Tx, id: string): Promise<ProvisionLine | null> {
  const [line] = await read(tx, eq(orderLine.id, id));
  return line ?? null;
}
