import { eq } from "drizzle-orm";
import { importBatch } from "@/db/schema";
import { importLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { enqueue } from "@/server/kernel/outbox";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import { loadBatch } from "./read-import-batch";

/** Imports the good rows of a checked file; the work is a job. One that is on its way already is only woken up. */
export async function runImport(ctx: Ctx, input: { batchId: string }): Promise<{ batchId: string; started: boolean }> {
  authorize(ctx, "demand:import");
  requireKind(ctx, "partner", "operator");
  return withTx(ctx, async (tx) => {
    const batch = await loadBatch(tx, ctx, input.batchId, "change");
    const wake = batch.status === "importing";
    if (batch.status === "checked" && batch.goodRows === 0) throw conflict("import.errors.nothingGood");
    if (!wake) {
      const row = await transition(tx, { table: importBatch, lifecycle: importLifecycle, verb: "import", id: batch.id, set: { doneRows: 0, failure: null }, where: eq(importBatch.orgId, ctx.org.id) });
      audit(ctx, { noun: "import", nounId: row.id, act: "import.run", detail: { number: row.number, rows: row.goodRows } });
    }
    await enqueue(tx, "run_import", { batchId: batch.id }, { jobKey: `run-import:${batch.id}` });
    return { batchId: batch.id, started: !wake };
  });
}
