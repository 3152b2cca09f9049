import { eq } from "drizzle-orm";
import { demand } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { CancelInput } from "./contract";
import { note, salesRoles, tell } from "./events";
import { loadDemand, notPaused } from "./internal";
import { settleCandidate } from "./reoffer";

/** Recalls a demand before any seller accepted it: by its submitter, or by the operators. */
export async function cancelDemand(ctx: Ctx, input: CancelInput): Promise<void> {
  authorize(ctx, "demand:submit");
  requireKind(ctx, "partner", "operator");
  await withTx(ctx, async (tx) => {
    const before = await loadDemand(tx, ctx, input.demandId);
    const row = await transition(tx, {
      table: demand,
      lifecycle: demandLifecycle,
      verb: "cancel",
      id: input.demandId,
      set: { reasonCode: "cancelled", reasonNote: input.note ?? null, dueAt: null, closedAt: businessNow(), ...notPaused },
      where: ctx.org.kind === "operator" ? undefined : eq(demand.submitterOrgId, ctx.org.id),
    });
    await settleCandidate(row, "skipped");
    await note(tx, ctx, row.id, { act: "cancel", note: input.note, hiddenFromSeller: true });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.cancel", parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number } });
    if (before.status === "pending") await tell(tx, row.sellerOrgId, row, "cancel", { roles: salesRoles });
    if (row.submitterOrgId !== ctx.org.id) await tell(tx, row.submitterOrgId, row, "cancel", { roles: salesRoles });
  });
}
