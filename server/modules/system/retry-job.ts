import { sql } from "drizzle-orm";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";

/** Runs a failed job again now, with its attempts counted afresh; 404 when the queue has no such job. */
export async function retryJob(ctx: Ctx, { jobId }: { jobId: string }): Promise<{ jobId: string }> {
  authorize(ctx, "system:operate");
  return withTx(ctx, async (tx) => {
    const { rows } = await tx.execute<{ done: boolean }>(sql`select app.job_retry(${jobId}::bigint) as done`);
    if (!rows[0]?.done) throw notFound("system");
    audit(ctx, { noun: "system", nounId: null, act: "system.retry_job", detail: { jobId } });
    return { jobId };
  });
}
