import { sql } from "drizzle-orm";
import { demand } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { note } from "./events";
import { noCloseRequest, notPaused } from "./internal";

/** Locks a running demand for the offer just made from it; conflict while another offer holds it. */
export async function lockDemand(ctx: Ctx, demandId: string, offerId: string): Promise<void> {
  requireSystem(ctx);
  await withTx(ctx, async (tx) => {
    // An offer is an answer of its own: whatever else was asked or awaited is over.
    const set = { offeredAt: sql`coalesce(${demand.offeredAt}, ${businessNow().toISOString()}::timestamptz)` as unknown as Date, dueAt: null, ...notPaused, ...noCloseRequest };
    const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "lock", id: demandId, set });
    await note(tx, ctx, row.id, { act: "lock", detail: { offerId } });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.lock", parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number, offerId } });
  });
}
