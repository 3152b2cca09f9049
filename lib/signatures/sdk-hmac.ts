import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export const SDK_ALGORITHM = "SDK-HMAC-SHA256";

/** How far X-Sdk-Date may be from now, on both sides. */
export const SDK_TOLERANCE_MS = 15 * 60_000;

/** A request as it travels: `target` is the raw path with its query, header names may have any case. */
export type SdkRequest = {
  method: string;
  target: string;
  headers: Readonly<Record<string, string | undefined>>;
  body: Uint8Array | string;
};

export type SdkAuthorization = { accessKey: string; signedHeaders: string[]; signature: string };

export type SdkRefusal =
  | "missing_authorization"
  | "malformed_authorization"
  | "malformed_target"
  | "missing_date"
  | "unsigned_header"
  | "missing_header"
  | "too_old"
  | "too_new"
  | "wrong_signature";

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll("+", "%20"));
}

/** Each segment decoded and encoded again, with the slash that the scheme puts at the end. */
function canonicalPath(path: string): string {
  const segments = path.split("/").map((segment) => encode(decodeURIComponent(segment)));
  const joined = segments.join("/");
  return joined.endsWith("/") ? joined : `${joined}/`;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function canonicalQuery(query: string): string {
  const pairs = query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair): [string, string] => {
      const at = pair.indexOf("=");
      return at < 0
        ? [encode(decode(pair)), ""]
        : [encode(decode(pair.slice(0, at))), encode(decode(pair.slice(at + 1)))];
    });
  return pairs
    .toSorted(([a, x], [b, y]) => byCodeUnit(a, b) || byCodeUnit(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function lowerCased(headers: SdkRequest["headers"]): Map<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name.toLowerCase(), value.trim()]],
  );
  return new Map(entries);
}

function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Throws URIError when the target is not decodable. */
function signatureOf(
  request: SdkRequest,
  signedHeaders: readonly string[],
  date: string,
  secret: string,
): string {
  const at = request.target.indexOf("?");
  const [path, query] =
    at < 0 ? [request.target, ""] : [request.target.slice(0, at), request.target.slice(at + 1)];
  const headers = lowerCased(request.headers);
  const canonical = [
    request.method.toUpperCase(),
    canonicalPath(path),
    canonicalQuery(query),
    ...signedHeaders.map((name) => `${name}:${headers.get(name) ?? ""}`),
    "",
    signedHeaders.join(";"),
    sha256(request.body),
  ].join("\n");
  return createHmac("sha256", secret)
    .update(`${SDK_ALGORITHM}\n${date}\n${sha256(canonical)}`)
    .digest("hex");
}

/** An instant as X-Sdk-Date wants it: "20240317T144237Z". */
export function sdkDate(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function parseSdkDate(text: string): Date | null {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

/**
 * The Authorization header of a request. Every header given is signed; host and x-sdk-date must be among them.
 * Throws RangeError when one of the two is missing.
 */
export function signSdkRequest(
  request: SdkRequest,
  credentials: { accessKey: string; secret: string },
): string {
  const headers = lowerCased(request.headers);
  const date = headers.get("x-sdk-date");
  if (date === undefined || !headers.has("host"))
    throw new RangeError("host and x-sdk-date are always signed");
  const names = [...headers.keys()].filter((name) => name !== "authorization").toSorted(byCodeUnit);
  const signature = signatureOf(request, names, date, credentials.secret);
  return `${SDK_ALGORITHM} Access=${credentials.accessKey}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
}

/** The parts of an Authorization header of this scheme; null when it is none. Look the secret up by `accessKey`. */
export function parseSdkAuthorization(header: string): SdkAuthorization | null {
  const match =
    /^SDK-HMAC-SHA256\s+Access=([^,\s]{1,128}),\s*SignedHeaders=([a-z0-9;_-]{1,1024}),\s*Signature=([0-9a-fA-F]{64})\s*$/i.exec(
      header,
    );
  if (!match) return null;
  const [, accessKey = "", names = "", signature = ""] = match;
  return {
    accessKey,
    signedHeaders: names.toLowerCase().split(";"),
    signature: signature.toLowerCase(),
  };
}

export type SdkVerdict =
  | { ok: true; accessKey: string; date: Date }
  | { ok: false; code: SdkRefusal };

/** Verifies a signed request. The date and the host must be signed, else a signature could be moved elsewhere. */
export function verifySdkRequest(request: SdkRequest, secret: string, now: Date): SdkVerdict {
  const headers = lowerCased(request.headers);
  const header = headers.get("authorization");
  if (!header) return { ok: false, code: "missing_authorization" };
  const authorization = parseSdkAuthorization(header);
  if (!authorization) return { ok: false, code: "malformed_authorization" };
  const { accessKey, signedHeaders, signature } = authorization;
  const dateText = headers.get("x-sdk-date") ?? "";
  const date = parseSdkDate(dateText);
  if (!date) return { ok: false, code: "missing_date" };
  if (!signedHeaders.includes("host") || !signedHeaders.includes("x-sdk-date"))
    return { ok: false, code: "unsigned_header" };
  if (signedHeaders.some((name) => !headers.has(name)))
    return { ok: false, code: "missing_header" };
  const drift = now.getTime() - date.getTime();
  if (drift > SDK_TOLERANCE_MS) return { ok: false, code: "too_old" };
  if (drift < -SDK_TOLERANCE_MS) return { ok: false, code: "too_new" };
  try {
    const expected = Buffer.from(signatureOf(request, signedHeaders, dateText, secret), "hex");
    const same = timingSafeEqual(expected, Buffer.from(signature, "hex"));
    return same ? { ok: true, accessKey, date } : { ok: false, code: "wrong_signature" };
  } catch (error) {
    if (error instanceof URIError) return { ok: false, code: "malformed_target" };
    throw error;
  }
}
