import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export type KeyRing = { readonly current: string; readonly keys: Readonly<Record<string, Buffer>> };
const kept = globalThis as typeof globalThis & { countinghouseKeys?: KeyRing };

/** Names the wrapping keys of this process: comma-separated base64 of 32 bytes, the newest first. */
export function useSecretKeys(text: string): void {
  const all = text.split(",").map((part) => Buffer.from(part.trim(), "base64"));
  if (all.some((key) => key.length !== 32)) throw new Error("SECRETS_KEY must be base64 of 32 bytes (several, newest first, by commas).");
  // A key's name is its position from the end, so that adding a newer one renames none.
  const keys = Object.fromEntries(all.toReversed().map((key, at) => [String(at + 1), key]));
  kept.countinghouseKeys = { current: String(all.length), keys };
}

function ring(): KeyRing {
  if (!kept.countinghouseKeys) throw new Error("useSecretKeys was not called.");
  return kept.countinghouseKeys;
}

function encrypt(key: Buffer, plain: Buffer): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

function decrypt(key: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}

/** Envelope encryption: a fresh data key per secret, wrapped by the current key. Text form `v1.<key>.<wrapped>.<body>`. */
export function seal(secret: string): string {
  const { current, keys } = ring();
  const dataKey = randomBytes(32);
  const wrapped = encrypt(keys[current] as Buffer, dataKey);
  const body = encrypt(dataKey, Buffer.from(secret, "utf8"));
  return ["v1", current, wrapped.toString("base64url"), body.toString("base64url")].join(".");
}

export function unseal(sealed: string): string {
  const [form, name, wrapped, body] = sealed.split(".");
  const key = ring().keys[name ?? ""];
  if (form !== "v1" || !key || !wrapped || !body) throw new Error("A stored secret cannot be opened with the keys at hand.");
  return decrypt(decrypt(key, Buffer.from(wrapped, "base64url")), Buffer.from(body, "base64url")).toString("utf8");
}

/** The same secret under the current key; the body is left as it is. */
export function rewrap(sealed: string): string {
  const [, name, wrapped, body] = sealed.split(".");
  const { current, keys } = ring();
  const dataKey = decrypt(keys[name ?? ""] as Buffer, Buffer.from(wrapped ?? "", "base64url"));
  return ["v1", current, encrypt(keys[current] as Buffer, dataKey).toString("base64url"), body].join(".");
}
