import { and, eq } from "drizzle-orm";
import { demand } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import { note } from "./events";
import { runningClocks } from "./internal";

/** Frees a demand whose offer came to its end; `reason` is the state the offer ended in. Does nothing to a demand no longer locked. */
export async function unlockDemand(ctx: Ctx, demandId: string, reason: string): Promise<void> {
  requireSystem(ctx);
  await withTx(ctx, async (tx) => {
    const [locked] = await tx.select({ id: demand.id }).from(demand).where(and(eq(demand.id, demandId), eq(demand.status, "offered"))).for("update");
    if (!locked) return;
    const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "unlock", id: demandId, set: await runningClocks(tx) });
    await note(tx, ctx, row.id, { act: "unlock", detail: { reason } });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.unlock", parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number, reason } });
  });
}
