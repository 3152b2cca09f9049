import { EventEmitter } from "node:events";
import { sql } from "drizzle-orm";
import type { WorkerEvents } from "graphile-worker";
import { systemCtx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import { beat } from "@/server/modules/system";
import { logger } from "@/server/observability/logger";

const beatMs = 10_000;

/**
 * Gives back jobs held by workers that have shown no life for 45 seconds: a killed process would keep them for hours.
 * Answers how many workers were given up.
 */
export async function freeLostJobs(): Promise<number> {
  return withTx(systemCtx("worker"), async (tx) => {
    const { rows } = await tx.execute<{ lost: string[] }>(sql`
      select coalesce(array_agg(distinct j.locked_by), '{}') as lost from graphile_worker._private_jobs j
      where j.locked_by is not null and j.locked_at < now() - interval '45 seconds'
        and not exists (select 1 from heartbeat h where h.name = j.locked_by and h.at > now() - interval '45 seconds')`);
    const lost = rows[0]?.lost ?? [];
    if (lost.length > 0) await tx.execute(sql`select graphile_worker.force_unlock_workers(${sql.param(lost)}::text[])`);
    return lost.length;
  });
}

/** Shows every ten seconds that this process's workers live, and looks after the jobs of those that do not. */
export function startLife() {
  const events = new EventEmitter() as WorkerEvents;
  const workers = new Set<string>();
  events.on("worker:create", ({ worker }) => workers.add(worker.workerId));
  const live = async () => {
    try {
      await beat([...workers]);
      const lost = await freeLostJobs();
      if (lost > 0) logger().warn({ workers: lost }, "jobs of lost workers were given back");
    } catch (error) {
      logger().warn({ err: error }, "no sign of life could be written");
    }
  };
  let beating: NodeJS.Timeout | undefined;
  return {
    events,
    begin: async () => {
      await live();
      beating = setInterval(() => void live(), beatMs);
    },
    end: () => clearInterval(beating),
  };
}
