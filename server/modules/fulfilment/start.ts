import { interfaceMessage } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { announce } from "@/server/kernel/outbox";
import { businessNow, withTx } from "@/server/kernel/tx";
import { linesToProvision, noteOrder, type ProvisionLine } from "@/server/modules/order";
import { enqueueCall, interfaceOf, retryPlan } from "./internal";

/** Owes the seller's program one `newInstance` per paid line; lines that have theirs, or need none, are left alone. */
export async function startProvisioning(ctx: Ctx, orderLineIds: readonly string[]): Promise<void> {
  requireSystem(ctx);
  if (orderLineIds.length === 0) return;
  await withTx(ctx, async (tx) => {
    const lines = await linesToProvision(tx, orderLineIds);
    for (const line of lines.filter(isOwed)) await start(tx, ctx, line);
  });
}

const isOwed = (line: ProvisionLine) => line.hasInterface && !line.provisioned && ["paid", "completed"].includes(line.orderStatus);

async function start(tx: Tx, ctx: Ctx, line: ProvisionLine): Promise<void> {
  const target = await interfaceOf(tx, line.sellerOrgId);
  if (!target) return reportMissing(tx, line);
  const { attempts } = await retryPlan(tx, businessNow());
  const [message] = await tx
    .insert(interfaceMessage)
    .values({ orgId: line.sellerOrgId, interfaceId: target.id, orderId: line.orderId, orderLineId: line.id, activity: "newInstance", status: "pending", maxAttempts: attempts, nextAttemptAt: businessNow() })
    .onConflictDoNothing({ target: [interfaceMessage.orderLineId, interfaceMessage.activity] })
    .returning();
  if (!message) return;
  await enqueueCall(tx, message);
  await noteOrder(tx, { orderId: line.orderId, act: "interface_started", at: businessNow(), detail: { line: line.number } });
  audit(ctx, { noun: "interface_message", nounId: message.id, act: "fulfilment.start", parties: [line.sellerOrgId], detail: { order: line.orderNumber, line: line.number } });
}

async function reportMissing(tx: Tx, line: ProvisionLine): Promise<void> {
  await noteOrder(tx, { orderId: line.orderId, act: "interface_missing", at: businessNow(), detail: { line: line.number } });
  await announce(tx, {
    orgId: line.sellerOrgId,
    roles: ["owner", "delivery"],
    kind: "fulfilment.interface_missing",
    values: { number: line.orderNumber },
    path: "interface",
    noun: "order",
    nounId: line.orderId,
    channels: ["mail"],
  });
}
