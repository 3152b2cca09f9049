import { and, asc, desc, eq, gt, ne, sql } from "drizzle-orm";
import { importBatch, importRow } from "@/db/schema";
import { importLifecycle, type ImportState } from "@/lib/states/demand";
import { allows } from "@/lib/states/lifecycle";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { after, decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import { type ImportActs, type ImportDetail, type ImportList, type ImportRowFilter, type ImportRows, importRowsInput, type ImportRowsInput, type ImportSummary, type KeptReason, type Mapping } from "./contract-import";
import { type BatchRecord, keptUntil, loadBatch, rowsRemoved } from "./read-import-batch";

const summaryOf = (row: BatchRecord): ImportSummary => ({
  id: row.id,
  number: row.number,
  fileName: row.fileName,
  status: row.status as ImportState,
  totalRows: row.totalRows,
  goodRows: row.goodRows,
  badRows: row.badRows,
  doneRows: row.doneRows,
  undoneRows: row.undoneRows,
  keptRows: row.keptRows,
  createdByName: row.createdByName,
  createdAt: row.createdAt.toISOString(),
});

/** The company's imports, newest first; somebody who only sells sees their own. */
export async function listImports(ctx: Ctx, input: { cursor?: string | undefined } = {}): Promise<ImportList> {
  authorize(ctx, "demand:import");
  requireKind(ctx, "partner", "operator");
  return withRead(ctx, async (tx) => {
    const found = await tx
      .select()
      .from(importBatch)
      .where(and(eq(importBatch.orgId, ctx.org.id), after(input.cursor, [{ column: importBatch.createdAt, cast: "timestamptz" }, { column: importBatch.id, cast: "uuid" }])))
      .orderBy(desc(importBatch.createdAt), desc(importBatch.id))
      .limit(pageSize + 1);
    const page = toPage(found, (row) => [row.createdAt.toISOString(), row.id]);
    return { rows: page.rows.map(summaryOf), next: page.next, now: businessNow().toISOString() };
  });
}

function actsOf(row: BatchRecord, now: Date): ImportActs {
  const may = (verb: keyof typeof importLifecycle.verbs) => allows(importLifecycle, verb, row.status as ImportState);
  return { check: may("check"), run: may("import") && row.goodRows > 0, undo: may("undo") && row.undoUntil !== null && row.undoUntil > now, discard: may("discard") };
}

async function countsOf(tx: Tx, batchId: string): Promise<ImportDetail["counts"]> {
  const { rows } = await tx.execute<{ state: ImportRowFilter; n: number; warned: number }>(sql`
    select state, count(*)::integer as n, count(*) filter (where state <> 'bad' and warnings <> '{}'::jsonb)::integer as warned from import_row where batch_id = ${batchId}::uuid group by 1`);
  const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0);
  return { ...Object.fromEntries(rows.map(({ state, n }) => [state, n])), all: sum(({ n }) => n), warned: sum(({ warned }) => warned) };
}

const ended: ReadonlySet<string> = new Set<ImportState>(["checked", "imported", "undone", "failed"]);

/** One import of the own company with where it stands. */
export async function readImport(ctx: Ctx, input: { batchId: string }): Promise<ImportDetail> {
  authorize(ctx, "demand:import");
  requireKind(ctx, "partner", "operator");
  return withRead(ctx, async (tx) => {
    const row = await loadBatch(tx, ctx, input.batchId);
    const now = businessNow();
    return {
      ...summaryOf(row),
      headers: row.headers,
      sample: row.sample,
      encoding: row.encoding,
      separator: row.separator,
      mapping: row.mapping as Mapping,
      failure: row.failure,
      importedAt: row.importedAt?.toISOString() ?? null,
      undoUntil: row.undoUntil?.toISOString() ?? null,
      keptUntil: ended.has(row.status) && row.sample.length > 0 ? (await keptUntil(tx, row)).toISOString() : null,
      rowsRemoved: rowsRemoved(row),
      counts: await countsOf(tx, row.id),
      acts: actsOf(row, now),
      now: now.toISOString(),
    };
  });
}

const shown = (show: ImportRowFilter) => {
  if (show === "all") return undefined;
  return show === "warned" ? and(ne(importRow.state, "bad"), sql`${importRow.warnings} <> '{}'::jsonb`) : eq(importRow.state, show);
};

/** Rows of an import in the file's order, with what is wrong in each cell. */
export async function importRows(ctx: Ctx, given: ImportRowsInput): Promise<ImportRows> {
  authorize(ctx, "demand:import");
  requireKind(ctx, "partner", "operator");
  const { batchId, show, cursor } = importRowsInput.parse(given);
  return withRead(ctx, async (tx) => {
    const batch = await loadBatch(tx, ctx, batchId);
    const from = cursor ? Number(decodeCursor(cursor, 1)[0]) : 0;
    const found = await tx
      .select()
      .from(importRow)
      .where(and(eq(importRow.batchId, batch.id), gt(importRow.line, Number.isInteger(from) ? from : 0), shown(show)))
      .orderBy(asc(importRow.line))
      .limit(pageSize + 1);
    const page = toPage(found, (row) => [row.line]);
    return { rows: page.rows.map(({ line, cells, errors, warnings, state, demandId, demandNumber, keptReason }) => ({ line, cells, errors, warnings, state, demandId, demandNumber, keptReason: keptReason as KeptReason | null })), next: page.next };
  });
}
