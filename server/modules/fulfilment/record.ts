import { interfaceMessage } from "@/db/schema";
import { messageLifecycle } from "@/lib/states/order";
import { audit } from "@/server/kernel/audit";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { announce } from "@/server/kernel/outbox";
import { transition } from "@/server/kernel/transition";
import { businessNow } from "@/server/kernel/tx";
import { lineProvisioned, lineToProvision, noteOrder } from "@/server/modules/order";
import type { FailureCode } from "./contract";
import { enqueueCall, type MessageRow, retryPlan } from "./internal";
import { describeAnswer, pollPlan, type RawAnswer, type Reading } from "./rules";

/** One call: what was sent, what came back (null when nothing did), and what it means. */
export type Outcome = { readonly request: Record<string, unknown>; readonly answer: RawAnswer | null; readonly reading: Reading };
type Failure = { readonly code: FailureCode; readonly detail: string; readonly final?: boolean };
type Evidence = Partial<Pick<MessageRow, "lastRequest" | "lastAnswer" | "instanceId">>;

/** Keeps what a call came to: opens the line's gate, asks again later, or fails with its reason. */
export async function recordReading(tx: Tx, ctx: Ctx, message: MessageRow, outcome: Outcome): Promise<void> {
  const { reading } = outcome;
  const evidence = { lastRequest: outcome.request, lastAnswer: outcome.answer ? describeAnswer(outcome.answer) : null };
  if (reading.kind === "instance") return recordInstance(tx, ctx, message, reading.instanceId, evidence);
  if (reading.kind === "failure") return recordFailure(tx, ctx, message, reading, evidence);
  await recordWorking(tx, ctx, message, reading.instanceId ?? message.instanceId, evidence);
}

async function recordInstance(tx: Tx, ctx: Ctx, message: MessageRow, instanceId: string, evidence: Evidence): Promise<void> {
  const at = businessNow();
  const set = { ...evidence, instanceId, succeededAt: at, nextAttemptAt: null, errorCode: null, errorDetail: null };
  await transition(tx, { table: interfaceMessage, lifecycle: messageLifecycle, verb: "succeed", id: message.id, set });
  await lineProvisioned(ctx, { orderLineId: message.orderLineId, instanceId, at });
  audit(ctx, { noun: "interface_message", nounId: message.id, act: "fulfilment.succeed", parties: [message.orgId], detail: { attempts: message.attempts } });
}

/** The seller said "still working": it is asked for the instance at short intervals, for as long as retries would last. */
async function recordWorking(tx: Tx, ctx: Ctx, message: MessageRow, instanceId: string | null, evidence: Evidence): Promise<void> {
  const plan = pollPlan(await retryPlan(tx, businessNow()));
  const polls = message.polls + 1;
  if (polls > plan.most) return recordFailure(tx, ctx, message, { code: "STILL_WORKING", detail: "", final: true }, evidence);
  const set = { ...evidence, instanceId, polls, errorCode: null, errorDetail: null, nextAttemptAt: later(businessNow(), plan.seconds) };
  const row = await transition(tx, { table: interfaceMessage, lifecycle: messageLifecycle, verb: "poll", id: message.id, set });
  await enqueueCall(tx, row, later(new Date(), plan.seconds));
}

/** A failed call is repeated by plan and shown on the order; the last one stops and asks for a person. */
export async function recordFailure(tx: Tx, ctx: Ctx, message: MessageRow, failure: Failure, evidence: Evidence = {}): Promise<void> {
  const plan = await retryPlan(tx, businessNow());
  const stopped = failure.final === true || message.attempts >= message.maxAttempts;
  const set = { ...evidence, errorCode: failure.code, errorDetail: failure.detail, nextAttemptAt: stopped ? null : later(businessNow(), plan.seconds) };
  const counted = message.instanceId ? { attempts: message.attempts + 1 } : {};
  const to = stopped ? "exhausted" : "waiting_retry";
  const row = await transition(tx, { table: interfaceMessage, lifecycle: messageLifecycle, verb: "fail", to, id: message.id, set: { ...set, ...counted } });
  if (!stopped) await enqueueCall(tx, row, later(new Date(), plan.seconds));
  await report(tx, ctx, row, failure.code, stopped);
}

async function report(tx: Tx, ctx: Ctx, row: MessageRow, code: FailureCode, stopped: boolean): Promise<void> {
  const act = stopped ? "interface_stopped" : "interface_failed";
  await noteOrder(tx, { orderId: row.orderId, act, at: businessNow(), detail: { code, attempt: String(row.attempts) } });
  audit(ctx, { noun: "interface_message", nounId: row.id, act: `fulfilment.${stopped ? "stop" : "fail"}`, parties: [row.orgId], detail: { code, attempts: row.attempts } });
  // The first failure and the last are told; those between stand on the page.
  if (row.attempts > 1 && !stopped) return;
  const line = await lineToProvision(tx, row.orderLineId);
  await announce(tx, {
    orgId: row.orgId,
    roles: ["owner", "delivery"],
    kind: `fulfilment.${act}`,
    values: { number: line?.orderNumber ?? "", code },
    path: `orders/${row.orderId}`,
    noun: "interface_message",
    nounId: row.id,
    actionNeeded: stopped ? "restart" : undefined,
    channels: stopped ? ["mail", "sms"] : ["mail"],
  });
}

function later(from: Date, seconds: number): Date {
  return new Date(from.getTime() + seconds * 1000);
}
