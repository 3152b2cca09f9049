import { and, desc, eq, gt, isNull, lte, or } from "drizzle-orm";
import { interfaceMessage, productionInterface, ruleVersion } from "@/db/schema";
import type { Tx } from "@/server/kernel/database";
import { enqueue } from "@/server/kernel/outbox";
import { type RetryPlan, retryPlanOf } from "./rules";

export type MessageRow = typeof interfaceMessage.$inferSelect;
export type InterfaceRow = typeof productionInterface.$inferSelect;

/** The production interface a company's products are delivered through. */
export async function interfaceOf(tx: Tx, orgId: string): Promise<InterfaceRow | null> {
  const [row] = await tx.select().from(productionInterface).where(and(eq(productionInterface.orgId, orgId), eq(productionInterface.name, "default")));
  return row ?? null;
}

/** How often and how far apart failed calls are repeated, by the rule in force. */
export async function retryPlan(tx: Tx, at: Date): Promise<RetryPlan> {
  const [rule] = await tx
    .select({ value: ruleVersion.value })
    .from(ruleVersion)
    .where(and(eq(ruleVersion.kind, "limit"), eq(ruleVersion.scope, "interface.retry"), lte(ruleVersion.validFrom, at), or(isNull(ruleVersion.validTo), gt(ruleVersion.validTo, at))))
    .orderBy(desc(ruleVersion.validFrom))
    .limit(1);
  return retryPlanOf(rule?.value);
}

/** Puts the next call on the interface's own queue, so that a slow seller holds up nobody else. */
export function enqueueCall(tx: Tx, message: { id: string; interfaceId: string }, runAt?: Date): Promise<void> {
  return enqueue(tx, "call_interface", { messageId: message.id }, { jobKey: `call:${message.id}`, queue: `interface:${message.interfaceId}`, runAt, maxAttempts: 5 });
}
