import { eq } from "drizzle-orm";
import { importBatch, importRow } from "@/db/schema";
import { importLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { invalid } from "@/server/kernel/errors";
import { enqueue } from "@/server/kernel/outbox";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import type { CheckImportInput } from "./contract-import";
import { loadBatch } from "./read-import-batch";
import { mappingProblems } from "./rules-import";

/** Has every row checked with these columns, without importing any; what an earlier check found is forgotten. */
export async function checkImport(ctx: Ctx, input: CheckImportInput): Promise<{ batchId: string }> {
  authorize(ctx, "demand:import");
  requireKind(ctx, "partner", "operator");
  return withTx(ctx, async (tx) => {
    const batch = await loadBatch(tx, ctx, input.batchId, "change");
    const problems = mappingProblems(input.mapping, batch.headers.length);
    if (Object.keys(problems).length > 0) throw invalid("import.errors.mapping", {}, Object.fromEntries(Object.entries(problems).map(([field, key]) => [`mapping.${field}`, key])));
    const row = await transition(tx, {
      table: importBatch,
      lifecycle: importLifecycle,
      verb: "check",
      id: batch.id,
      set: { mapping: input.mapping, goodRows: 0, badRows: 0, doneRows: 0, failure: null },
      where: eq(importBatch.orgId, ctx.org.id),
    });
    await tx.delete(importRow).where(eq(importRow.batchId, row.id));
    audit(ctx, { noun: "import", nounId: row.id, act: "import.check", detail: { number: row.number, columns: Object.keys(input.mapping).length } });
    await enqueue(tx, "check_import", { batchId: row.id }, { jobKey: `check-import:${row.id}` });
    return { batchId: row.id };
  });
}
