import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { appRouter } from "@/server/api/root";
import { openApiDocument } from "@/server/api/open/openapi";
import { queryOrder } from "@/server/api/open/query-order";
import { refuseLarge, takeEvent } from "@/server/api/open/take-event";
import { localeOf } from "@/lib/locale";
import { sessionFromHeaders } from "@/server/auth/session";
import { sendJson } from "./answer";
import { bodyLimit, readBody } from "./body";
import { type Call, type DoorHandler, cookieHeaders, header, plainHeaders, requestLocale } from "./request";

const prefix = "/api/trpc/";

/** The portal's own pages call verbs here. */
export const trpcDoor: DoorHandler = async (call) => {
  const { req, res, url, requestId, ip } = call;
  res.setHeader("cache-control", "no-store");
  await nodeHTTPRequestHandler({
    router: appRouter,
    req,
    res,
    path: url.pathname.slice(prefix.length),
    maxBodySize: bodyLimit,
    allowBatching: false,
    createContext: async () => {
      const session = await sessionFromHeaders(cookieHeaders(req));
      return { session, orgSlug: header(req, "x-org") ?? null, requestId, ip, locale: session?.locale ?? requestLocale(req) };
    },
  });
};

/** Machines are answered in English unless they ask otherwise. */
const machineLocale = ({ req }: Call) => localeOf(`${header(req, "accept-language") ?? ""}, en`);

/** The marketplace's signed events. */
export const eventsDoor: DoorHandler = async (call) => {
  const { req, res, requestId, ip } = call;
  const read = await readBody(req, bodyLimit);
  const about = { headers: plainHeaders(req), requestId, ip, locale: machineLocale(call) };
  const { status, body } = read.ok ? await takeEvent({ ...about, body: read.body }) : await refuseLarge({ ...about, body: Buffer.alloc(0) }, read.bytes);
  sendJson(res, status, body);
};

/** Sellers' programs ask for their orders. */
export const ordersDoor: DoorHandler = async ({ req, res, requestId, ip }) => {
  const { status, body } = await queryOrder({ method: req.method ?? "GET", target: req.url ?? "/", headers: plainHeaders(req), requestId, ip });
  sendJson(res, status, body);
};

let document: unknown = null;
/** What both doors say and take, for programmers. */
export const openApiDoor: DoorHandler = async ({ res }) => {
  document ??= openApiDocument();
  res.setHeader("access-control-allow-origin", "*");
  sendJson(res, 200, document);
};
