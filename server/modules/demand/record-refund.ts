import { and, eq, isNull } from "drizzle-orm";
import { demand } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { businessNow, withTx } from "@/server/kernel/tx";
import { note, salesRoles, tell } from "./events";

/** Flags a won demand whose winning order was refunded in full. False when another order won it, or it was flagged before. */
export async function markRefunded(ctx: Ctx, input: { demandId: string; orderId: string }): Promise<boolean> {
  requireSystem(ctx);
  return withTx(ctx, async (tx) => {
    const won = and(eq(demand.id, input.demandId), eq(demand.status, "won"), eq(demand.wonOrderId, input.orderId), isNull(demand.refundedAt));
    const [row] = await tx.update(demand).set({ refundedAt: businessNow() }).where(won).returning();
    if (!row) return false;
    await note(tx, ctx, row.id, { act: "refund", detail: { orderId: input.orderId } });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.refund", parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number, orderId: input.orderId } });
    for (const orgId of [row.sellerOrgId, row.submitterOrgId]) await tell(tx, orgId, row, "refund", { roles: salesRoles });
    return true;
  });
}
