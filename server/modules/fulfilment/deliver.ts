import { randomBytes, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { interfaceMessage, productionInterface } from "@/db/schema";
import { canonicalBody, productionQuery, signProductionRequest } from "@/lib/signatures/production-v2";
import { messageLifecycle } from "@/lib/states/order";
import { OutboundError, postPublic } from "@/server/adapters/outbound";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { unseal } from "@/server/kernel/secrets";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { lineToProvision } from "@/server/modules/order";
import type { MessageRow } from "./internal";
import { recordFailure, recordReading, type Outcome } from "./record";
import { type RawAnswer, readAnswer, requestOf } from "./rules";

/** How long a seller's program may take (products.md §8). */
const patienceMs = 5_000;
/** A call that was begun and never ended is taken for interrupted after this. */
const interruptedAfterMs = 60_000;

type Claimed = { readonly message: MessageRow; readonly url: string; readonly key: string; readonly orderNumber: string; readonly lineNumber: string };

/**
 * Makes one call of a seller's production interface and keeps what came of it. The call itself is made outside any
 * transaction. Safe to repeat: a message that is done, or being delivered by another process, is left alone.
 */
export async function callInterface(ctx: Ctx, messageId: string): Promise<void> {
  requireSystem(ctx);
  const claimed = await withTx(ctx, (tx) => claim(tx, ctx, messageId));
  if (!claimed) return;
  const outcome = await exchange(claimed);
  await withTx(ctx, (tx) => recordReading(tx, ctx, claimed.message, outcome));
}

async function claim(tx: Tx, ctx: Ctx, messageId: string): Promise<Claimed | null> {
  const [message] = await tx.select().from(interfaceMessage).where(eq(interfaceMessage.id, messageId)).for("update");
  if (!message || ["succeeded", "exhausted", "manual_done"].includes(message.status)) return null;
  if (message.status === "delivering") {
    if (message.nextAttemptAt && message.nextAttemptAt > businessNow()) return null;
    await transition(tx, { table: interfaceMessage, lifecycle: messageLifecycle, verb: "fail", to: "waiting_retry", id: messageId, set: { errorCode: "INTERRUPTED" } });
  }
  const taken = await transition(tx, {
    table: interfaceMessage,
    lifecycle: messageLifecycle,
    verb: "call",
    id: messageId,
    set: { attempts: message.instanceId ? message.attempts : message.attempts + 1, nextAttemptAt: new Date(businessNow().getTime() + interruptedAfterMs) },
  });
  const line = await lineToProvision(tx, taken.orderLineId);
  if (!line || !["paid", "completed"].includes(line.orderStatus)) {
    await recordFailure(tx, ctx, taken, { code: "ORDER_CLOSED", detail: "", final: true });
    return null;
  }
  const [target] = await tx.select().from(productionInterface).where(eq(productionInterface.id, taken.interfaceId));
  if (!target) throw new Error("A message outlived its production interface.");
  return { message: taken, url: target.url, key: unseal(target.accessKeySealed), orderNumber: line.orderNumber, lineNumber: line.number };
}

async function exchange({ message, url, key, orderNumber, lineNumber }: Claimed): Promise<Outcome> {
  const { activity, message: fields } = requestOf({ orderNumber, lineNumber, businessId: randomUUID(), pendingInstance: message.instanceId });
  const body = canonicalBody(fields);
  const signed = { timestamp: String(Date.now()), nonce: randomBytes(32).toString("hex").toUpperCase() };
  const query = productionQuery({ ...signed, signature: signProductionRequest({ key, ...signed, body }) });
  const request = { activity, url, body, timestamp: signed.timestamp, nonce: signed.nonce };
  try {
    const headers = { accept: "application/json", "content-type": "application/json;charset=utf8" };
    const answered = await postPublic({ url: `${url}${url.includes("?") ? "&" : "?"}${query}`, headers, body, timeoutMs: patienceMs, maxBytes: 256 * 1024 });
    const answer: RawAnswer = { status: answered.status, signature: answered.headers["body-sign"] ?? [], body: answered.body };
    return { request, answer, reading: readAnswer(activity, answer, key) };
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    return { request, answer: null, reading: { kind: "failure", code: error.code, detail: error.message } };
  }
}

/** Messages whose next call is due by business time; the clock may have been moved past the planned moment. */
export async function dueMessages(tx: Tx): Promise<MessageRow[]> {
  return tx
    .select()
    .from(interfaceMessage)
    .where(sql`${interfaceMessage.nextAttemptAt} <= app.now() and ${interfaceMessage.status} in ('pending', 'waiting_retry', 'polling', 'delivering')`)
    .limit(500);
}
