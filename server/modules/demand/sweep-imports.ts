import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import { importBatch, importRow } from "@/db/schema";
import { importLifecycle, type ImportState } from "@/lib/states/demand";
import { allows } from "@/lib/states/lifecycle";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { transition } from "@/server/kernel/transition";
import { businessNow, withRead, withTx } from "@/server/kernel/tx";
import { discardFile } from "@/server/modules/file";
import { type BatchRecord, keptUntil } from "./read-import-batch";

const batch = 200;
/** At rest; what is at work is left to its job. */
const atRest = ["mapping", "checked", "imported", "undone", "failed"] as const satisfies readonly ImportState[];
const holdsCells = sql`${importBatch.sample} <> '[]'::jsonb`;

/**
 * Removes the rows and the file of imports whose time is over: what became demand stays as demand, everything else
 * that was read of customers goes. A file nobody imported in that time is given up. Answers how many imports.
 */
export async function sweepImports(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  const due = await withRead(ctx, async (tx) => {
    const oldest = sql`coalesce(${importBatch.importedAt}, ${importBatch.createdAt})`;
    const rows = await tx.select().from(importBatch).where(and(inArray(importBatch.status, [...atRest]), holdsCells)).orderBy(asc(oldest)).limit(batch);
    const over: BatchRecord[] = [];
    for (const row of rows) if ((await keptUntil(tx, row)) <= businessNow()) over.push(row);
    return over;
  });
  let done = 0;
  for (const row of due) {
    if (await lastOf(ctx, row)) await discardFile(ctx, row.fileId);
    if (await withTx(ctx, (tx) => forget(tx, ctx, row))) done += 1;
  }
  return done;
}

/** Whether no other import still works on the same file. */
async function lastOf(ctx: Ctx, row: BatchRecord): Promise<boolean> {
  const others = await withRead(ctx, (tx) => tx.select({ id: importBatch.id }).from(importBatch).where(and(eq(importBatch.fileId, row.fileId), ne(importBatch.id, row.id), holdsCells)).limit(1));
  return others.length === 0;
}

async function forget(tx: Tx, ctx: Ctx, { id, version }: BatchRecord): Promise<boolean> {
  const [row] = await tx.select().from(importBatch).where(and(eq(importBatch.id, id), eq(importBatch.version, version), holdsCells)).for("update");
  if (!row) return false;
  const unused = row.status !== "failed" && allows(importLifecycle, "discard", row.status as ImportState);
  if (unused) await transition(tx, { table: importBatch, lifecycle: importLifecycle, verb: "discard", id, set: { sample: [] } });
  else await tx.update(importBatch).set({ sample: [] }).where(eq(importBatch.id, id));
  const { rowCount } = await tx.delete(importRow).where(eq(importRow.batchId, id));
  audit(ctx, { noun: "import", nounId: id, act: "import.forget", parties: [row.orgId], detail: { number: row.number, rows: rowCount ?? 0, status: row.status } });
  return true;
}
