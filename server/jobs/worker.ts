import { type JobHelpers, Logger, parseCronItems, run, type TaskList } from "graphile-worker";
import { useOutboundAllow } from "@/server/adapters/outbound";
import { watchDatabase } from "@/server/adapters/watch-database";
import { env, requireSetting } from "@/server/env";
import { closeDatabase, useDatabase } from "@/server/kernel/database";
import { useSecretKeys } from "@/server/kernel/secrets";
import { logger } from "@/server/observability/logger";
import { metrics } from "@/server/observability/metrics";
import { startLife } from "./life";
import { makeQueuePool } from "./queue-pool";
import { handlers, type JobRun, sweeps } from "./registry";
import { runSweep } from "./sweep";

/** The worker process: does the jobs, keeps the clockwork of sweeps, and shows that it lives. */

const concurrency = 6;

useDatabase(requireSetting("DATABASE_WORKER_URL"), "worker", concurrency * 2);
watchDatabase();
useSecretKeys(requireSetting("SECRETS_KEY"));
useOutboundAllow(env.OUTBOUND_ALLOW);

type Work = (payload: never, run: JobRun) => Promise<unknown>;

/** Every job is counted, and a failure logged once more than the queue keeps it. */
function counted(task: string, work: Work) {
  return async (payload: unknown, { job }: JobHelpers) => {
    const about: JobRun = { jobId: String(job.id), attempt: job.attempts, lastAttempt: job.attempts >= job.max_attempts };
    try {
      await work(payload as never, about);
      metrics().jobs.inc({ task, outcome: "done" });
    } catch (error) {
      metrics().jobs.inc({ task, outcome: "failed" });
      logger().warn({ err: error, task, ...about }, "a job failed");
      throw error;
    }
  };
}

const tasks: [string, Work][] = [...(Object.entries(handlers) as [string, Work][]), ["sweep", ({ name }: { name: string }) => runSweep(name)]];
const taskList: TaskList = Object.fromEntries(tasks.map(([name, work]) => [name, counted(name, work)]));

const pattern = (minutes: number) => (minutes >= 60 ? "0 * * * *" : `*/${minutes} * * * *`);
const parsedCronItems = parseCronItems(
  sweeps.map(({ name, everyMinutes }) => ({
    task: "sweep",
    match: pattern(everyMinutes),
    identifier: `sweep-${name}`,
    payload: { name },
    options: { jobKey: `sweep:${name}`, maxAttempts: 3, backfillPeriod: 0 },
  })),
);

const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;
const queueLogger = new Logger(() => (level, message) => logger()[levels[level as keyof typeof levels] ?? "debug"](message));

const queuePool = makeQueuePool(requireSetting("DATABASE_WORKER_URL"), concurrency + 4);
const life = startLife();
const runner = await run({ pgPool: queuePool, concurrency, noHandleSignals: true, taskList, parsedCronItems, logger: queueLogger, events: life.events });
await life.begin();
logger().info({ tasks: Object.keys(taskList).length, sweeps: sweeps.length }, "the worker works");

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  logger().info({ signal }, "stopping");
  life.end();
  await runner.stop(signal);
}

process.on("SIGTERM", (signal) => void stop(signal));
process.on("SIGINT", (signal) => void stop(signal));
process.on("unhandledRejection", (error) => logger().error({ err: error }, "a promise was left unanswered"));

// Ends after a stop, and fails when the queue cannot be reached any more.
await runner.promise;
await queuePool.end();
await closeDatabase();
process.exit(0);
