import { createHash } from "node:crypto";
import type { Locale } from "@/lib/locale";
import { verifyWebhook } from "@/lib/signatures/standard-webhooks";
import { eventSourceOf, receiveEvent, rejectEvent } from "@/server/modules/system";
import { answerWith, fieldFaults, type OpenAnswer, type Refusal } from "./answers";
import { envelope, type Envelope, eventSchemas, eventTypes, isEventType } from "./events";
import { unsoundAt } from "./soundness";
import { textOf } from "@/server/adapters/messages";

export type EventCall = {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  readonly requestId: string;
  readonly ip: string;
  readonly locale: Locale;
};

type Step<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };
const refuse = (refusal: Refusal) => ({ ok: false, refusal }) as const;
const pass = <T>(value: T) => ({ ok: true, value }) as const;

type Signed = { readonly sourceId: string; readonly webhookId: string };

async function checkSignature({ headers, body }: EventCall): Promise<Step<Signed>> {
  const source = await eventSourceOf("marketplace");
  const given = { id: headers["webhook-id"], timestamp: headers["webhook-timestamp"], signature: headers["webhook-signature"] };
  const verdict = verifyWebhook({ headers: given, body, secrets: source?.secrets ?? [], now: new Date() });
  if (!source || !verdict.ok) return refuse({ status: 401, code: verdict.ok ? "no_secret" : verdict.code });
  if (verdict.id.length > 200) return refuse({ status: 400, code: "long_id" });
  return pass({ sourceId: source.id, webhookId: verdict.id });
}

function parseBody({ body, locale }: EventCall): Step<Envelope> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return refuse({ status: 400, code: "malformed_json" });
  }
  const parsed = envelope.safeParse(json, { reportInput: true });
  if (!parsed.success) return refuse({ status: 422, code: "invalid_envelope", fields: fieldFaults(parsed.error, locale) });
  return pass(parsed.data);
}

function checkData({ type, data }: Envelope, locale: Locale): Step<null> {
  if (!isEventType(type)) return refuse({ status: 422, code: "unknown_type", values: { type: type.slice(0, 60), types: eventTypes.join(", ") } });
  const unsound = unsoundAt(data);
  if (unsound) {
    const path = ["data", unsound.path].filter(Boolean).join(".");
    return refuse({ status: 422, code: "invalid_data", values: { type }, fields: [{ path, message: textOf(locale, `system.open.field.${unsound.why}`) ?? unsound.why }] });
  }
  const parsed = eventSchemas[type].safeParse(data, { reportInput: true });
  if (!parsed.success) return refuse({ status: 422, code: "invalid_data", values: { type }, fields: fieldFaults(parsed.error, locale, ["data"]) });
  return pass(null);
}

const outcomes = {
  accepted: { status: 202, code: "accepted" },
  repeated: { status: 200, code: "repeated" },
  conflict: { status: 409, code: "id_reused" },
} as const;

async function decide(call: EventCall): Promise<Refusal> {
  const signed = await checkSignature(call);
  if (!signed.ok) return signed.refusal;
  const parsed = parseBody(call);
  if (!parsed.ok) return parsed.refusal;
  const { type, timestamp, data } = parsed.value;
  const checked = checkData(parsed.value, call.locale);
  if (!checked.ok) return checked.refusal;
  const bodyHash = createHash("sha256").update(call.body).digest("hex");
  return outcomes[await receiveEvent({ ...signed.value, bodyHash, type, occurredAt: new Date(timestamp), data })];
}

const brief = (text: string | undefined) => text?.slice(0, 200);

/** What is kept of a refused call: who, from where, how large; never its content. */
function aboutCall({ headers, body, ip, requestId }: EventCall, { fields }: Refusal): Record<string, unknown> {
  return {
    requestId,
    ip,
    bytes: body.length,
    webhookId: brief(headers["webhook-id"]),
    timestamp: brief(headers["webhook-timestamp"]),
    signed: Boolean(headers["webhook-signature"]),
    userAgent: brief(headers["user-agent"]),
    contentType: brief(headers["content-type"]),
    fields: fields?.map(({ path }) => path.slice(0, 80)),
  };
}

/**
 * The machines' door: verifies, understands and keeps one signed event; durable before the answer.
 * 202 taken in · 200 known already · 400 no JSON · 401 not signed by the marketplace within five minutes · 409 id used
 * for another body · 422 not understood, with the fields at fault. A refusal does not use up the id.
 */
export async function takeEvent(call: EventCall): Promise<OpenAnswer> {
  const outcome = await decide(call);
  if (outcome.status >= 400) await rejectEvent(outcome.code, aboutCall(call, outcome));
  return answerWith(outcome, call.locale, call.requestId);
}

/** A body larger than the door takes, refused before it was read. */
export async function refuseLarge(call: EventCall, bytes: number): Promise<OpenAnswer> {
  const refusal: Refusal = { status: 413, code: "too_large" };
  await rejectEvent("too_large", { ...aboutCall(call, refusal), bytes });
  return answerWith(refusal, call.locale, call.requestId);
}
