import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { apiKey, interfaceMessage, order, orderLine, product } from "@/db/schema";
import type { MessageState } from "@/lib/states/order";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { after, type Page, pageSize, toPage } from "@/server/kernel/page";
import { withRead } from "@/server/kernel/tx";
import { type ApiKeySummary, type FailureCode, type InterfaceSummary, type MessageDetail, type MessageListInput, messageListInput } from "./contract";
import { interfaceOf } from "./internal";

type Joined = Awaited<ReturnType<typeof joined>>[number];

function joined(tx: Tx, where: SQL | undefined, most: number) {
  return tx
    .select({ message: interfaceMessage, orderNumber: order.number, lineNumber: orderLine.number, product: product.name, productEn: product.nameEn })
    .from(interfaceMessage)
    .innerJoin(order, eq(order.id, interfaceMessage.orderId))
    .innerJoin(orderLine, eq(orderLine.id, interfaceMessage.orderLineId))
    .innerJoin(product, eq(product.id, orderLine.productId))
    .where(where)
    .orderBy(desc(interfaceMessage.createdAt), desc(interfaceMessage.id))
    .limit(most);
}

function detailOf({ message, ...names }: Joined): MessageDetail {
  return {
    ...names,
    id: message.id,
    orderId: message.orderId,
    activity: message.instanceId && message.status === "polling" ? "queryInstance" : message.activity,
    status: message.status as MessageState,
    attempts: message.attempts,
    maxAttempts: message.maxAttempts,
    nextAttemptAt: message.nextAttemptAt?.toISOString() ?? null,
    succeededAt: message.succeededAt?.toISOString() ?? null,
    errorCode: message.errorCode as FailureCode | null,
    errorDetail: message.errorDetail,
    createdAt: message.createdAt.toISOString(),
    request: message.lastRequest ? JSON.stringify(message.lastRequest, null, 2) : null,
    answer: message.lastAnswer,
  };
}

/** Calls owed to the acting seller's program (operators: to everybody's), newest first. */
export async function listMessages(ctx: Ctx, given: MessageListInput = {}): Promise<Page<MessageDetail>> {
  authorize(ctx, "fulfilment:read");
  const input = messageListInput.parse(given);
  return withRead(ctx, async (tx) => {
    const mine = ctx.platform ? undefined : eq(interfaceMessage.orgId, ctx.org.id);
    const status = input.status ? eq(interfaceMessage.status, input.status) : undefined;
    const next = after(input.cursor, [{ column: interfaceMessage.createdAt, cast: "timestamptz" }, { column: interfaceMessage.id, cast: "uuid" }]);
    const rows = await joined(tx, and(mine, status, next), pageSize + 1);
    return toPage(rows.map(detailOf), (row) => [row.createdAt, row.id]);
  });
}

/** The calls of one order; empty where the acting company may not see them. */
export async function messagesOfOrder(ctx: Ctx, orderId: string): Promise<MessageDetail[]> {
  if (!ctx.permissions.has("fulfilment:read")) return [];
  return withRead(ctx, async (tx) => (await joined(tx, eq(interfaceMessage.orderId, orderId), 100)).map(detailOf));
}

/** One call with what was sent and answered; 404 when it is another seller's. */
export async function messageDetail(ctx: Ctx, messageId: string): Promise<MessageDetail> {
  authorize(ctx, "fulfilment:read");
  return withRead(ctx, async (tx) => {
    const [row] = await joined(tx, eq(interfaceMessage.id, messageId), 1);
    if (!row) throw notFound("interface message");
    return detailOf(row);
  });
}

/** How many of the acting seller's calls stand in each state. */
export async function countMessages(ctx: Ctx): Promise<Partial<Record<MessageState, number>>> {
  authorize(ctx, "fulfilment:read");
  return withRead(ctx, async (tx) => {
    const mine = ctx.platform ? undefined : eq(interfaceMessage.orgId, ctx.org.id);
    const rows = await tx.select({ status: interfaceMessage.status, count: sql<number>`count(*)::integer` }).from(interfaceMessage).where(mine).groupBy(interfaceMessage.status);
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  });
}

/** The acting seller's production interface and its keys for our order query; never a secret. */
export async function interfaceSettings(ctx: Ctx): Promise<{ target: InterfaceSummary | null; keys: ApiKeySummary[] }> {
  authorize(ctx, "fulfilment:read");
  return withRead(ctx, async (tx) => {
    const row = await interfaceOf(tx, ctx.org.id);
    const keys = await tx.select().from(apiKey).where(eq(apiKey.orgId, ctx.org.id)).orderBy(desc(apiKey.createdAt)).limit(50);
    return {
      target: row ? { id: row.id, name: row.name, url: row.url, createdAt: row.createdAt.toISOString() } : null,
      keys: keys.map((key) => ({ id: key.id, accessKey: key.accessKey, createdAt: key.createdAt.toISOString(), revokedAt: key.revokedAt?.toISOString() ?? null })),
    };
  });
}
