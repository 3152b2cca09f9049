import { and, eq, isNotNull, isNull, lte } from "drizzle-orm";
import { demand, demandCustomer } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { businessNow, withRead, withTx } from "@/server/kernel/tx";
import { dispatchRoles, note, salesRoles, tell } from "./events";
import { operatorOrgId } from "@/server/kernel/marketplace";
import { dueBy, notPaused } from "./internal";
import { sweepEach } from "./sweep-each";

/** Reminds whoever follows a demand in conversion of its silence, once per silence. Answers how many. */
export async function sweepNudges(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  const silent = () => and(eq(demand.status, "converting"), lte(demand.nudgeDueAt, businessNow()), isNull(demand.nudgedAt), isNull(demand.pausedAt));
  return sweepEach(ctx, silent, async (tx, acting, id) => {
    const [row] = await tx.update(demand).set({ nudgedAt: businessNow() }).where(and(eq(demand.id, id), silent())).returning();
    if (!row) return false;
    await note(tx, acting, row.id, { act: "nudge" });
    audit(acting, { noun: "demand", nounId: row.id, act: "demand.nudge", parties: [row.sellerOrgId], detail: { number: row.number } });
    await tell(tx, row.sellerOrgId, row, "nudge", { roles: salesRoles, actionNeeded: "progress", channels: ["mail"] });
  });
}

/** Marks demand without progress for the limit's days as stale, so that it is picked up again. Answers how many. */
export async function sweepStalled(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  const silent = () => and(eq(demand.status, "converting"), lte(demand.stallDueAt, businessNow()), isNull(demand.pausedAt));
  return sweepEach(ctx, silent, async (tx, acting, id) => {
    const set = { dueAt: await dueBy(tx, "demand.stale"), nudgedAt: null, ...notPaused };
    const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "stall", id, set, where: silent() });
    await note(tx, acting, row.id, { act: "stall" });
    audit(acting, { noun: "demand", nounId: row.id, act: "demand.stall", parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number } });
    await tell(tx, row.sellerOrgId, row, "stall", { roles: salesRoles, actionNeeded: "progress", channels: ["mail"] });
  });
}

/** Asks the dispatchers what is to become of demand that has been stale for the limit's days, once. Answers how many. */
export async function sweepStale(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  const forgotten = () => and(eq(demand.status, "stale"), lte(demand.dueAt, businessNow()), isNull(demand.nudgedAt));
  return sweepEach(ctx, forgotten, async (tx, acting, id) => {
    const [row] = await tx.update(demand).set({ nudgedAt: businessNow() }).where(and(eq(demand.id, id), forgotten())).returning();
    if (!row) return false;
    await note(tx, acting, row.id, { act: "escalate" });
    audit(acting, { noun: "demand", nounId: row.id, act: "demand.escalate", parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number } });
    await tell(tx, await operatorOrgId(tx), row, "escalate", { roles: dispatchRoles, actionNeeded: "assign", channels: ["mail"] });
  });
}

/** Ends the seller's sight of customers whose demand was lost long enough ago. Answers how many. */
export async function sweepMasks(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  const over = () => and(lte(demandCustomer.maskDueAt, businessNow()), isNotNull(demandCustomer.releasedToOrgId));
  const rows = await withRead(ctx, (tx) => tx.select({ id: demandCustomer.demandId }).from(demandCustomer).where(over()).limit(200));
  let masked = 0;
  for (const { id } of rows) {
    masked += await withTx(ctx, async (tx) => {
      const set = { releasedToOrgId: null, maskedAt: businessNow(), maskDueAt: null };
      const [hidden] = await tx.update(demandCustomer).set(set).where(and(eq(demandCustomer.demandId, id), over())).returning({ id: demandCustomer.demandId });
      const [row] = hidden ? await tx.select().from(demand).where(eq(demand.id, id)) : [];
      if (!row) return 0;
      await note(tx, ctx, row.id, { act: "mask" });
      audit(ctx, { noun: "demand", nounId: row.id, act: "demand.mask", parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number } });
      return 1;
    });
  }
  return masked;
}
