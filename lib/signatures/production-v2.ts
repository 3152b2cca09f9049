import { createHmac, timingSafeEqual } from "node:crypto";
import { cleanSurrogates } from "../text";

/** How far a request's timestamp may be from now, on both sides. */
export const PRODUCTION_TOLERANCE_MS = 60_000;

export type ProductionValue = string | number | bigint | boolean | null | undefined;

/** A message is flat: the real receivers answer nested values with an error. */
export type ProductionMessage = Readonly<Record<string, ProductionValue>>;

/** The exact text that is signed and sent: keys sorted by code unit, nulls dropped, compact, every value a string. */
export function canonicalBody(message: ProductionMessage): string {
  const members = Object.keys(message)
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .flatMap((key) => {
      const value = message[key];
      if (value === null || value === undefined) return [];
      if (typeof value === "object")
        throw new TypeError(`a production message is flat, "${key}" is not`);
      return [
        `${JSON.stringify(cleanSurrogates(key))}:${JSON.stringify(cleanSurrogates(String(value)))}`,
      ];
    });
  return `{${members.join(",")}}`;
}

function hmacHex(key: string, data: Uint8Array | string): string {
  return createHmac("sha256", key).update(data).digest("hex");
}

export type ProductionSignature = { signature: string; timestamp: string; nonce: string };

/** Upper-case hex signature over key, nonce, timestamp (13-digit milliseconds) and the body as it is sent. */
export function signProductionRequest(input: {
  key: string;
  nonce: string;
  timestamp: string;
  body: Uint8Array | string;
}): string {
  return hmacHex(
    input.key,
    input.key + input.nonce + input.timestamp + hmacHex(input.key, input.body),
  ).toUpperCase();
}

/** The query string of a signed call, without the question mark. */
export function productionQuery(signed: ProductionSignature): string {
  return new URLSearchParams([
    ["signature", signed.signature],
    ["timestamp", signed.timestamp],
    ["nonce", signed.nonce],
  ]).toString();
}

export type ProductionRefusal =
  | "missing"
  | "bad_timestamp"
  | "too_old"
  | "too_new"
  | "wrong_signature";

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The receiver's side of a call. Whether the nonce was used before is the caller's to remember, for a minute. */
export function verifyProductionRequest(input: {
  key: string;
  query: Partial<ProductionSignature>;
  body: Uint8Array | string;
  now: Date;
}): { ok: true } | { ok: false; code: ProductionRefusal } {
  const { signature, timestamp, nonce } = input.query;
  if (!signature || !timestamp || !nonce) return { ok: false, code: "missing" };
  if (!/^\d{13}$/.test(timestamp)) return { ok: false, code: "bad_timestamp" };
  const drift = input.now.getTime() - Number(timestamp);
  if (drift > PRODUCTION_TOLERANCE_MS) return { ok: false, code: "too_old" };
  if (drift < -PRODUCTION_TOLERANCE_MS) return { ok: false, code: "too_new" };
  const expected = signProductionRequest({ key: input.key, nonce, timestamp, body: input.body });
  return sameText(signature.toUpperCase(), expected)
    ? { ok: true }
    : { ok: false, code: "wrong_signature" };
}

/** The Body-Sign header a seller puts on its answer. */
export function signResponseBody(key: string, body: Uint8Array | string): string {
  const signature = createHmac("sha256", key).update(body).digest("base64");
  return `sign_type="HMAC-SHA256", signature="${signature}"`;
}

/** Every signature found in one or several Body-Sign headers; the header is read loosely, as sellers write it. */
export function parseBodySign(header: string | readonly string[]): string[] {
  const text = typeof header === "string" ? header : header.join(", ");
  const found = text
    .slice(0, 4096)
    .matchAll(/(?<![A-Za-z_])signature\s*=\s*"?\s*([A-Za-z0-9+/]+={0,2})/gi);
  return [...found].map((match) => match[1] ?? "");
}

export type BodySignRefusal = "absent" | "malformed" | "wrong_signature";

/** Verifies an answer over its raw bytes: a re-serialised body has another signature. */
export function verifyResponseBody(input: {
  key: string;
  header: string | readonly string[] | null | undefined;
  body: Uint8Array;
}): { ok: true } | { ok: false; code: BodySignRefusal } {
  const { header } = input;
  if (header === null || header === undefined || header.length === 0)
    return { ok: false, code: "absent" };
  const given = parseBodySign(header);
  if (given.length === 0) return { ok: false, code: "malformed" };
  const expected = createHmac("sha256", input.key).update(input.body).digest("base64");
  const matches = given.filter((signature) => sameText(signature, expected));
  return matches.length > 0 ? { ok: true } : { ok: false, code: "wrong_signature" };
}
