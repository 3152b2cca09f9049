import { eq } from "drizzle-orm";
import { importBatch, importRow } from "@/db/schema";
import { importLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";

/** Gives up a file before any of it was imported; the rows read from it are forgotten. */
export async function discardImport(ctx: Ctx, input: { batchId: string }): Promise<{ batchId: string }> {
  authorize(ctx, "demand:import");
  requireKind(ctx, "partner", "operator");
  return withTx(ctx, async (tx) => {
    const row = await transition(tx, { table: importBatch, lifecycle: importLifecycle, verb: "discard", id: input.batchId, set: { sample: [], failure: null }, where: eq(importBatch.orgId, ctx.org.id) });
    await tx.delete(importRow).where(eq(importRow.batchId, row.id));
    audit(ctx, { noun: "import", nounId: row.id, act: "import.discard", detail: { number: row.number } });
    return { batchId: row.id };
  });
}
