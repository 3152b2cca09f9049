import { and, asc, eq, inArray } from "drizzle-orm";
import { demand, demandCandidate, demandCustomer, demandFile, demandLine, fileShare, org } from "@/db/schema";
import { bothNames } from "@/lib/names";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { dueIn, hideHistory, note, salesRoles, tell } from "./events";
import { type DemandRecord, dueBy, noCloseRequest, notPaused } from "./internal";
import { nextWarning } from "./rules";

/** What a demand is the moment its next seller is asked: its clock begun, nothing left of the seller before. */
export async function assignment(tx: Tx, sellerOrgId: string): Promise<Partial<typeof demand.$inferInsert>> {
  const [now, dueAt] = [businessNow(), await dueBy(tx, "demand.accept")];
  const begun = { sellerOrgId, assignedAt: now, clockFrom: now, dueAt, warnDueAt: nextWarning(now, dueAt, now) };
  const before = { sellerPersonId: null, sellerPersonName: "", acceptedAt: null, rulesVersion: null, lastProgressAt: null, firstProgressAt: null, offeredAt: null, nextStepOn: null, nudgeDueAt: null, stallDueAt: null, nudgedAt: null };
  return { ...begun, ...before, extendedAt: null, reasonCode: null, reasonNote: null, closedAt: null, ...notPaused, ...noCloseRequest };
}

/** Takes the customer back from whoever had the demand before; from another seller its solution and the papers too. */
export async function takeBack(before: DemandRecord, nextSellerOrgId: string): Promise<void> {
  await withTx(systemCtx("demand"), async (tx) => {
    await tx.update(demandCustomer).set({ releasedToOrgId: null, releasedAt: null, maskDueAt: null, maskedAt: null }).where(eq(demandCustomer.demandId, before.id));
    if (!before.sellerOrgId || before.sellerOrgId === nextSellerOrgId) return;
    await tx.delete(demandLine).where(and(eq(demandLine.demandId, before.id), eq(demandLine.kind, "solution")));
    const papers = tx.select({ id: demandFile.fileId }).from(demandFile).where(eq(demandFile.demandId, before.id));
    await tx.delete(fileShare).where(and(inArray(fileShare.fileId, papers), eq(fileShare.orgId, before.sellerOrgId)));
  });
}

/** Marks what became of the seller that was asked; whoever was still to be asked is passed over once one accepted. */
export async function settleCandidate(row: Pick<DemandRecord, "id" | "sellerOrgId">, outcome: "accepted" | "refused" | "lapsed" | "skipped"): Promise<void> {
  await withTx(systemCtx("demand"), async (tx) => {
    const of = eq(demandCandidate.demandId, row.id);
    await tx.update(demandCandidate).set({ state: outcome, endedAt: businessNow() }).where(and(of, eq(demandCandidate.state, "asked")));
    if (outcome === "accepted" || outcome === "skipped") await tx.update(demandCandidate).set({ state: "skipped", endedAt: businessNow() }).where(and(of, eq(demandCandidate.state, "waiting")));
  });
}

/**
 * After a refusal or a lapse, in the same transaction: asks the next seller the dispatchers named.
 * False when nobody is left to be asked.
 */
export async function offerNext(ctx: Ctx, row: DemandRecord, outcome: "refused" | "lapsed"): Promise<boolean> {
  await settleCandidate(row, outcome);
  const system = systemCtx("demand", ctx.requestId);
  return withTx(system, async (tx) => {
    const waiting = and(eq(demandCandidate.demandId, row.id), eq(demandCandidate.state, "waiting"));
    const [next] = await tx.select({ candidate: demandCandidate, zh: org.nameZh, en: org.nameEn }).from(demandCandidate).innerJoin(org, eq(org.id, demandCandidate.sellerOrgId)).where(waiting).orderBy(asc(demandCandidate.position)).limit(1);
    if (!next) return false;
    const seller = next.candidate.sellerOrgId;
    const given = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "reoffer", id: row.id, set: await assignment(tx, seller) });
    await tx.update(demandCandidate).set({ state: "asked", assignedAt: businessNow() }).where(eq(demandCandidate.id, next.candidate.id));
    await hideHistory(tx, row.id);
    const names = bothNames("seller", next.zh, next.en);
    await note(tx, system, row.id, { act: "reoffer", detail: names });
    audit(system, { noun: "demand", nounId: row.id, act: "demand.reoffer", parties: [given.submitterOrgId, seller], detail: { number: given.number, sellerOrgId: seller, ...names } });
    await tell(tx, seller, given, "assign", { roles: salesRoles, values: dueIn(given), actionNeeded: "accept", channels: ["mail", "sms"] });
    await tell(tx, given.submitterOrgId, given, "assigned", { roles: salesRoles, values: names });
    return true;
  });
}
