import { and, asc, eq, gt, sql } from "drizzle-orm";
import { importBatch, importRow } from "@/db/schema";
import { importLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import type { Tasks } from "@/server/kernel/outbox";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import type { KeptReason } from "./contract-import";
import { type BatchRecord, holdBatch, tellSender, unforeseen } from "./read-import-batch";

const chunkSize = 1000;

/** Job `undo_import`: removes the batch's demand that nobody touched since, keeps the rest and says why, row by row. */
export async function undoImportJob(ctx: Ctx, { batchId }: Tasks["undo_import"]): Promise<void> {
  requireSystem(ctx);
  try {
    let after: number | null = 0;
    while (after !== null) {
      const behind: number = after;
      after = await withTx(ctx, (tx) => undoChunk(tx, ctx, batchId, behind));
    }
  } catch (error) {
    await withTx(ctx, (tx) => tx.update(importBatch).set({ failure: unforeseen }).where(and(eq(importBatch.id, batchId), eq(importBatch.status, "undoing"))));
    throw error;
  }
}

type Found = { id: string; line: number; reason: KeptReason | null };

/** Takes back the next rows of the batch behind a line; the last of them, null once there are none left. */
async function undoChunk(tx: Tx, ctx: Ctx, batchId: string, behind: number): Promise<number | null> {
  const batch = await holdBatch(tx, batchId, "undoing");
  if (!batch) return null;
  const rows = await tx
    .select({ line: importRow.line, demandId: importRow.demandId })
    .from(importRow)
    .where(and(eq(importRow.batchId, batch.id), eq(importRow.state, "imported"), gt(importRow.line, behind)))
    .orderBy(asc(importRow.line))
    .limit(chunkSize);
  if (rows.length === 0) {
    await finish(tx, ctx, batch);
    return null;
  }
  const ids = sql`${sql.param(rows.flatMap(({ demandId }) => demandId ?? []))}::uuid[]`;
  // Whoever is at work on one of them is waited for; what they did is seen by the next statement.
  await tx.execute(sql`select 1 from demand where id = any(${ids}) order by id for update`);
  const { rows: found } = await tx.execute<Omit<Found, "line">>(sql`
    select d.id, case
      when d.status <> 'submitted' then 'moved'
      when d.merged_into_id is not null or exists (select 1 from demand m where m.merged_into_id = d.id) then 'merged'
      when d.checked_at is not null or d.checks <> '{}'::jsonb then 'checked'
      when d.version <> 1 then 'changed'
      when exists (select 1 from demand_event e where e.demand_id = d.id and e.act <> 'import') then 'noted'
      when exists (select 1 from demand_candidate c where c.demand_id = d.id) or exists (select 1 from match_choice c where c.demand_id = d.id)
        or exists (select 1 from demand_file f where f.demand_id = d.id) or exists (select 1 from offer o where o.demand_id = d.id) then 'used'
    end as reason
    from demand d where d.id = any(${ids}) and d.import_batch_id = ${batch.id}::uuid`);
  const lineOf = new Map(rows.map(({ demandId, line }) => [demandId, line]));
  const judged = found.map((one): Found => ({ ...one, line: lineOf.get(one.id) ?? 0 }));
  await remove(tx, batch, judged.filter(({ reason }) => reason === null));
  await keep(tx, batch, judged.filter(({ reason }) => reason !== null));
  return rows.at(-1)?.line ?? null;
}

async function remove(tx: Tx, batch: BatchRecord, removed: readonly Found[]): Promise<void> {
  if (removed.length === 0) return;
  const ids = sql`${sql.param(removed.map(({ id }) => id))}::uuid[]`;
  await tx.execute(sql`delete from demand_event where demand_id = any(${ids})`);
  await tx.execute(sql`delete from demand_line where demand_id = any(${ids})`);
  await tx.execute(sql`delete from demand_customer where demand_id = any(${ids})`);
  await tx.execute(sql`delete from demand where id = any(${ids})`);
  await tx.execute(sql`update import_row set state = 'undone', demand_id = null where batch_id = ${batch.id}::uuid and line = any(${sql.param(removed.map(({ line }) => line))}::integer[])`);
  await tx.update(importBatch).set({ undoneRows: sql`${importBatch.undoneRows} + ${removed.length}`, failure: null }).where(eq(importBatch.id, batch.id));
}

async function keep(tx: Tx, batch: BatchRecord, kept: readonly Found[]): Promise<void> {
  if (kept.length === 0) return;
  await tx.execute(sql`
    update import_row r set state = 'kept', kept_reason = g.reason
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as g(line integer, reason text) where r.batch_id = ${batch.id}::uuid and r.line = g.line`);
  await tx.update(importBatch).set({ keptRows: sql`${importBatch.keptRows} + ${kept.length}`, failure: null }).where(eq(importBatch.id, batch.id));
}

async function finish(tx: Tx, ctx: Ctx, batch: BatchRecord): Promise<void> {
  const row = await transition(tx, { table: importBatch, lifecycle: importLifecycle, verb: "finish_undo", id: batch.id, set: { failure: null } });
  audit(ctx, { noun: "import", nounId: row.id, act: "import.finish_undo", parties: [row.orgId], detail: { number: row.number, undone: row.undoneRows, kept: row.keptRows } });
  await tellSender(tx, row, "undone", { count: String(row.undoneRows), kept: String(row.keptRows) });
}
