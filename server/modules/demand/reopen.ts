import { gt } from "drizzle-orm";
import { demand } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { ReopenInput } from "./contract";
import { note, salesRoles, tell } from "./events";
import { loadDemand } from "./internal";

const window = 30 * 86_400_000;

/** Takes a lost demand up again within 30 days of its closing. */
export async function reopenDemand(ctx: Ctx, input: ReopenInput): Promise<void> {
  authorize(ctx, "demand:dispatch");
  await withTx(ctx, async (tx) => {
    const before = await loadDemand(tx, ctx, input.demandId);
    const now = businessNow();
    const earliest = new Date(now.getTime() - window);
    if (before.status === "closed_lost" && before.closedAt && before.closedAt <= earliest) throw conflict("demand.errors.tooLateToReopen");
    const set = { closedAt: null, reasonCode: null, reasonNote: null, lastProgressAt: now };
    const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "reopen", id: before.id, set, where: before.status === "closed_lost" ? gt(demand.closedAt, earliest) : undefined });
    await note(tx, ctx, row.id, { act: "reopen", note: input.note });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.reopen", parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number } });
    await tell(tx, row.sellerOrgId, row, "reopen", { roles: salesRoles });
    await tell(tx, row.submitterOrgId, row, "reopen", { roles: salesRoles });
  });
}
