import { and, eq, gt, isNotNull, lte } from "drizzle-orm";
import { demand, demandEvent } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { AppError } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withRead, withTx } from "@/server/kernel/tx";
import { dispatchRoles, note, salesRoles, tell } from "./events";
import { limitInForce, operatorOrgId } from "./internal";
import { deadline, warningDue } from "./rules";

const batch = 200;

/** True when the act had its effect, false when somebody else was first. */
async function won(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.kind === "conflict" || error.kind === "not_found")) return false;
    throw error;
  }
}

/** Ends one demand nobody accepted in time. A demand answered meanwhile is left alone: false. */
async function lapse(ctx: Ctx, demandId: string): Promise<boolean> {
  return won(() =>
    withTx(ctx, async (tx) => {
      const now = businessNow();
      const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "lapse", id: demandId, set: { closedAt: now, dueAt: null, reasonCode: "lapsed" }, where: lte(demand.dueAt, now) });
      await note(tx, ctx, row.id, { act: "lapse" });
      audit(ctx, { noun: "demand", nounId: row.id, act: "demand.lapse", parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number } });
      await tell(tx, row.sellerOrgId, row, "lapse", { roles: salesRoles });
      await tell(tx, row.submitterOrgId, row, "lapse", { roles: salesRoles });
      await tell(tx, await operatorOrgId(tx), row, "lapse", { roles: dispatchRoles, actionNeeded: "assign" });
    }),
  );
}

/** Lapses every assigned demand whose time to accept is over. Answers how many. */
export async function sweepLapsed(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  const due = await withRead(ctx, (tx) => tx.select({ id: demand.id }).from(demand).where(and(eq(demand.status, "pending"), lte(demand.dueAt, businessNow()))).limit(batch));
  let lapsed = 0;
  for (const { id } of due) if (await lapse(ctx, id)) lapsed += 1;
  return lapsed;
}

/** Warns of one demand unless this step's warning was already given for this assignment; the row's lock makes sweeps take turns. */
async function warn(tx: Tx, ctx: Ctx, demandId: string): Promise<boolean> {
  const [row] = await tx.select().from(demand).where(and(eq(demand.id, demandId), eq(demand.status, "pending"))).for("update", { skipLocked: true });
  if (!row?.assignedAt || !row.dueAt) return false;
  const step = warningDue(row.assignedAt, row.dueAt, businessNow());
  if (!step) return false;
  const given = await tx.select({ detail: demandEvent.detail }).from(demandEvent).where(and(eq(demandEvent.demandId, row.id), eq(demandEvent.act, "warn")));
  const due = row.dueAt.toISOString();
  if (given.some(({ detail }) => detail["step"] === step && detail["due"] === due)) return false;
  await note(tx, ctx, row.id, { act: "warn", detail: { step, due } });
  audit(ctx, { noun: "demand", nounId: row.id, act: "demand.warn", parties: [row.sellerOrgId], detail: { number: row.number, step } });
  await tell(tx, row.sellerOrgId, row, "warn", { roles: salesRoles, values: { due }, actionNeeded: "accept", channels: step === "half" ? ["mail"] : ["mail", "sms"] });
  return true;
}

/** Warns sellers at 50 %, 80 % and 4 hours before the deadline of acceptance. Answers how many warnings were given. */
export async function sweepWarnings(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  const open = await withRead(ctx, (tx) =>
    tx.select({ id: demand.id }).from(demand).where(and(eq(demand.status, "pending"), isNotNull(demand.assignedAt), gt(demand.dueAt, businessNow()))),
  );
  let warned = 0;
  for (const { id } of open) if (await withTx(ctx, (tx) => warn(tx, ctx, id))) warned += 1;
  return warned;
}

/** Marks demand without progress for the limit's days as stale, so that it is picked up again. Answers how many. */
export async function sweepStalled(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  const { ids, since } = await withRead(ctx, async (tx) => {
    const limit = await limitInForce(tx, "demand.stall");
    const before = new Date(2 * businessNow().getTime() - deadline(businessNow(), limit).getTime());
    const rows = await tx.select({ id: demand.id }).from(demand).where(and(eq(demand.status, "converting"), lte(demand.lastProgressAt, before))).limit(batch);
    return { ids: rows.map((row) => row.id), since: before };
  });
  let stalled = 0;
  for (const id of ids) {
    const done = await won(() =>
      withTx(ctx, async (tx) => {
        const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "stall", id, where: lte(demand.lastProgressAt, since) });
        await note(tx, ctx, row.id, { act: "stall" });
        audit(ctx, { noun: "demand", nounId: row.id, act: "demand.stall", parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number } });
        await tell(tx, row.sellerOrgId, row, "stall", { roles: salesRoles, actionNeeded: "progress", channels: ["mail"] });
      }),
    );
    if (done) stalled += 1;
  }
  return stalled;
}
