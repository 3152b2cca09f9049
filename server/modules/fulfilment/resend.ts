import { eq } from "drizzle-orm";
import { interfaceMessage } from "@/db/schema";
import { messageLifecycle } from "@/lib/states/order";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { noteOrder } from "@/server/modules/order";
import { enqueueCall, retryPlan } from "./internal";

/** Begins a failed call anew, at once and with all its attempts; the seller's own, or any for an operator. */
export async function restartMessage(ctx: Ctx, messageId: string): Promise<{ id: string; status: string }> {
  authorize(ctx, "fulfilment:restart");
  return withTx(ctx, async (tx) => {
    const { attempts: maxAttempts } = await retryPlan(tx, businessNow());
    const row = await transition(tx, {
      table: interfaceMessage,
      lifecycle: messageLifecycle,
      verb: "restart",
      id: messageId,
      set: { attempts: 0, polls: 0, maxAttempts, nextAttemptAt: businessNow(), errorCode: null, errorDetail: null },
      where: ctx.platform ? undefined : eq(interfaceMessage.orgId, ctx.org.id),
    });
    await enqueueCall(tx, row);
    await noteOrder(tx, { orderId: row.orderId, act: "interface_restarted", at: businessNow(), detail: { by: ctx.actor.name } });
    audit(ctx, { noun: "interface_message", nounId: row.id, act: "fulfilment.restart", parties: [row.orgId] });
    return { id: row.id, status: row.status };
  });
}
