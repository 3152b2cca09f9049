import { createHmac, timingSafeEqual } from "node:crypto";

/** How far a webhook's timestamp may be from now, on both sides. */
export const WEBHOOK_TOLERANCE_SECONDS = 300;

const PREFIX = "whsec_";

export type WebhookHeaders = {
  id?: string | null;
  timestamp?: string | null;
  signature?: string | null;
};

export type WebhookRefusal =
  | "missing_id"
  | "missing_timestamp"
  | "missing_signature"
  | "bad_timestamp"
  | "too_old"
  | "too_new"
  | "no_secret"
  | "wrong_signature";

/** `secretIndex` tells which of the secrets signed, so that a retired one can be seen in use. */
export type WebhookVerdict =
  | { ok: true; id: string; timestamp: number; secretIndex: number }
  | { ok: false; code: WebhookRefusal };

/** Random bytes (24–64) in the form in which a secret is shown: "whsec_" + base64. */
export function encodeWebhookSecret(bytes: Uint8Array): string {
  return PREFIX + Buffer.from(bytes).toString("base64");
}

/** The key's bytes, with or without the prefix; null when nothing usable is in it. */
function decodeSecret(secret: string): Buffer | null {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  const key = Buffer.from(text, "base64");
  return key.length === 0 ? null : key;
}

function signatureOf(key: Buffer, id: string, timestamp: string, body: Uint8Array): Buffer {
  const digest = createHmac("sha256", key)
    .update(`${id}.${timestamp}.`)
    .update(body)
    .digest("base64");
  return Buffer.from(`v1,${digest}`);
}

function bytesOf(body: Uint8Array | string): Uint8Array {
  return typeof body === "string" ? Buffer.from(body) : body;
}

/** The value of the webhook-signature header for a raw body. Throws RangeError on an unusable secret. */
export function signWebhook(input: {
  secret: string;
  id: string;
  timestamp: number;
  body: Uint8Array | string;
}): string {
  const key = decodeSecret(input.secret);
  if (!key) throw new RangeError("not a webhook secret");
  return signatureOf(key, input.id, String(input.timestamp), bytesOf(input.body)).toString();
}

function refuseHeaders(headers: WebhookHeaders, now: Date): WebhookRefusal | null {
  if (!headers.id) return "missing_id";
  if (!headers.timestamp) return "missing_timestamp";
  if (!headers.signature) return "missing_signature";
  if (!/^\d{1,12}$/.test(headers.timestamp)) return "bad_timestamp";
  const drift = Math.floor(now.getTime() / 1000) - Number(headers.timestamp);
  if (drift > WEBHOOK_TOLERANCE_SECONDS) return "too_old";
  return drift < -WEBHOOK_TOLERANCE_SECONDS ? "too_new" : null;
}

/**
 * Verifies a webhook over its raw body. Several secrets may be valid at once while one is being rotated,
 * and the header may carry several signatures; every pair is compared in constant time.
 */
export function verifyWebhook(input: {
  headers: WebhookHeaders;
  body: Uint8Array | string;
  secrets: readonly string[];
  now: Date;
}): WebhookVerdict {
  const { headers } = input;
  const refusal = refuseHeaders(headers, input.now);
  if (refusal) return { ok: false, code: refusal };
  const [id = "", timestamp = ""] = [headers.id ?? "", headers.timestamp ?? ""];
  const given = (headers.signature ?? "").split(" ", 20).map((text) => Buffer.from(text));
  let usable = 0;
  let secretIndex = -1;
  for (const [index, secret] of input.secrets.entries()) {
    const key = decodeSecret(secret);
    if (!key) continue;
    usable += 1;
    const expected = signatureOf(key, id, timestamp, bytesOf(input.body));
    const matches = given.filter(
      (each) => each.length === expected.length && timingSafeEqual(each, expected),
    );
    if (matches.length > 0 && secretIndex < 0) secretIndex = index;
  }
  if (usable === 0) return { ok: false, code: "no_secret" };
  if (secretIndex < 0) return { ok: false, code: "wrong_signature" };
  return { ok: true, id, timestamp: Number(timestamp), secretIndex };
}
