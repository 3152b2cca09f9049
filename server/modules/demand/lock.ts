import { demand } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import { note } from "./events";

/** Locks a running demand for the offer just made from it; conflict while another offer holds it. */
export async function lockDemand(ctx: Ctx, demandId: string, offerId: string): Promise<void> {
  requireSystem(ctx);
  await withTx(ctx, async (tx) => {
    const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "lock", id: demandId });
    await note(tx, ctx, row.id, { act: "lock", detail: { offerId } });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.lock", parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number, offerId } });
  });
}
