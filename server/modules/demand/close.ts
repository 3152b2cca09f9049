import { eq, type SQL } from "drizzle-orm";
import { demand, demandCustomer } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { AppError, conflict } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { attachFiles } from "./attach-files";
import type { CloseLostInput, CloseWonInput } from "./contract";
import { note, salesRoles, tell } from "./events";
import { type DemandRecord, dueBy, factsOf, loadDemand, noCloseRequest, notPaused } from "./internal";
import { mayClose } from "./rules";

export type Closing = { readonly outcome: "won" | "lost"; readonly reasonCode: string; readonly note: string | undefined; readonly detail: Record<string, string> };
type Closed = { readonly row: DemandRecord; readonly eventId: string };

/** Ends a running demand; after a loss the seller's sight of the customer gets its end. Whoever calls has checked who may. */
export async function endDemand(tx: Tx, ctx: Ctx, demandId: string, closing: Closing, where?: SQL): Promise<Closed> {
  const verb = closing.outcome === "won" ? "close_won" : "close_lost";
  const set = { reasonCode: closing.reasonCode, reasonNote: closing.note ?? null, closedAt: businessNow(), dueAt: null, nextStepOn: null, ...notPaused, ...noCloseRequest };
  const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb, id: demandId, set, where });
  if (closing.outcome === "lost") {
    const maskDueAt = await dueBy(tx, "demand.mask");
    await withTx(systemCtx("demand", ctx.requestId), (same) => same.update(demandCustomer).set({ maskDueAt }).where(eq(demandCustomer.demandId, row.id)));
  }
  const eventId = await note(tx, ctx, row.id, { act: verb, note: closing.note, detail: closing.detail });
  audit(ctx, { noun: "demand", nounId: row.id, act: `demand.${verb}`, parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number, reason: closing.reasonCode } });
  const others = [row.submitterOrgId, row.sellerOrgId].filter((orgId) => orgId !== null && orgId !== ctx.org?.id);
  for (const orgId of others) await tell(tx, orgId, row, verb, { roles: salesRoles });
  return { row, eventId };
}

async function close(ctx: OrgCtx, demandId: string, closing: Closing, fileIds?: readonly string[]): Promise<void> {
  await withTx(ctx, async (tx) => {
    const before = await loadDemand(tx, ctx, demandId);
    if (!mayClose(factsOf(before), { kind: ctx.org.kind, orgId: ctx.org.id }, closing.outcome)) throw new AppError("forbidden", "demand.errors.notYoursToClose");
    if (before.status === "offered") throw conflict("demand.errors.lockedByOffer");
    const { row, eventId } = await endDemand(tx, ctx, before.id, closing);
    await attachFiles(tx, ctx, row, eventId, fileIds);
  });
}

/** Gives a running demand up, with the reason. A partner's demand is not the seller's to close. */
export async function closeLost(ctx: Ctx, input: CloseLostInput): Promise<void> {
  authorize(ctx, "demand:follow");
  await close(ctx, input.demandId, { outcome: "lost", reasonCode: input.reasonCode, note: input.note, detail: { reason: input.reasonCode } });
}

/** Closes a demand sold without an exclusive offer, with the order's or contract's number as evidence, and its papers. */
export async function closeWon(ctx: Ctx, input: CloseWonInput): Promise<void> {
  authorize(ctx, "demand:follow");
  await close(ctx, input.demandId, { outcome: "won", reasonCode: "won_offline", note: input.note, detail: { evidence: input.evidence } }, input.fileIds);
}
