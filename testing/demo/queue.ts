import { Logger, runOnce, type TaskList } from "graphile-worker";
import { Client } from "pg";
import { handlers, sweeps } from "@/server/jobs/registry";
import { systemCtx } from "@/server/kernel/ctx";
import type { Tasks } from "@/server/kernel/outbox";

type Known = keyof typeof handlers;

/** Does the jobs that the acts left behind, as the worker would; calls to sellers' programs wait for the real worker. */
export async function drainQueue(workerUrl: string, options: { notices: boolean }): Promise<void> {
  const names = (Object.keys(handlers) as Known[]).filter((name) => name !== "call_interface");
  const taskList: TaskList = Object.fromEntries(
    names.map((name) => [
      name,
      async (payload: unknown, { job }) => {
        if (name === "deliver_notice" && !options.notices) return;
        const run = { jobId: job.id, attempt: job.attempts, lastAttempt: true };
        await (handlers[name] as (payload: Tasks[typeof name], run: object) => Promise<unknown>)(payload as Tasks[typeof name], run);
      },
    ]),
  );
  await runOnce({ connectionString: workerUrl, taskList, noHandleSignals: true, logger: new Logger(() => () => undefined) });
}

/** What the clock does in a day: deadlines, starts and ends. */
export async function sweepDay(): Promise<void> {
  for (const sweep of sweeps) await sweep.run(systemCtx("demo"));
}

/** Before anything happened the clock is put back to where the year begins; only the owner can, and only by a new row. */
export async function beginClock(ownerUrl: string, at: Date): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query("delete from clock");
  await client.query("insert into clock (id, offset_seconds) values (1, floor(extract(epoch from $1::timestamptz - now())))", [at]);
  await client.end();
}

/** Jobs that nobody will do any more: notices of long ago. */
export async function forgetOldJobs(workerUrl: string): Promise<void> {
  const client = new Client({ connectionString: workerUrl });
  await client.connect();
  await client.query("delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t where t.id = j.task_id and t.identifier in ('deliver_notice', 'verify_statement', 'run_close')");
  await client.end();
}
