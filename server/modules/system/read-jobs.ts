import { sql } from "drizzle-orm";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import type { QueueHealth, QueueJob } from "./contract";

type JobRow = { id: string; task: string; attempts: number; max_attempts: number; run_at: Date; locked_at: Date | null; last_error: string | null; created_at: Date };
const most = 200;

/** What stands in the queue, failed jobs first; at most 200. */
export async function listJobs(ctx: Ctx): Promise<QueueJob[]> {
  authorize(ctx, "system:read");
  const { rows } = await withRead(ctx, (tx) => tx.execute<JobRow>(sql`select * from app.job_list(${most})`));
  return rows.map((row) => ({
    id: row.id,
    task: row.task,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    runAt: new Date(row.run_at).toISOString(),
    running: row.locked_at !== null,
    lastError: row.last_error,
    createdAt: new Date(row.created_at).toISOString(),
  }));
}

/** How late the queue is and how many jobs gave up. */
export async function readQueueHealth(ctx: Ctx): Promise<QueueHealth> {
  const { rows } = await withRead(ctx, (tx) => tx.execute<{ lag_seconds: number; waiting: string; failed: string }>(sql`select * from app.queue_health()`));
  const [row] = rows;
  return { lagSeconds: Number(row?.lag_seconds ?? 0), waiting: Number(row?.waiting ?? 0), failed: Number(row?.failed ?? 0) };
}
