import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pool } from "@/server/kernel/database";
import { readVitals, type Vitals } from "@/server/modules/system";
import { logger } from "@/server/observability/logger";
import { metrics } from "@/server/observability/metrics";
import { sendJson } from "./answer";
import { type DoorHandler, isNear } from "./request";

const workerSilence = 60;
const lagLimit = 5 * 60;

export type Health = { readonly status: "ok" | "bad"; readonly database: string; readonly migrations: string; readonly worker: string; readonly queue: string };

let expected: number | null = null;
function migrationsExpected(): number {
  expected ??= (JSON.parse(readFileSync(join(/* turbopackIgnore: true */ process.cwd(), "db/migrations/meta/_journal.json"), "utf8")) as { entries: unknown[] }).entries.length;
  return expected;
}

/** What the vitals say, each part in a word; any part but `ok` makes the whole bad. */
export function healthOf(vitals: Vitals | null, wanted: number): Health {
  if (!vitals) return { status: "bad", database: "down", migrations: "unknown", worker: "unknown", queue: "unknown" };
  const { migrations, workerSeconds, lagSeconds } = vitals;
  const parts = {
    database: "ok",
    migrations: migrations === wanted ? "ok" : `${migrations} of ${wanted}`,
    worker: workerSeconds === null ? "never seen" : workerSeconds > workerSilence ? `silent for ${Math.round(workerSeconds)} s` : "ok",
    queue: lagSeconds > lagLimit ? `late by ${Math.round(lagSeconds)} s` : "ok",
  };
  return { status: Object.values(parts).every((part) => part === "ok") ? "ok" : "bad", ...parts };
}

/** Callers that come together share one look at the database. */
let looking: Promise<Vitals | null> | null = null;
function look(): Promise<Vitals | null> {
  looking ??= readVitals()
    .catch((error: unknown) => {
      logger().warn({ err: error }, "the database does not answer");
      return null;
    })
    .finally(() => (looking = null));
  return looking;
}

export const healthDoor: DoorHandler = async ({ res }) => {
  const health = healthOf(await look(), migrationsExpected());
  sendJson(res, health.status === "ok" ? 200 : 503, health);
};

/** Figures for a collector on the same machine or private network; to others this door does not exist. */
export const metricsDoor: DoorHandler = async ({ req, res }) => {
  if (!isNear(req.socket.remoteAddress ?? "") || req.headers["x-forwarded-for"]) {
    sendJson(res, 404, { status: 404 });
    return;
  }
  const { registry, queueLag, queueWaiting, queueFailed, pool: connections } = metrics();
  const vitals = await look();
  if (vitals) {
    queueLag.set(vitals.lagSeconds);
    queueWaiting.set(vitals.waiting);
    queueFailed.set(vitals.failed);
  }
  const { totalCount, idleCount, waitingCount } = pool();
  connections.set({ state: "open" }, totalCount);
  connections.set({ state: "idle" }, idleCount);
  connections.set({ state: "waited_for" }, waitingCount);
  const text = await registry.metrics();
  res.writeHead(200, { "content-type": registry.contentType, "cache-control": "no-store" });
  res.end(text);
};
