import { eq } from "drizzle-orm";
import { claim } from "@/db/schema";
import { claimLifecycle } from "@/lib/states/order";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { claimants, tellOfClaim } from "./weigh-claim";

/** Takes a claim back before it is decided. */
export async function withdrawClaim(ctx: Ctx, input: { claimId: string }): Promise<{ id: string; status: string }> {
  authorize(ctx, "claim:make");
  return withTx(ctx, async (tx) => {
    const row = await transition(tx, { table: claim, lifecycle: claimLifecycle, verb: "withdraw", id: input.claimId, set: { decidedAt: businessNow(), dueAt: null }, where: eq(claim.partnerOrgId, ctx.org.id) });
    audit(ctx, { noun: "claim", nounId: row.id, act: "claim.withdraw", parties: [row.sellerOrgId], detail: { number: row.number, order: row.orderNumber } });
    await tellOfClaim(tx, row, row.sellerOrgId, "withdraw", { roles: claimants });
    return { id: row.id, status: row.status };
  });
}
