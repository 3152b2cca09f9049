import { and, desc, eq, gt, isNull, lte, or } from "drizzle-orm";
import { ruleVersion } from "@/db/schema";
import { endOfBusinessDay, toBusinessDay } from "@/lib/dates";
import { addWorkingDays } from "@/lib/working-days";
import type { Tx } from "./database";

export type TimeLimit = { readonly days: number; readonly unit: "day" | "workday" };

/** The named limit in force at an instant; the standard one where no rule is in force or it makes no sense. */
export async function timeLimit(tx: Tx, name: string, standard: TimeLimit, at: Date): Promise<TimeLimit> {
  const inForce = and(lte(ruleVersion.validFrom, at), or(isNull(ruleVersion.validTo), gt(ruleVersion.validTo, at)));
  const [row] = await tx
    .select({ value: ruleVersion.value })
    .from(ruleVersion)
    .where(and(eq(ruleVersion.kind, "limit"), eq(ruleVersion.scope, name), inForce))
    .orderBy(desc(ruleVersion.validFrom))
    .limit(1);
  const days = Number(row?.value["days"]);
  if (!row || !Number.isInteger(days) || days < 1) return standard;
  return { days, unit: row.value["unit"] === "workday" ? "workday" : "day" };
}

/** When a limit that begins at an instant runs out: plain days by the clock, working days at the end of the last one. */
export function endOfLimit(from: Date, { days, unit }: TimeLimit): Date {
  if (unit === "day") return new Date(from.getTime() + days * 86_400_000);
  return endOfBusinessDay(addWorkingDays(toBusinessDay(from), days));
}
