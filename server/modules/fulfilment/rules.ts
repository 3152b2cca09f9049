import { type ProductionMessage, verifyResponseBody } from "@/lib/signatures/production-v2";
import { cleanSurrogates } from "@/lib/text";
import type { FailureCode } from "./contract";

/** An answer of the seller's program as it came over the wire. */
export type RawAnswer = { readonly status: number; readonly signature: readonly string[]; readonly body: Uint8Array };

export type Reading =
  | { readonly kind: "instance"; readonly instanceId: string }
  | { readonly kind: "working"; readonly instanceId: string | null }
  | { readonly kind: "failure"; readonly code: FailureCode; readonly detail: string };

const failure = (code: FailureCode, detail = ""): Reading => ({ kind: "failure", code, detail: printable(detail) });
const signatureCodes = { absent: "SIGNATURE_ABSENT", malformed: "SIGNATURE_MALFORMED", wrong_signature: "SIGNATURE_WRONG" } as const;

/** Text that can be stored and shown: no NUL, no overlong lines. */
export function printable(text: string, most = 300): string {
  return cleanSurrogates(text.replaceAll("\0", "\uFFFD")).slice(0, most);
}

/** What an answer to `newInstance` or `queryInstance` says; whatever is wrong with it has a code of its own. */
export function readAnswer(activity: "newInstance" | "queryInstance", answer: RawAnswer, key: string): Reading {
  const text = new TextDecoder().decode(answer.body);
  if (answer.status !== 200) return failure("HTTP_STATUS", `HTTP ${answer.status} ${text}`);
  const parsed = parseObject(text);
  if (!parsed) return failure("NOT_JSON", text);
  const verdict = verifyResponseBody({ key, header: answer.signature, body: answer.body });
  if (!verdict.ok) return failure(signatureCodes[verdict.code], answer.signature.join(", "));
  const code = String(parsed["resultCode"] ?? "");
  const instanceId = instanceOf(parsed["instanceId"]);
  if (code === "000004") return { kind: "working", instanceId };
  if (code !== "000000") return failure("RESULT_CODE", `${code} ${String(parsed["resultMsg"] ?? "")}`);
  if (activity === "queryInstance") return readInfo(parsed["info"]);
  if (parsed["instanceId"] === undefined || parsed["instanceId"] === null || parsed["instanceId"] === "") return failure("INSTANCE_MISSING", text);
  return instanceId ? { kind: "instance", instanceId } : failure("UNREADABLE", String(parsed["instanceId"]));
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** An instance id we can keep: up to 100 visible characters. */
function instanceOf(value: unknown): string | null {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && /^[\p{L}\p{N}\p{P}\p{S}]{1,100}$/u.test(text) ? text : null;
}

/** Instances with their access data; an empty list means that the seller is still at it. */
function readInfo(info: unknown): Reading {
  if (info === undefined || info === null || (Array.isArray(info) && info.length === 0)) return { kind: "working", instanceId: null };
  const first: unknown = Array.isArray(info) ? info[0] : info;
  if (typeof first !== "object" || first === null) return failure("UNREADABLE", JSON.stringify(info));
  const { instanceId, appInfo } = first as { instanceId?: unknown; appInfo?: unknown };
  if (appInfo === null || appInfo === undefined) return { kind: "working", instanceId: null };
  const id = instanceOf(instanceId);
  return id ? { kind: "instance", instanceId: id } : failure("UNREADABLE", JSON.stringify(instanceId ?? null));
}

type Call = { readonly orderNumber: string; readonly lineNumber: string; readonly businessId: string; readonly pendingInstance: string | null; readonly test?: boolean };

/** What is asked of the seller: a new instance, or the state of one it is still making. */
export function requestOf(call: Call): { activity: "newInstance" | "queryInstance"; message: ProductionMessage } {
  const testFlag = call.test ? "1" : undefined;
  if (call.pendingInstance) return { activity: "queryInstance", message: { activity: "queryInstance", instanceId: call.pendingInstance, testFlag } };
  const { orderNumber: orderId, lineNumber: orderLineId, businessId } = call;
  return { activity: "newInstance", message: { activity: "newInstance", orderId, orderLineId, businessId, testFlag } };
}

/** An answer kept for the page: status, signature header and body, with passwords blotted out. */
export function describeAnswer(answer: RawAnswer): string {
  const body = new TextDecoder().decode(answer.body).replace(/("password"\s*:\s*")(?:[^"\\]|\\.)*"/gi, '$1•••"');
  const signature = answer.signature.map((value) => `Body-Sign: ${value}\n`).join("");
  return printable(`HTTP ${answer.status}\n${signature}\n${body}`, 4000);
}

export type RetryPlan = { readonly attempts: number; readonly seconds: number };
/** Three hours, once an hour (products.md §11.1). */
export const defaultRetry: RetryPlan = { attempts: 4, seconds: 3600 };

/** A seller that answers "still working" is asked sixty times per retry interval, as long as retries would last. */
export function pollPlan(plan: RetryPlan): { most: number; seconds: number } {
  return { most: Math.max(1, plan.attempts - 1) * 60, seconds: Math.max(1, Math.round(plan.seconds / 60)) };
}

/** Reads the `interface.retry` rule; whatever it leaves out is as by default. */
export function retryPlanOf(value: Readonly<Record<string, unknown>> | undefined): RetryPlan {
  const whole = (name: string, fallback: number) => (Number.isSafeInteger(value?.[name]) && Number(value?.[name]) > 0 ? Number(value?.[name]) : fallback);
  return { attempts: whole("attempts", defaultRetry.attempts), seconds: whole("seconds", defaultRetry.seconds) };
}
