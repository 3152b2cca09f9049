import { sql } from "drizzle-orm";
import type { Tx } from "./database";

export type PendingAct = { readonly chain: string; readonly row: Readonly<Record<string, unknown>> };

/** Writes kept acts, one call per chain, chains in order so that two transactions never wait crosswise. */
export async function flushActs(tx: Tx, acts: readonly PendingAct[]): Promise<void> {
  const chains = [...new Set(acts.map((act) => act.chain))].toSorted();
  for (const chain of chains) {
    const rows = acts.filter((act) => act.chain === chain).map((act) => act.row);
    await tx.execute(sql`select app.audit_append(${chain}, ${JSON.stringify(rows)}::jsonb)`);
  }
}
