import { and, desc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import { demand, org, ruleVersion } from "@/db/schema";
import type { BusinessDay } from "@/lib/dates";
import { chinaCalendar, withOverrides, type WorkingCalendar } from "@/lib/working-days";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { businessNow } from "@/server/kernel/tx";
import { deadline, type DemandFacts, type LimitName, standardLimits, stoodFor, type TimeLimit } from "./rules";

export type DemandRecord = typeof demand.$inferSelect;

/** The demand as the acting company may see it; a foreign one is not found, nor is another company's draft. */
export async function loadDemand(tx: Tx, ctx: Ctx, id: string): Promise<DemandRecord> {
  const [row] = await tx.select().from(demand).where(eq(demand.id, id));
  if (!row || (row.status === "draft" && row.submitterOrgId !== ctx.org?.id)) throw notFound("demand");
  return row;
}

export const factsOf = (row: DemandRecord, customerReleased = false): DemandFacts => ({ ...row, status: row.status as DemandFacts["status"], customerReleased });

/** The demand as `loadDemand` gives it, locked until the transaction ends, so that whoever answers at the same time waits for its turn. */
export async function lockDemandRow(tx: Tx, ctx: Ctx, id: string): Promise<DemandRecord> {
  const [row] = await tx.select().from(demand).where(eq(demand.id, id)).for("update");
  if (!row || (row.status === "draft" && row.submitterOrgId !== ctx.org?.id)) throw notFound("demand");
  return row;
}

/** The clocks of conversion, begun anew by whatever counts as progress. */
export async function runningClocks(tx: Tx): Promise<Pick<DemandRecord, "lastProgressAt" | "nudgeDueAt" | "stallDueAt" | "nudgedAt">> {
  return { lastProgressAt: businessNow(), nudgeDueAt: await dueBy(tx, "demand.nudge"), stallDueAt: await dueBy(tx, "demand.stall"), nudgedAt: null };
}

/** The pause taken off: every clock of the present state moves by the time it stood. */
export function withoutPause(row: DemandRecord): Pick<DemandRecord, "pausedAt" | "pausedUntil" | "clockFrom" | "warnDueAt" | "dueAt" | "nudgeDueAt" | "stallDueAt"> {
  const stood = stoodFor(row, businessNow());
  const moved = (at: Date | null) => at && new Date(at.getTime() + stood);
  return { pausedAt: null, pausedUntil: null, clockFrom: moved(row.clockFrom), warnDueAt: moved(row.warnDueAt), dueAt: moved(row.dueAt), nudgeDueAt: moved(row.nudgeDueAt), stallDueAt: moved(row.stallDueAt) };
}

/** Who follows it for the seller: whoever it was handed to, else the person who accepts it or first works on it. */
export function followerOf(ctx: Ctx, before: DemandRecord): Pick<DemandRecord, "sellerPersonId" | "sellerPersonName"> {
  const { sellerPersonId, sellerPersonName } = before;
  if (sellerPersonId || ctx.actor.kind !== "person") return { sellerPersonId, sellerPersonName };
  return { sellerPersonId: ctx.actor.id, sellerPersonName: ctx.actor.name };
}

export const notPaused = { pausedAt: null, pausedUntil: null } as const;
export const noCloseRequest = { closeRequest: null, closeRequestDueAt: null } as const;

async function ruleValue(tx: Tx, kind: "limit" | "calendar", scope: string, at: Date): Promise<Record<string, unknown> | null> {
  const inForce = and(eq(ruleVersion.kind, kind), eq(ruleVersion.scope, scope), lte(ruleVersion.validFrom, at), or(isNull(ruleVersion.validTo), gt(ruleVersion.validTo, at)));
  const [row] = await tx.select({ value: ruleVersion.value }).from(ruleVersion).where(inForce).orderBy(desc(ruleVersion.validFrom)).limit(1);
  return row?.value ?? null;
}

/** China's working days, with the days our own rule decides otherwise. */
async function calendarAt(tx: Tx, at: Date): Promise<WorkingCalendar> {
  const rule = await ruleValue(tx, "calendar", "CN", at);
  return withOverrides(chinaCalendar, new Map(Object.entries((rule?.["workdays"] ?? {}) as Record<BusinessDay, boolean>) as [BusinessDay, boolean][]));
}

/** When a limit that begins at `from` (now, unless told) runs out; by the rule in force now, or when the timer began. */
export async function dueBy(tx: Tx, name: LimitName, from = businessNow(), began = from): Promise<Date> {
  const rule = await ruleValue(tx, "limit", name, began);
  const days = Number(rule?.["days"]);
  const stated: TimeLimit | null = rule && Number.isInteger(days) && days >= 0 ? { days, unit: rule["unit"] === "workday" ? "workday" : "day" } : null;
  const limit = stated ?? standardLimits[name];
  return deadline(from, limit, limit.unit === "workday" ? await calendarAt(tx, began) : undefined);
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
