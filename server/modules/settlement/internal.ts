import { eq, sql } from "drizzle-orm";
import { requisition, statement } from "@/db/schema";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";

export type StatementRow = typeof statement.$inferSelect;
export type RequisitionRow = typeof requisition.$inferSelect;

/** Closes take turns: whoever holds this until the transaction ends is the only one to settle. */
export async function lockClose(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('settlement.close', 0))`);
}

/** One payee's statements of a class are requisitioned one after another. */
export async function lockPayee(tx: Tx, row: StatementRow): Promise<void> {
  const key = ["payee", row.orgId, row.side, row.legalEntityId, row.productClass, row.currency].join(":");
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

/** The statement, locked; 404 when the actor may not see it. */
export async function loadStatement(tx: Tx, id: string): Promise<StatementRow> {
  const [row] = await tx.select().from(statement).where(eq(statement.id, id)).for("update");
  if (!row) throw notFound("statement");
  return row;
}

/** The requisition with its statements, locked; 404 when the actor may not see it. */
export async function loadRequisition(tx: Tx, id: string): Promise<{ row: RequisitionRow; statements: StatementRow[] }> {
  const [row] = await tx.select().from(requisition).where(eq(requisition.id, id)).for("update");
  if (!row) throw notFound("requisition");
  const statements = await tx.select().from(statement).where(eq(statement.requisitionId, id)).orderBy(statement.period).for("update");
  return { row, statements };
}
