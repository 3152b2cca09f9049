import { and, desc, eq, gt, isNull, lte, or } from "drizzle-orm";
import { ruleVersion } from "@/db/schema";
import { type BusinessDay, endOfBusinessDay, toBusinessDay } from "@/lib/dates";
import { type LimitName, limits, type TimeSpan } from "@/lib/limits";
import { addWorkingDays, chinaCalendar, withOverrides, type WorkingCalendar } from "@/lib/working-days";
import type { Tx } from "./database";

export type TimeLimit = { readonly days: number; readonly unit: "day" | "workday" };

/** The value of the rule of a kind and scope in force at an instant; null when there is none. */
export async function ruleValue(tx: Tx, kind: (typeof ruleVersion.$inferSelect)["kind"], scope: string, at: Date): Promise<Record<string, unknown> | null> {
  const inForce = and(lte(ruleVersion.validFrom, at), or(isNull(ruleVersion.validTo), gt(ruleVersion.validTo, at)));
  const [row] = await tx
    .select({ value: ruleVersion.value })
    .from(ruleVersion)
    .where(and(eq(ruleVersion.kind, kind), eq(ruleVersion.scope, scope), inForce))
    .orderBy(desc(ruleVersion.validFrom))
    .limit(1);
  return row?.value ?? null;
}

/** China's working days with the days our own rule decides otherwise. */
export async function workingCalendar(tx: Tx, at: Date): Promise<WorkingCalendar> {
  const rule = await ruleValue(tx, "calendar", "CN", at);
  const days = Object.entries((rule?.["workdays"] ?? {}) as Record<BusinessDay, boolean>) as [BusinessDay, boolean][];
  return withOverrides(chinaCalendar, new Map(days));
}

const inDays = ({ days, unit }: TimeSpan): TimeLimit => (unit === "month" ? { days: days * 30, unit: "day" } : { days, unit });

/** The named limit in force at an instant; the standard one where no rule is, or it makes no sense. A month is thirty days. */
export async function timeLimit(tx: Tx, name: LimitName, at: Date): Promise<TimeLimit> {
  const rule = await ruleValue(tx, "limit", name, at);
  const days = Number(rule?.["days"]);
  if (!rule || !Number.isInteger(days) || days < 0) return inDays(limits[name].standard);
  const unit = rule["unit"];
  return inDays({ days, unit: unit === "workday" || unit === "month" ? unit : "day" });
}

/** When a limit that begins at an instant runs out: plain days by the clock, working days at the end of the last one. */
export function endOfLimit(from: Date, { days, unit }: TimeLimit, calendar: WorkingCalendar = chinaCalendar): Date {
  if (unit === "day") return new Date(from.getTime() + days * 86_400_000);
  return endOfBusinessDay(addWorkingDays(toBusinessDay(from), days, calendar));
}

/** When the named limit runs out that begins at `from`, by the rule and the calendar in force when its timer `began`. */
export async function limitEnd(tx: Tx, name: LimitName, from: Date, began = from): Promise<Date> {
  const limit = await timeLimit(tx, name, began);
  return endOfLimit(from, limit, limit.unit === "workday" ? await workingCalendar(tx, began) : undefined);
}
