import { and, desc, eq, gt, inArray, isNull, lte, or } from "drizzle-orm";
import { ruleVersion } from "@/db/schema";
import type { Tx } from "@/server/kernel/database";

/** The rule of a kind in force at an instant, the first scope that has one; `bp` in basis points. */
export async function ruleAt(tx: Tx, kind: "fee" | "share", scopes: readonly string[], at: Date): Promise<{ id: string; bp: number } | null> {
  const rows = await tx
    .select()
    .from(ruleVersion)
    .where(and(eq(ruleVersion.kind, kind), inArray(ruleVersion.scope, [...scopes]), lte(ruleVersion.validFrom, at), or(isNull(ruleVersion.validTo), gt(ruleVersion.validTo, at))))
    .orderBy(desc(ruleVersion.validFrom));
  const found = scopes.flatMap((scope) => rows.filter((row) => row.scope === scope)).find((row) => typeof row.value["bp"] === "number");
  return found ? { id: found.id, bp: Number(found.value["bp"]) } : null;
}
