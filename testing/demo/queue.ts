import { Client } from "pg";
import { drainJobs } from "@/server/jobs/drain";
import { sweeps } from "@/server/jobs/registry";
import { systemCtx } from "@/server/kernel/ctx";

/** Does the jobs that the acts left behind, as the worker would; calls to sellers' programs wait for the real worker. */
export function drainQueue(workerUrl: string): Promise<void> {
  return drainJobs(workerUrl, ["call_interface"]);
}

const daily = new Set(["demand", "offers"]);

/** What the clock does in a day: deadlines, starts and ends. */
export async function sweepDay(): Promise<void> {
  for (const sweep of sweeps) if (daily.has(sweep.name)) await sweep.run(systemCtx("demo"));
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
