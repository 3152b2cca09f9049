import type { IncomingMessage, ServerResponse } from "node:http";
import { BlockList, isIP } from "node:net";
import type { Door } from "@/server/observability/metrics";
import { type Locale, localeOfBrowser } from "@/lib/locale";

/** One request on its way through the server. */
export type Call = {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly url: URL;
  readonly requestId: string;
  readonly ip: string;
  readonly nonce: string;
};
export type DoorHandler = (call: Call) => Promise<void>;
export type Route = { readonly door: Door; readonly handle: DoorHandler };

const near = new BlockList();
near.addSubnet("10.0.0.0", 8, "ipv4");
near.addSubnet("127.0.0.0", 8, "ipv4");
near.addSubnet("172.16.0.0", 12, "ipv4");
near.addSubnet("192.168.0.0", 16, "ipv4");
near.addAddress("::1", "ipv6");
near.addSubnet("fc00::", 7, "ipv6");

/** True for an address on this machine or its private network. */
export function isNear(address: string): boolean {
  const plain = address.replace(/^::ffff:/, "");
  const family = isIP(plain);
  return family !== 0 && near.check(plain, family === 6 ? "ipv6" : "ipv4");
}

/** Who is calling. What a proxy says counts only when the proxy itself is near. */
export function clientAddress(req: IncomingMessage): string {
  const direct = (req.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  const said = header(req, "x-forwarded-for")?.split(",").at(-1)?.trim();
  return said && isIP(said) && isNear(direct) ? said : direct;
}

export function header(req: IncomingMessage, name: string): string | undefined {
  const value = req.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** All headers as single texts, names in lower case. */
export function plainHeaders(req: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]));
}

/** Cookies and wished languages, as the session check wants them. */
export function cookieHeaders(req: IncomingMessage): Headers {
  return new Headers({ cookie: header(req, "cookie") ?? "", "accept-language": header(req, "accept-language") ?? "" });
}

/** The language to answer in before anybody is known: chosen once in this browser, else what it asks for. */
export function requestLocale(req: IncomingMessage): Locale {
  return localeOfBrowser(header(req, "cookie"), header(req, "accept-language"));
}
