import { Logger, runOnce, type TaskList } from "graphile-worker";
import type { Tasks } from "@/server/kernel/outbox";
import { makeQueuePool } from "./queue-pool";
import { handlers } from "./registry";

type Known = keyof typeof handlers;

/** Does every waiting job once and returns; those named `left` stay in the queue. */
export async function drainJobs(workerUrl: string, left: readonly Known[]): Promise<void> {
  const names = (Object.keys(handlers) as Known[]).filter((name) => !left.includes(name));
  const taskList: TaskList = Object.fromEntries(
    names.map((name) => [
      name,
      async (payload: unknown, { job }) => {
        const run = { jobId: job.id, attempt: job.attempts, lastAttempt: true };
        await (handlers[name] as (given: Tasks[typeof name], of: typeof run) => Promise<unknown>)(payload as Tasks[typeof name], run);
      },
    ]),
  );
  const pool = makeQueuePool(workerUrl, 4);
  try {
    await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: new Logger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}
