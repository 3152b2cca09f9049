import { and, eq, isNotNull, sql } from "drizzle-orm";
import { notification } from "@/db/schema";
import type { Tx } from "@/server/kernel/database";
import { businessNow } from "@/server/kernel/tx";

export type DoneAction = { readonly noun: string; readonly nounId: string; readonly action?: string };

/**
 * What was asked for is done: entries of this noun stop asking, for every company in sight of the transaction.
 * A company's own acts on the noun clear its entries by themselves (trigger on the audit log).
 */
export async function actionDone(tx: Tx, { noun, nounId, action }: DoneAction): Promise<void> {
  const asked = action ? eq(notification.actionNeeded, action) : isNotNull(notification.actionNeeded);
  await tx
    .update(notification)
    .set({ actionNeeded: null, readAt: sql`coalesce(${notification.readAt}, ${businessNow().toISOString()}::timestamptz)` })
    .where(and(eq(notification.noun, noun), eq(notification.nounId, nounId), asked));
}
