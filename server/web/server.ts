import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { AppError } from "@/server/kernel/errors";
import { metrics } from "@/server/observability/metrics";
import { newRequestId } from "@/server/observability/request-id";
import { refuse, sendError } from "./answer";
import { bodyLimit, declaredLength, drain } from "./body";
import { countGuess } from "./buyer-page";
import { eventsDoor, openApiDoor, ordersDoor, trpcDoor } from "./doors-api";
import { filesDoor, uploadDoor } from "./doors-files";
import { healthDoor, metricsDoor } from "./doors-health";
import { dropInnerHeaders, pagePolicy, setSecurityHeaders } from "./headers";
import { isOwnOrigin } from "./origin";
import { type Call, clientAddress, type Route } from "./request";
import { streamDoor } from "./stream";

export type Pages = (req: IncomingMessage, res: ServerResponse) => Promise<void>;
export type ServerSettings = { readonly pages: Pages; readonly publicUrl?: string };

type Key = `${string} ${string}`;
const routes: Readonly<Record<Key, Route>> = {
  "POST /api/open/v1/events": { door: "open_events", handle: eventsDoor },
  "GET /api/open/v1/openapi.json": { door: "open_events", handle: openApiDoor },
  "GET /api/mkp-openapi-public/global/v1/order/query": { door: "open_orders", handle: ordersDoor },
  "GET /api/health": { door: "health", handle: healthDoor },
  "GET /api/metrics": { door: "metrics", handle: metricsDoor },
  "GET /api/stream": { door: "stream", handle: streamDoor },
  "POST /api/upload": { door: "upload", handle: uploadDoor },
};
/** Doors that know callers by signature alone and take no notice of cookies. */
const machines = new Set<string>(["open_events", "open_orders", "health", "metrics"]);
/** Doors that read the body themselves, to limits of their own. */
const ownBody = new Set<string>(["open_events", "upload"]);

function pagesRoute({ pages }: ServerSettings): Route {
  const handle = async (call: Call) => {
    const { req, res, url, nonce, requestId, ip } = call;
    const policy = pagePolicy(nonce);
    Object.assign(req.headers, { "x-nonce": nonce, "content-security-policy": policy, "x-request-id": requestId, "x-client-ip": ip, "x-path": `${url.pathname}${url.search}` });
    res.setHeader("content-security-policy", policy);
    await countGuess(call);
    await pages(req, res);
  };
  return { door: "pages", handle };
}

function routeOf({ req, url }: Call, settings: ServerSettings): Route {
  const method = req.method === "HEAD" ? "GET" : (req.method ?? "GET");
  const exact = routes[`${method} ${url.pathname}`];
  if (exact) return exact;
  if (url.pathname.startsWith("/api/trpc/")) return { door: "trpc", handle: trpcDoor };
  if (method === "GET" && url.pathname.startsWith("/api/files/")) return { door: "files", handle: filesDoor };
  return pagesRoute(settings);
}

/** What no door lets in: foreign origins, bodies without a length or beyond the limit. True when the request was refused. */
async function isRefused(call: Call, route: Route, settings: ServerSettings): Promise<boolean> {
  const { req } = call;
  if (!machines.has(route.door) && !isOwnOrigin(req, settings.publicUrl)) {
    await drain(req);
    refuse(call, new AppError("forbidden", "system.errors.originRefused"));
    return true;
  }
  if (ownBody.has(route.door)) return false;
  if (req.headers["transfer-encoding"] !== undefined) {
    await drain(req);
    refuse(call, new AppError("invalid", "system.errors.lengthNeeded"), 411);
    return true;
  }
  if ((declaredLength(req) ?? 0) <= bodyLimit) return false;
  await drain(req);
  refuse(call, new AppError("invalid", "tooLarge"), 413);
  return true;
}

function callOf(req: IncomingMessage, res: ServerResponse): Call {
  const requestId = newRequestId();
  const ip = clientAddress(req);
  dropInnerHeaders(req);
  const target = (req.url ?? "/").replace(/^\/+/, "/");
  const url = URL.canParse(target, "http://portal") ? new URL(target, "http://portal") : new URL("http://portal/");
  return { req, res, url, requestId, ip, nonce: randomBytes(16).toString("base64") };
}

async function serve(call: Call, settings: ServerSettings): Promise<void> {
  const route = routeOf(call, settings);
  const end = metrics().requests.startTimer({ door: route.door });
  call.res.once("close", () => end({ status: `${Math.floor(call.res.statusCode / 100)}xx` }));
  if (!(await isRefused(call, route, settings))) await route.handle(call);
}

/** The portal's one HTTP server: every door with the same headers, limits and request id; pages last. */
export function makeServer(settings: ServerSettings): Server {
  const secure = settings.publicUrl?.startsWith("https:") ?? false;
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 20_000 }, (req, res) => {
    const call = callOf(req, res);
    setSecurityHeaders(res, call.requestId, secure);
    serve(call, settings).catch((error: unknown) => {
      // The sender went away: nobody is left to answer.
      if (req.errored || res.destroyed) res.destroy();
      else sendError(call, error);
    });
  });
  server.maxHeadersCount = 100;
  return server;
}
