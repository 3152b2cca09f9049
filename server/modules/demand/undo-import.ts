import { eq } from "drizzle-orm";
import { importBatch } from "@/db/schema";
import { importLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { enqueue } from "@/server/kernel/outbox";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { undoMinutes } from "./contract-import";
import { loadBatch } from "./read-import-batch";

/** Takes an import back within its time; the work is a job that leaves alone what was changed since. */
export async function undoImport(ctx: Ctx, input: { batchId: string }): Promise<{ batchId: string; started: boolean }> {
  authorize(ctx, "demand:import");
  requireKind(ctx, "partner", "operator");
  return withTx(ctx, async (tx) => {
    const batch = await loadBatch(tx, ctx, input.batchId, "change");
    const wake = batch.status === "undoing";
    if (batch.status === "imported" && batch.undoUntil && batch.undoUntil <= businessNow()) throw conflict("import.errors.undoOver", { minutes: undoMinutes });
    if (!wake) {
      const row = await transition(tx, { table: importBatch, lifecycle: importLifecycle, verb: "undo", id: batch.id, set: { failure: null }, where: eq(importBatch.orgId, ctx.org.id) });
      audit(ctx, { noun: "import", nounId: row.id, act: "import.undo", detail: { number: row.number, rows: row.doneRows } });
    }
    await enqueue(tx, "undo_import", { batchId: batch.id }, { jobKey: `undo-import:${batch.id}` });
    return { batchId: batch.id, started: !wake };
  });
}
