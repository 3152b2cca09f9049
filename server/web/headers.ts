import type { IncomingMessage, ServerResponse } from "node:http";

const base: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/** Nothing may be loaded or framed from an answer that is no page. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Scripts run only with this request's nonce, or when such a script loads them. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Headers that every answer carries, whichever door it leaves by. */
export function setSecurityHeaders(res: ServerResponse, requestId: string, secure: boolean): void {
  for (const [name, value] of Object.entries(base)) res.setHeader(name, value);
  if (secure) res.setHeader("strict-transport-security", "max-age=31536000; includeSubDomains");
  res.setHeader("content-security-policy", dataPolicy);
  res.setHeader("x-request-id", requestId);
}

/** Headers by which our parts talk to each other; nobody outside may send them. */
const inner = ["x-request-id", "x-client-ip", "x-path", "x-nonce", "x-link", "content-security-policy", "x-middleware-subrequest"];

export function dropInnerHeaders(req: IncomingMessage): void {
  for (const name of inner) delete req.headers[name];
}
