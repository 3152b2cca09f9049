import { eq } from "drizzle-orm";
import { demand, demandCustomer } from "@/db/schema";
import { bothNames } from "@/lib/names";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { conflict, invalid } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { type AcceptInput, demandRulesVersion } from "./contract";
import { note, salesRoles, tell } from "./events";
import { followerOf, loadDemand, notPaused, runningClocks } from "./internal";
import { settleCandidate } from "./reoffer";
import { isPastDue } from "./rules";

/** Takes an assigned demand on in time, under the rules agreed to; from here on the seller sees the customer. */
export async function acceptDemand(ctx: Ctx, input: AcceptInput): Promise<void> {
  authorize(ctx, "demand:accept");
  requireKind(ctx, "seller");
  if (input.rulesVersion !== demandRulesVersion) throw invalid("demand.errors.rulesNotAgreed", {}, { rulesVersion: "errors.field.required" });
  await withTx(ctx, async (tx) => {
    const before = await loadDemand(tx, ctx, input.demandId);
    const now = businessNow();
    if (before.status === "pending" && isPastDue(before, now)) throw conflict("demand.errors.pastDeadline");
    const row = await transition(tx, {
      table: demand,
      lifecycle: demandLifecycle,
      verb: "accept",
      id: input.demandId,
      set: { acceptedAt: now, ...(await runningClocks(tx)), dueAt: null, rulesVersion: input.rulesVersion, ...followerOf(ctx, before), ...notPaused },
      where: eq(demand.sellerOrgId, ctx.org.id),
    });
    // The seller cannot see the row it is about to be given, so the house hands it over.
    await withTx(systemCtx("demand", ctx.requestId), (same) =>
      same.update(demandCustomer).set({ releasedToOrgId: ctx.org.id, releasedAt: now, maskDueAt: null, maskedAt: null }).where(eq(demandCustomer.demandId, row.id)),
    );
    await settleCandidate(row, "accepted");
    await note(tx, ctx, row.id, { act: "accept", detail: { rulesVersion: input.rulesVersion } });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.accept", parties: [row.submitterOrgId], detail: { number: row.number, rulesVersion: input.rulesVersion } });
    await tell(tx, row.submitterOrgId, row, "accept", { roles: salesRoles, values: bothNames("seller", ctx.org.nameZh, ctx.org.nameEn) });
  });
}
