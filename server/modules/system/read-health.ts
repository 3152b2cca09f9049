import { sql } from "drizzle-orm";
import { systemCtx } from "@/server/kernel/ctx";
import { withRead, withTx } from "@/server/kernel/tx";
import { heartbeat } from "@/db/schema";

/** What the database knows of its own health. `workerSeconds` is the age of the youngest sign of life, null without any. */
export type Vitals = { readonly migrations: number; readonly workerSeconds: number | null; readonly lagSeconds: number; readonly waiting: number; readonly failed: number };

/** One round trip for the health check and the figures. Throws when the database does not answer. */
export async function readVitals(): Promise<Vitals> {
  type Row = { migrations: number; worker_seconds: number | null; lag_seconds: number; waiting: string; failed: string };
  const { rows } = await withRead(systemCtx("health"), (tx) =>
    tx.execute<Row>(sql`
      select app.migration_count() as migrations, (select extract(epoch from now() - max(at))::float8 from heartbeat) as worker_seconds, q.*
      from app.queue_health() q`),
  );
  const row = rows[0] as Row;
  return {
    migrations: row.migrations,
    workerSeconds: row.worker_seconds === null ? null : Number(row.worker_seconds),
    lagSeconds: Number(row.lag_seconds),
    waiting: Number(row.waiting),
    failed: Number(row.failed),
  };
}

/** Workers' signs of life, in real time. Signs of workers gone for a day are taken away. */
export async function beat(workers: readonly string[]): Promise<void> {
  if (workers.length === 0) return;
  await withTx(systemCtx("worker"), async (tx) => {
    await tx.insert(heartbeat).values(workers.map((name) => ({ name }))).onConflictDoUpdate({ target: heartbeat.name, set: { at: sql`now()` } });
    await tx.delete(heartbeat).where(sql`${heartbeat.at} < now() - interval '1 day'`);
  });
}
