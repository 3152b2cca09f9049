import { eq, sql } from "drizzle-orm";
import { demand } from "@/db/schema";
import type { LimitName } from "@/lib/limits";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { limitEnd } from "@/server/kernel/time-limit";
import { businessNow } from "@/server/kernel/tx";
import { type DemandFacts, stoodFor } from "./rules";

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

/** The sellers of this list and the one that has the demand now, each once. */
export const withSeller = (list: typeof demand.refusedBy | typeof demand.lapsedBy) => sql`case when ${demand.sellerOrgId} = any(${list}) then ${list} else array_append(${list}, ${demand.sellerOrgId}) end`;

export const notPaused = { pausedAt: null, pausedUntil: null } as const;
export const noCloseRequest = { closeRequest: null, closeRequestDueAt: null } as const;

/** When a limit that begins at `from` (now, unless told) runs out; by the rule in force now, or when the timer began. */
export function dueBy(tx: Tx, name: LimitName, from = businessNow(), began = from): Promise<Date> {
  return limitEnd(tx, name, from, began);
}
