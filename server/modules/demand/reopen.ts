import { eq } from "drizzle-orm";
import { demand, demandCustomer } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { ReopenInput } from "./contract";
import { note, salesRoles, tell } from "./events";
import { dueBy, lockDemandRow, runningClocks } from "./internal";

/** Takes a lost demand up again within the limit of its closing; the seller is given the customer anew. */
export async function reopenDemand(ctx: Ctx, input: ReopenInput): Promise<void> {
  authorize(ctx, "demand:dispatch");
  await withTx(ctx, async (tx) => {
    const before = await lockDemandRow(tx, ctx, input.demandId);
    const now = businessNow();
    const until = before.closedAt && (await dueBy(tx, "demand.reopen", before.closedAt));
    if (before.status === "closed_lost" && until && until <= now) throw conflict("demand.errors.tooLateToReopen");
    const set = { closedAt: null, reasonCode: null, reasonNote: null, ...(await runningClocks(tx)) };
    const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "reopen", id: before.id, set });
    const [customer] = await tx.select().from(demandCustomer).where(eq(demandCustomer.demandId, row.id));
    const releasedAt = customer?.maskedAt ? now : customer?.releasedAt;
    await tx.update(demandCustomer).set({ releasedToOrgId: row.sellerOrgId, releasedAt, maskDueAt: null, maskedAt: null }).where(eq(demandCustomer.demandId, row.id));
    await note(tx, ctx, row.id, { act: "reopen", note: input.note });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.reopen", parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number } });
    await tell(tx, row.sellerOrgId, row, "reopen", { roles: salesRoles });
    await tell(tx, row.submitterOrgId, row, "reopen", { roles: salesRoles });
  });
}
