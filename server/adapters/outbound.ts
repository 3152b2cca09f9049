import { lookup } from "node:dns/promises";
import http, { type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";
import { BlockList, isIP } from "node:net";

/** Why a call to an address that a company entered did not come to an answer. */
export type OutboundCode = "TIMEOUT" | "UNREACHABLE" | "ADDRESS_REFUSED" | "TOO_LARGE";

export class OutboundError extends Error {
  constructor(
    readonly code: OutboundCode,
    message: string,
  ) {
    super(message);
    this.name = "OutboundError";
  }
}

export type OutboundRequest = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
};
/** Header names in lower case, each with every value it was sent with. */
export type OutboundAnswer = { readonly status: number; readonly headers: Readonly<Record<string, readonly string[] | undefined>>; readonly body: Uint8Array };

const kept = globalThis as typeof globalThis & { countinghouseOutbound?: ReadonlySet<string> };

/** Names the addresses (`host:port,…`) that demo and tests may call although they are not public HTTPS ones. */
export function useOutboundAllow(list: string | undefined): void {
  kept.countinghouseOutbound = new Set((list ?? "").split(",").map((part) => part.trim().toLowerCase()).filter(Boolean));
}

// One list per family: a list of both takes an IPv4 address for its mapped IPv6 form.
const closed4 = new BlockList();
const closed6 = new BlockList();
const ranges4: [string, number][] = [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24],
  ["192.0.2.0", 24], ["192.88.99.0", 24], ["192.168.0.0", 16], ["198.18.0.0", 15], ["198.51.100.0", 24], ["203.0.113.0", 24], ["224.0.0.0", 3],
];
// Only 2000::/3 is public; of it, documentation, tunnels to IPv4 and special purposes are not.
const ranges6: [string, number][] = [["::", 3], ["4000::", 2], ["8000::", 1], ["2001::", 23], ["2001:db8::", 32], ["2002::", 16], ["3fff::", 20]];
for (const [net, prefix] of ranges4) closed4.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of ranges6) closed6.addSubnet(net, prefix, "ipv6");

/** True for an address of the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed4.check(address, "ipv4");
  return family === 6 && !closed6.check(address, "ipv6");
}

type Target = { readonly url: URL; readonly address: string; readonly family: number };

/** The one address that is called: the name is resolved once and pinned, so that it cannot change between check and call. */
async function resolveTarget(text: string): Promise<Target> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== "") throw new OutboundError("ADDRESS_REFUSED", "not an HTTP address");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const allowed = kept.countinghouseOutbound?.has(`${host.toLowerCase()}:${port}`) ?? false;
  if (!allowed && (url.protocol !== "https:" || isIP(host) !== 0)) throw new OutboundError("ADDRESS_REFUSED", "only HTTPS addresses with a domain name are called");
  const found = await lookup(host, { all: true, verbatim: true }).catch(() => {
    throw new OutboundError("UNREACHABLE", `${host} is unknown`);
  });
  const [first] = found;
  if (!first || (!allowed && !found.every(({ address }) => isPublicAddress(address)))) throw new OutboundError("ADDRESS_REFUSED", `${host} is not on the public internet`);
  return { url, address: first.address, family: first.family };
}

async function readBody(answer: IncomingMessage, most: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) throw new OutboundError("TOO_LARGE", `more than ${most} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function exchange(target: Target, request: OutboundRequest, signal: AbortSignal): Promise<OutboundAnswer> {
  const { url, address, family } = target;
  const pinned: RequestOptions["lookup"] = (_host, options, done) =>
    options.all ? (done as unknown as (error: null, all: { address: string; family: number }[]) => void)(null, [{ address, family }]) : done(null, address, family);
  const options = { method: "POST", headers: { ...request.headers, "content-length": String(Buffer.byteLength(request.body)) }, lookup: pinned, agent: false, signal, minVersion: "TLSv1.2" as const };
  return new Promise((resolve, reject) => {
    const take = (answer: IncomingMessage) =>
      readBody(answer, request.maxBytes).then((body) => resolve({ status: answer.statusCode ?? 0, headers: answer.headersDistinct, body }), reject);
    const call = url.protocol === "https:" ? https.request(url, options, take) : http.request(url, options, take);
    call.on("error", reject);
    call.end(request.body);
  });
}

/**
 * POSTs to an address that a company entered: public HTTPS by name only (unless allowed for demo and tests), redirects
 * not followed, time and size limited. Any status is an answer; no answer is an OutboundError.
 */
export async function postPublic(request: OutboundRequest): Promise<OutboundAnswer> {
  const signal = AbortSignal.timeout(request.timeoutMs);
  try {
    return await exchange(await resolveTarget(request.url), request, signal);
  } catch (error) {
    if (error instanceof OutboundError) throw error;
    if (signal.aborted) throw new OutboundError("TIMEOUT", `no answer within ${request.timeoutMs / 1000} s`);
    throw new OutboundError("UNREACHABLE", error instanceof Error ? error.message : String(error));
  }
}
