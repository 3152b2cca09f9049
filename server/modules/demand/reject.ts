import { eq } from "drizzle-orm";
import { demand } from "@/db/schema";
import { bothNames } from "@/lib/names";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { RejectInput } from "./contract";
import { dispatchRoles, note, salesRoles, tell } from "./events";
import { operatorOrgId } from "@/server/kernel/marketplace";
import { loadDemand, notPaused, withSeller } from "./internal";
import { offerNext } from "./reoffer";
import { isPastDue } from "./rules";

/** Refuses an assigned demand in time, with the reason; the next seller the operators named is asked at once. */
export async function rejectDemand(ctx: Ctx, input: RejectInput): Promise<void> {
  authorize(ctx, "demand:accept");
  requireKind(ctx, "seller");
  await withTx(ctx, async (tx) => {
    const before = await loadDemand(tx, ctx, input.demandId);
    const now = businessNow();
    if (before.status === "pending" && isPastDue(before, now)) throw conflict("demand.errors.pastDeadline");
    const row = await transition(tx, {
      table: demand,
      lifecycle: demandLifecycle,
      verb: "reject",
      id: input.demandId,
      set: { reasonCode: input.reasonCode, reasonNote: input.note, dueAt: null, closedAt: now, refusedBy: withSeller(demand.refusedBy), ...notPaused },
      where: eq(demand.sellerOrgId, ctx.org.id),
    });
    await note(tx, ctx, row.id, { act: "reject", note: input.note, detail: { reason: input.reasonCode } });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.reject", parties: [row.submitterOrgId], detail: { number: row.number, reason: input.reasonCode } });
    const values = bothNames("seller", ctx.org.nameZh, ctx.org.nameEn);
    await tell(tx, row.submitterOrgId, row, "reject", { roles: salesRoles, values });
    const askedNext = await offerNext(ctx, row, "refused");
    await tell(tx, await operatorOrgId(tx), row, "reject", { roles: dispatchRoles, values, actionNeeded: askedNext ? undefined : "assign" });
  });
}
