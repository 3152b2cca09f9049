import { and, desc, eq, notInArray, or, type SQL, sql } from "drizzle-orm";
import { auditEntry } from "@/db/schema";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import type { HistoryLine } from "./contract";

type Subject = { readonly noun: string; readonly id: string | null };
const quiet = ["application.save", "certificate.claim"];

/** What happened to these things, newest first, as far as the acting company takes part; other companies' people stay unnamed. */
export async function historyOf(tx: Tx, ctx: OrgCtx, subjects: readonly Subject[]): Promise<HistoryLine[]> {
  const asked = subjects.filter(({ id }) => id !== null).map(({ noun, id }): SQL | undefined => and(eq(auditEntry.noun, noun), eq(auditEntry.nounId, id as string)));
  if (asked.length === 0) return [];
  const mine = ctx.platform ? undefined : sql`${auditEntry.parties} @> array[${ctx.org.id}]::uuid[]`;
  const rows = await tx
    .select()
    .from(auditEntry)
    .where(and(or(...asked), mine, notInArray(auditEntry.act, quiet)))
    .orderBy(desc(auditEntry.seq))
    .limit(100);
  return rows.map((row) => ({
    key: row.seq.toString(),
    act: row.act,
    at: row.businessAt.toISOString(),
    actor: ctx.platform || row.chain === `org:${ctx.org.id}` ? row.actorName : "",
  }));
}
