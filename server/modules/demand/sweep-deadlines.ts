import { and, eq, isNull, lte } from "drizzle-orm";
import { demand } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { transition } from "@/server/kernel/transition";
import { businessNow } from "@/server/kernel/tx";
import { closeBySilence } from "./confirm-close";
import { dispatchRoles, note, salesRoles, tell } from "./events";
import { operatorOrgId } from "@/server/kernel/marketplace";
import { lockDemandRow, withoutPause, withSeller } from "./internal";
import { offerNext } from "./reoffer";
import { nextWarning, warningDue } from "./rules";
import { sweepEach } from "./sweep-each";

/** Ends one demand nobody accepted in time; whoever is named next is asked. A demand answered meanwhile is left alone. */
async function lapse(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  const now = businessNow();
  const set = { closedAt: now, dueAt: null, reasonCode: "lapsed", lapsedBy: withSeller(demand.lapsedBy) };
  const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "lapse", id, set, where: and(lte(demand.dueAt, now), isNull(demand.pausedAt)) });
  await note(tx, ctx, row.id, { act: "lapse", detail: { sellerOrgId: row.sellerOrgId ?? "" } });
  audit(ctx, { noun: "demand", nounId: row.id, act: "demand.lapse", parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number } });
  await tell(tx, row.sellerOrgId, row, "lapse", { roles: salesRoles });
  await tell(tx, row.submitterOrgId, row, "lapse", { roles: salesRoles });
  const askedNext = await offerNext(ctx, row, "lapsed");
  await tell(tx, await operatorOrgId(tx), row, "lapse", { roles: dispatchRoles, actionNeeded: askedNext ? undefined : "assign" });
}

/** Lapses every assigned demand whose time to accept is over. Answers how many. */
export async function sweepLapsed(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  return sweepEach(ctx, () => and(eq(demand.status, "pending"), lte(demand.dueAt, businessNow()), isNull(demand.pausedAt)), lapse);
}

/** Cancels returned demand that nobody completed in time. Answers how many. */
export async function sweepAbandoned(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  return sweepEach(
    ctx,
    () => and(eq(demand.status, "returned"), lte(demand.dueAt, businessNow())),
    async (tx, acting, id) => {
      const now = businessNow();
      const set = { reasonCode: "abandoned", dueAt: null, closedAt: now };
      const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "abandon", id, set, where: lte(demand.dueAt, now) });
      await note(tx, acting, row.id, { act: "abandon", hiddenFromSeller: true });
      audit(acting, { noun: "demand", nounId: row.id, act: "demand.abandon", parties: [row.submitterOrgId], detail: { number: row.number } });
      await tell(tx, row.submitterOrgId, row, "abandon", { roles: salesRoles });
    },
  );
}

/** Lets the clock go on where the submitter's answer has been awaited long enough. Answers how many pauses ended. */
export async function sweepPauses(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  const over = () => lte(demand.pausedUntil, businessNow());
  return sweepEach(ctx, over, async (tx, acting, id) => {
    const before = await lockDemandRow(tx, acting, id);
    const [row] = await tx.update(demand).set(withoutPause(before)).where(and(eq(demand.id, id), over())).returning();
    if (!row) return false;
    const hiddenFromSeller = row.status === "submitted";
    await note(tx, acting, row.id, { act: "resume_clock", hiddenFromSeller });
    audit(acting, { noun: "demand", nounId: row.id, act: "demand.resume_clock", parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number } });
    if (!hiddenFromSeller) await tell(tx, row.sellerOrgId, row, "resume_clock", { roles: salesRoles });
  });
}

/** Closes as the seller asked where the partner was silent for the limit. Answers how many. */
export async function sweepCloseRequests(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  return sweepEach(ctx, () => lte(demand.closeRequestDueAt, businessNow()), closeBySilence);
}

/** Warns sellers at 50 %, 80 % and 4 hours before the deadline of acceptance. Answers how many warnings were given. */
export async function sweepWarnings(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  const soon = () => and(eq(demand.status, "pending"), lte(demand.warnDueAt, businessNow()), isNull(demand.pausedAt));
  return sweepEach(ctx, soon, async (tx, acting, id) => {
    const now = businessNow();
    const [row] = await tx.select().from(demand).where(and(eq(demand.id, id), soon())).for("update");
    if (!row?.clockFrom || !row.dueAt) return false;
    await tx.update(demand).set({ warnDueAt: nextWarning(row.clockFrom, row.dueAt, now) }).where(eq(demand.id, id));
    const step = warningDue(row.clockFrom, row.dueAt, now);
    if (!step) return false;
    const due = row.dueAt.toISOString();
    await note(tx, acting, row.id, { act: "warn", detail: { step, due } });
    audit(acting, { noun: "demand", nounId: row.id, act: "demand.warn", parties: [row.sellerOrgId], detail: { number: row.number, step } });
    await tell(tx, row.sellerOrgId, row, "warn", { roles: salesRoles, values: { due }, actionNeeded: "accept", channels: step === "half" ? ["mail"] : ["mail", "sms"] });
  });
}
