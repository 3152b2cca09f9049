import type { ServerResponse } from "node:http";
import { sessionFromHeaders } from "@/server/auth/session";
import { pool } from "@/server/kernel/database";
import { AppError } from "@/server/kernel/errors";
import { logger } from "@/server/observability/logger";
import { metrics } from "@/server/observability/metrics";
import { cookieHeaders, type DoorHandler } from "./request";

type Page = { readonly res: ServerResponse; readonly personId: string; seats: ReadonlyMap<string, string>; readonly still: () => Promise<ReadonlyMap<string, string> | null> };

const beatMs = 25_000;
const retryMs = 2000;
const mostPerPerson = 20;
const pages = new Set<Page>();
let stopListening: (() => void) | null = null;
let closed = false;

function close(page: Page): void {
  if (!pages.delete(page)) return;
  metrics().streams.set(pages.size);
  page.res.end();
}

/** Tells the open pages of a company that its inbox has something new. */
function tell(orgId: string): void {
  for (const { res, seats } of pages) {
    const slug = seats.get(orgId);
    if (slug) res.write(`event: inbox\ndata: ${JSON.stringify({ org: slug })}\n\n`);
  }
}

/** One connection per process hears for all its open pages; it comes back by itself. */
async function listen(): Promise<void> {
  const client = await pool().connect();
  const end = (error?: Error) => {
    stopListening = null;
    client.removeAllListeners("notification");
    client.release(error ?? true);
    if (error && !closed) retry();
  };
  client.on("notification", ({ payload }) => tell(payload ?? ""));
  client.once("error", end);
  stopListening = () => end();
  await client.query("listen inbox");
}

function retry(): void {
  if (closed) return;
  listen().catch((error: unknown) => {
    logger().warn({ err: error }, "listening for news failed; trying again");
    setTimeout(retry, retryMs).unref();
  });
}

/** Keeps proxies awake, and lets go of pages whose session is over; seats may have changed too. */
async function beat(): Promise<void> {
  for (const page of pages) {
    const seats = await page.still().catch(() => page.seats);
    if (!seats) close(page);
    else {
      page.seats = seats;
      page.res.write(": still here\n\n");
    }
  }
}

let beating: NodeJS.Timeout | null = null;

/** Starts hearing of news; once per process. */
export function startStreams(): void {
  if (beating) return;
  closed = false;
  beating = setInterval(() => void beat(), beatMs);
  beating.unref();
  retry();
}

/** Ends every open page's stream and the connection that heard for them. */
export function stopStreams(): void {
  closed = true;
  if (beating) clearInterval(beating);
  beating = null;
  stopListening?.();
  for (const page of pages) close(page);
}

/** `GET /api/stream`: server-sent events, `inbox` with the slug of a company whose inbox has something new. */
export const streamDoor: DoorHandler = async ({ req, res }) => {
  const seatsNow = async () => {
    const session = await sessionFromHeaders(cookieHeaders(req));
    return session ? { personId: session.personId, seats: new Map(session.memberships.map((seat) => [seat.orgId as string, seat.slug])) } : null;
  };
  const now = await seatsNow();
  if (!now) throw new AppError("unauthenticated", "signInFirst");
  const mine = [...pages].filter((page) => page.personId === now.personId);
  // A browser that lost count of its tabs: the oldest page goes.
  if (mine.length >= mostPerPerson && mine[0]) close(mine[0]);
  res.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store", "x-accel-buffering": "no" });
  res.write("retry: 3000\n\n: hello\n\n");
  const page: Page = { res, ...now, still: async () => (await seatsNow())?.seats ?? null };
  pages.add(page);
  metrics().streams.set(pages.size);
  req.socket.setTimeout(0);
  res.once("close", () => close(page));
};
