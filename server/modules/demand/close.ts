import { demand } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { AppError, conflict } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { CloseLostInput, CloseWonInput } from "./contract";
import { note, salesRoles, tell } from "./events";
import { factsOf, loadDemand } from "./internal";
import { mayClose } from "./rules";

type Closing = { demandId: string; verb: "close_won" | "close_lost"; reasonCode: string; note: string | undefined; detail: Record<string, string> };

async function close(ctx: OrgCtx, closing: Closing): Promise<void> {
  await withTx(ctx, async (tx) => {
    const before = await loadDemand(tx, ctx, closing.demandId);
    const outcome = closing.verb === "close_won" ? "won" : "lost";
    if (!mayClose(factsOf(before), { kind: ctx.org.kind, orgId: ctx.org.id }, outcome)) throw new AppError("forbidden", "demand.errors.notYoursToClose");
    if (before.status === "offered") throw conflict("demand.errors.lockedByOffer");
    const row = await transition(tx, {
      table: demand,
      lifecycle: demandLifecycle,
      verb: closing.verb,
      id: before.id,
      set: { reasonCode: closing.reasonCode, reasonNote: closing.note ?? null, closedAt: businessNow(), dueAt: null },
    });
    await note(tx, ctx, row.id, { act: closing.verb, note: closing.note, detail: closing.detail });
    audit(ctx, { noun: "demand", nounId: row.id, act: `demand.${closing.verb}`, parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number, reason: closing.reasonCode } });
    const others = [row.submitterOrgId, row.sellerOrgId].filter((orgId) => orgId !== null && orgId !== ctx.org.id);
    for (const orgId of others) await tell(tx, orgId, row, closing.verb, { roles: salesRoles });
  });
}

/** Gives a running demand up, with the reason. A partner's demand is not the seller's to close. */
export async function closeLost(ctx: Ctx, input: CloseLostInput): Promise<void> {
  authorize(ctx, "demand:follow");
  await close(ctx, { ...input, verb: "close_lost", detail: { reason: input.reasonCode } });
}

/** Closes a demand sold without an exclusive offer, with the order's or contract's number as evidence. */
export async function closeWon(ctx: Ctx, input: CloseWonInput): Promise<void> {
  authorize(ctx, "demand:follow");
  await close(ctx, { demandId: input.demandId, verb: "close_won", reasonCode: "won_offline", note: input.note, detail: { evidence: input.evidence } });
}
