import { and, eq } from "drizzle-orm";
import { importBatch } from "@/db/schema";
import { sellableProduct } from "@/db/views/sales";
import { toBusinessDay } from "@/lib/dates";
import type { ImportState } from "@/lib/states/demand";
import { fold } from "@/lib/text";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { announce, type Notice } from "@/server/kernel/outbox";
import { businessNow } from "@/server/kernel/tx";
import type { Mapping } from "./contract-import";
import { dueBy } from "./internal";
import { choiceWords } from "./read-import-words";
import type { Checking } from "./rules-import";

export type BatchRecord = typeof importBatch.$inferSelect;

/** The acting company's own batch, held until the transaction ends when it is to be changed; 404 for any other. */
export async function loadBatch(tx: Tx, ctx: OrgCtx, batchId: string, use: "read" | "change" = "read"): Promise<BatchRecord> {
  const found = tx.select().from(importBatch).where(and(eq(importBatch.id, batchId), eq(importBatch.orgId, ctx.org.id)));
  const [row] = await (use === "change" ? found.for("update") : found);
  if (!row) throw notFound("import");
  return row;
}

/** The batch, held until the transaction ends, while its work is still wanted; null when it is not. */
export async function holdBatch(tx: Tx, batchId: string, status: ImportState): Promise<BatchRecord | null> {
  const [row] = await tx.select().from(importBatch).where(and(eq(importBatch.id, batchId), eq(importBatch.status, status))).for("update");
  return row ?? null;
}

/** Until when what was read from the file is kept: some days after the import ended (or the file came), and never shorter than it can be undone. */
export async function keptUntil(tx: Tx, row: BatchRecord): Promise<Date> {
  const end = await dueBy(tx, "import.retain", row.importedAt ?? row.createdAt);
  return row.undoUntil && row.undoUntil > end ? row.undoUntil : end;
}

/** Whether what was read from the file has been removed; what was never read cannot be. */
export const rowsRemoved = (row: BatchRecord): boolean => row.totalRows > 0 && row.sample.length === 0 && row.status !== "discarded";

/** What rows are checked against now. */
export async function checkingFor(tx: Tx, mapping: Mapping): Promise<Checking> {
  const products = await tx.select({ id: sellableProduct.id, code: sellableProduct.code, maxShareBp: sellableProduct.maxShareBp }).from(sellableProduct);
  return { mapping, ...choiceWords(), products: new Map(products.map((product) => [fold(product.code), product])), today: toBusinessDay(businessNow()) };
}

/** Tells the person who sent the file how its work ended. */
export async function tellSender(tx: Tx, batch: BatchRecord, kind: string, values: Readonly<Record<string, string>>): Promise<void> {
  if (!batch.createdBy) return;
  const notice: Notice = { orgId: batch.orgId, personId: batch.createdBy, kind: `import.${kind}`, values: { number: batch.number, file: batch.fileName, ...values }, path: `demands/import/${batch.id}`, noun: "import", nounId: batch.id };
  await announce(tx, notice);
}

/** Keeps why the work stopped; the queue tries again from where it was. */
export const unforeseen = "unforeseen";
