import type { IncomingMessage } from "node:http";

/** What one request may carry. */
export const bodyLimit = 1024 * 1024;
export const uploadLimit = 50 * 1024 * 1024;
/** A refused body is read to its end up to here, so that the sender gets to see the answer. */
const patience = 64 * 1024 * 1024;

/** The declared length; null without one, NaN when it is nonsense. */
export function declaredLength(req: IncomingMessage): number | null {
  const text = req.headers["content-length"];
  return text === undefined ? null : Number(text);
}

export type ReadBody = { readonly ok: true; readonly body: Buffer } | { readonly ok: false; readonly bytes: number };

/** The raw body, or how long it was when longer than `limit`. Rejects when the sender goes away. */
export async function readBody(req: IncomingMessage, limit: number): Promise<ReadBody> {
  const declared = declaredLength(req) ?? 0;
  if (declared > patience) return { ok: false, bytes: declared };
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > patience) return { ok: false, bytes };
    if (Math.max(bytes, declared) <= limit) parts.push(part);
  }
  return bytes > limit ? { ok: false, bytes } : { ok: true, body: Buffer.concat(parts) };
}

/** Reads a body to its end without keeping it. */
export async function drain(req: IncomingMessage): Promise<void> {
  await readBody(req, 0);
}
