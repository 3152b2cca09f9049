import { and, eq, inArray } from "drizzle-orm";
import { inboundEvent } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { enqueue } from "@/server/kernel/outbox";
import { withTx } from "@/server/kernel/tx";

/** Tries a parked or conflicting event once more; 409 when it is neither. */
export async function retryEvent(ctx: Ctx, { eventId }: { eventId: string }): Promise<{ eventId: string }> {
  authorize(ctx, "system:operate");
  return withTx(ctx, async (tx) => {
    const [row] = await tx
      .update(inboundEvent)
      .set({ state: "received", parkedReason: null, waitsFor: null })
      .where(and(eq(inboundEvent.id, eventId), inArray(inboundEvent.state, ["parked", "conflict"])))
      .returning({ id: inboundEvent.id, type: inboundEvent.type });
    if (!row) throw conflict("system.errors.eventNotWaiting");
    await enqueue(tx, "apply_event", { eventId });
    audit(ctx, { noun: "system", nounId: eventId, act: "system.retry_event", detail: { type: row.type } });
    return { eventId };
  });
}
