import { and, eq, inArray } from "drizzle-orm";
import { demand } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { ProgressInput } from "./contract";
import { note, salesRoles, tell } from "./events";
import { loadDemand } from "./internal";

/** Adds to the seller's progress log, with the next step and its day; a stale demand comes back to life by it. */
export async function logProgress(ctx: Ctx, input: ProgressInput): Promise<void> {
  authorize(ctx, "demand:follow");
  requireKind(ctx, "seller");
  await withTx(ctx, async (tx) => {
    const before = await loadDemand(tx, ctx, input.demandId);
    const now = businessNow();
    const mine = eq(demand.sellerOrgId, ctx.org.id);
    if (before.status === "stale") {
      await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "resume", id: before.id, set: { lastProgressAt: now }, where: mine });
    } else {
      const running = and(eq(demand.id, before.id), mine, inArray(demand.status, ["converting", "offered"]));
      const touched = await tx.update(demand).set({ lastProgressAt: now }).where(running).returning({ id: demand.id });
      if (touched.length === 0) throw conflict("demand.errors.notRunning");
    }
    await note(tx, ctx, before.id, { act: "progress", note: input.text, nextStep: input.nextStep, nextStepOn: input.nextStepOn });
    audit(ctx, { noun: "demand", nounId: before.id, act: "demand.progress", parties: [before.submitterOrgId], detail: { number: before.number } });
    await tell(tx, before.submitterOrgId, before, "progress", { roles: salesRoles });
  });
}
