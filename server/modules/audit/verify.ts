import { sql } from "drizzle-orm";
import type { Ctx } from "@/server/kernel/ctx";
import { requireSystem } from "@/server/kernel/authorize";
import { withRead } from "@/server/kernel/tx";

/** The first entry that does not follow from the one before it, or a head that does not match its chain's end. */
export type AuditFault = { readonly seq: string | null; readonly chain: string; readonly position: string; readonly why: string };
export type AuditVerdict = { readonly rows: number; readonly chains: number; readonly fault: AuditFault | null };

/** Recomputes every chain in the database from its first entry: each hash, each link, no gap, no cut-off end. */
export async function verifyAudit(ctx: Ctx): Promise<AuditVerdict> {
  requireSystem(ctx);
  return withRead(ctx, async (tx) => {
    const counts = await tx.execute<{ rows: string; chains: string }>(sql`select count(*) as rows, count(distinct chain) as chains from audit_entry`);
    const faults = await tx.execute<AuditFault>(sql`select seq::text, chain, position::text, why from app.audit_faults() limit 1`);
    return { rows: Number(counts.rows[0]?.rows ?? 0), chains: Number(counts.rows[0]?.chains ?? 0), fault: faults.rows[0] ?? null };
  });
}
