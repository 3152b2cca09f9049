import { and, desc, eq, gt, inArray, isNull, lte, or } from "drizzle-orm";
import { ruleVersion } from "@/db/schema";
import type { Tx } from "@/server/kernel/database";
import { type Rule, type RuleKind, ruleValues } from "./contract";

type Row = typeof ruleVersion.$inferSelect;

function asRule<K extends RuleKind>(kind: K, row: Row): Rule<K> {
  const value = ruleValues[kind].parse(row.value) as Rule<K>["value"];
  return { id: row.id, kind, scope: row.scope, value, validFrom: row.validFrom.toISOString() };
}

/** The version of a rule in force at an instant, or null when none is. */
export async function ruleInForce<K extends RuleKind>(tx: Tx, kind: K, scope: string, at: Date): Promise<Rule<K> | null> {
  const inForce = and(lte(ruleVersion.validFrom, at), or(isNull(ruleVersion.validTo), gt(ruleVersion.validTo, at)));
  const [row] = await tx
    .select()
    .from(ruleVersion)
    .where(and(eq(ruleVersion.kind, kind), eq(ruleVersion.scope, scope), inForce))
    .orderBy(desc(ruleVersion.validFrom))
    .limit(1);
  return row ? asRule(kind, row) : null;
}

/** Rules by id, for showing which versions a result rests on. */
export async function rulesById(tx: Tx, ids: readonly string[]): Promise<{ id: string; kind: RuleKind; scope: string; validFrom: string }[]> {
  if (ids.length === 0) return [];
  const rows = await tx.select().from(ruleVersion).where(inArray(ruleVersion.id, [...ids])).orderBy(ruleVersion.kind, ruleVersion.scope);
  return rows.map((row) => ({ id: row.id, kind: row.kind, scope: row.scope, validFrom: row.validFrom.toISOString() }));
}
