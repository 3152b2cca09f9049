import { eq } from "drizzle-orm";
import { demand, order } from "@/db/schema";
import { demandLifecycle, type DemandState } from "@/lib/states/demand";
import { allows } from "@/lib/states/lifecycle";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { note, salesRoles, tell } from "./events";
import { noCloseRequest, notPaused } from "./internal";

/** The demand is won by a paid order that used its offer. False when it was won or closed before: nothing is changed then. */
export async function winDemand(ctx: Ctx, input: { demandId: string; orderId: string }): Promise<boolean> {
  requireSystem(ctx);
  return withTx(ctx, async (tx) => {
    const [before] = await tx.select().from(demand).where(eq(demand.id, input.demandId)).for("update");
    if (!before || !allows(demandLifecycle, "win", before.status as DemandState)) return false;
    const [paid] = await tx.select({ amountFen: order.amountFen }).from(order).where(eq(order.id, input.orderId));
    const set = { wonOrderId: input.orderId, wonFen: paid?.amountFen ?? null, closedAt: businessNow(), dueAt: null, nextStepOn: null, ...notPaused, ...noCloseRequest };
    const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "win", id: before.id, set });
    await note(tx, ctx, row.id, { act: "win", detail: { orderId: input.orderId } });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.win", parties: [row.submitterOrgId, row.sellerOrgId], detail: { number: row.number, orderId: input.orderId } });
    await tell(tx, row.sellerOrgId, row, "win", { roles: salesRoles });
    await tell(tx, row.submitterOrgId, row, "win", { roles: salesRoles });
    return true;
  });
}
