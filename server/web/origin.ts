import type { IncomingMessage } from "node:http";
import { header } from "./request";

const harmless = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * True when a state-changing request that carries cookies comes from one of our own pages: its Origin (or Referer) is the
 * address it was sent to, or the portal's public one. Requests without cookies act for nobody and need no proof.
 */
export function isOwnOrigin(req: IncomingMessage, publicUrl: string | undefined): boolean {
  if (harmless.has(req.method ?? "GET") || !req.headers.cookie) return true;
  const said = header(req, "origin") ?? header(req, "referer");
  if (!said || !URL.canParse(said)) return false;
  const from = new URL(said);
  if (publicUrl && from.origin === new URL(publicUrl).origin) return true;
  return /^https?:$/.test(from.protocol) && from.host === header(req, "host");
}
