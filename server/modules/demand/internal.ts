import { and, desc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import { demand, org, ruleVersion } from "@/db/schema";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { businessNow } from "@/server/kernel/tx";
import { deadline, type DemandFacts, type LimitName, standardLimits, type TimeLimit } from "./rules";

export type DemandRecord = typeof demand.$inferSelect;

/** The demand as the acting company may see it; a foreign one is not found, nor is another company's draft. */
export async function loadDemand(tx: Tx, ctx: Ctx, id: string): Promise<DemandRecord> {
  const [row] = await tx.select().from(demand).where(eq(demand.id, id));
  if (!row || (row.status === "draft" && row.submitterOrgId !== ctx.org?.id)) throw notFound("demand");
  return row;
}

export const factsOf = (row: DemandRecord): DemandFacts => ({ ...row, status: row.status as DemandFacts["status"] });

/** The named time limit in force now. */
export async function limitInForce(tx: Tx, name: LimitName): Promise<TimeLimit> {
  const now = businessNow();
  const [row] = await tx
    .select({ value: ruleVersion.value })
    .from(ruleVersion)
    .where(and(eq(ruleVersion.kind, "limit"), eq(ruleVersion.scope, name), lte(ruleVersion.validFrom, now), or(isNull(ruleVersion.validTo), gt(ruleVersion.validTo, now))))
    .orderBy(desc(ruleVersion.validFrom))
    .limit(1);
  const days = Number(row?.value["days"]);
  if (!row || !Number.isInteger(days) || days < 0) return standardLimits[name];
  return { days, unit: row.value["unit"] === "workday" ? "workday" : "day" };
}

/** When the limit that begins now runs out. */
export async function dueBy(tx: Tx, name: LimitName): Promise<Date> {
  return deadline(businessNow(), await limitInForce(tx, name));
}

/** The marketplace's own company, which hears of what waits for dispatch. */
export async function operatorOrgId(tx: Tx): Promise<string | null> {
  const [row] = await tx.select({ id: org.id }).from(org).where(eq(org.kind, "operator")).orderBy(org.createdAt).limit(1);
  return row?.id ?? null;
}

/** A fresh number such as D-20261121-00087. */
export async function nextNumber(tx: Tx): Promise<string> {
  const { rows } = await tx.execute<{ number: string }>(sql`select app.next_number('D') as number`);
  return rows[0]?.number ?? "";
}
