import { and, eq, sql } from "drizzle-orm";
import { importBatch, importRow } from "@/db/schema";
import { type CellNote, importLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { AppError } from "@/server/kernel/errors";
import type { Tasks } from "@/server/kernel/outbox";
import { transition } from "@/server/kernel/transition";
import { withRead, withTx } from "@/server/kernel/tx";
import { warnOfKnown, warnOfOneAnother } from "./check-import-near";
import type { Mapping } from "./contract-import";
import { type BatchRecord, checkingFor, holdBatch, tellSender, unforeseen } from "./read-import-batch";
import { type Line, linesOf, readImportFile } from "./read-import-file";
import { type CellNotes, type Checking, checkRow, type ImportedDemand, rowKey } from "./rules-import";
import { unreadable } from "./start-import";

const chunkSize = 1000;
type CheckedLine = { line: number; cells: string[]; errors: CellNotes; demand: ImportedDemand | null };

/** Job `check_import`: checks every row and keeps what it found; goes on where a killed run stopped. */
export async function checkImportJob(ctx: Ctx, { batchId }: Tasks["check_import"]): Promise<void> {
  requireSystem(ctx);
  try {
    await checkRows(ctx, batchId);
  } catch (error) {
    const reason = unreadable(error) ?? (error instanceof AppError ? error : null);
    await withTx(ctx, (tx) => giveUp(tx, ctx, batchId, reason));
    if (!reason) throw error;
  }
}

async function checkRows(ctx: Ctx, batchId: string): Promise<void> {
  const [batch, stored] = await withRead(ctx, async (tx) => {
    const [row] = await tx.select().from(importBatch).where(and(eq(importBatch.id, batchId), eq(importBatch.status, "checking")));
    const [last] = await tx.select({ line: sql<number>`coalesce(max(${importRow.line}), 0)` }).from(importRow).where(eq(importRow.batchId, batchId));
    return [row, last?.line ?? 0] as const;
  });
  if (!batch) return;
  const file = await readImportFile(ctx, batch.fileId);
  const checking = await withRead(ctx, (tx) => checkingFor(tx, batch.mapping as Mapping));
  const check = checker(batch, checking);
  let chunk: CheckedLine[] = [];
  let header = true;
  // While the database keeps a thousand rows, the next are read and checked.
  let keeping = Promise.resolve(true);
  const keepNext = async () => {
    if (!(await keeping)) return false;
    keeping = keep(ctx, batch, chunk, stored);
    keeping.catch(() => undefined);
    chunk = [];
    return true;
  };
  for await (const line of linesOf(file)) {
    if (header) {
      header = false;
      continue;
    }
    chunk.push(check(line));
    if (chunk.length >= chunkSize && !(await keepNext())) return;
  }
  if ((await keepNext()) && (await keeping)) await withTx(ctx, (tx) => finish(tx, ctx, batch));
}

/** Checks lines in turn, remembering what came before: a line that repeats another is wrong. */
function checker(batch: BatchRecord, checking: Checking): (line: Line) => CheckedLine {
  const whole = new Map<string, number>();
  return ({ line, cells: given }) => {
    const cells = batch.headers.map((_header, at) => given[at] ?? "");
    const { demand, errors: found } = checkRow(cells, checking);
    const errors: CellNotes = { ...found };
    const key = rowKey(cells, checking.mapping);
    const same = whole.get(key);
    if (given.slice(cells.length).some((cell) => cell.trim() !== "")) errors.name ??= { key: "import.cell.extraCells", value: String(given.length) };
    else if (same !== undefined) errors.name ??= { key: "import.cell.duplicate", value: String(same) };
    if (same === undefined) whole.set(key, line);
    return { line, cells, errors, demand: Object.keys(errors).length > 0 ? null : demand };
  };
}

/** Stores a chunk unless it is there already; false when the check is no longer wanted. */
async function keep(ctx: Ctx, batch: BatchRecord, chunk: readonly CheckedLine[], stored: number): Promise<boolean> {
  const fresh = chunk.filter(({ line }) => line > stored);
  if (fresh.length === 0) return true;
  return withTx(ctx, async (tx) => {
    const held = await holdBatch(tx, batch.id, "checking");
    if (held?.version !== batch.version) return false;
    const given = fresh.map(({ line, cells, errors, demand }) => ({ line, cells, errors, state: demand ? "good" : "bad" }));
    const { rows: kept } = await tx.execute<{ line: number }>(sql`
      insert into import_row (batch_id, org_id, line, cells, errors, state)
      select ${batch.id}::uuid, ${batch.orgId}::uuid, r.line, r.cells, r.errors, r.state
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as r(line integer, cells text[], errors jsonb, state text)
      on conflict do nothing returning line`);
    const mine = new Set(kept.map(({ line }) => line));
    await warnOfKnown(tx, ctx, batch, fresh.flatMap(({ line, demand }) => (demand && mine.has(line) ? [{ line, demand }] : [])));
    await tx.update(importBatch).set({ doneRows: sql`(select count(*)::integer from import_row r where r.batch_id = ${batch.id}::uuid)`, failure: null }).where(eq(importBatch.id, batch.id));
    return true;
  });
}

async function finish(tx: Tx, ctx: Ctx, batch: BatchRecord): Promise<void> {
  const held = await holdBatch(tx, batch.id, "checking");
  if (held?.version !== batch.version) return;
  await warnOfOneAnother(tx, batch);
  const count = (state: string) => sql<number>`(select count(*)::integer from import_row r where r.batch_id = ${batch.id}::uuid and r.state = ${state})`;
  const row = await transition(tx, { table: importBatch, lifecycle: importLifecycle, verb: "finish_check", id: batch.id, set: { goodRows: count("good"), badRows: count("bad") } as unknown as Partial<BatchRecord> });
  audit(ctx, { noun: "import", nounId: row.id, act: "import.finish_check", parties: [row.orgId], detail: { number: row.number, good: row.goodRows, bad: row.badRows } });
  await tellSender(tx, row, "checked", { good: String(row.goodRows), bad: String(row.badRows) });
}

/** A file that cannot be read ends the check; anything unforeseen only leaves its mark until the next try. */
async function giveUp(tx: Tx, ctx: Ctx, batchId: string, reason: AppError | null): Promise<void> {
  const batch = await holdBatch(tx, batchId, "checking");
  if (!batch) return;
  if (!reason) {
    await tx.update(importBatch).set({ failure: unforeseen }).where(eq(importBatch.id, batchId));
    return;
  }
  const failure: CellNote = { key: reason.key, ...(reason.values["row"] === undefined ? {} : { value: String(reason.values["row"]) }) };
  const row = await transition(tx, { table: importBatch, lifecycle: importLifecycle, verb: "fail", id: batchId, set: { failure: failure.key } });
  audit(ctx, { noun: "import", nounId: row.id, act: "import.fail", parties: [row.orgId], detail: { number: row.number, reason: failure.key } });
  await tellSender(tx, row, "failed", {});
}
