import { and, eq, inArray, sql } from "drizzle-orm";
import { inboundEvent } from "@/db/schema";
import { type Ctx, marketplaceCtx, systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { enqueue, type Tasks } from "@/server/kernel/outbox";
import { withTx } from "@/server/kernel/tx";
import { applyCustomerEvent, isCustomerEvent } from "@/server/modules/customer";
import { applyDemandEvent, isDemandEvent } from "@/server/modules/demand";
import { startProvisioning } from "@/server/modules/fulfilment";
import { applyOrderEvent, type EventOutcome, isOrderEvent } from "@/server/modules/order";
import { applySupervisionEvent, isSupervisionEvent } from "@/server/modules/supervision";
import { inOurWords, subjectsOf } from "./wire";

type Inbound = typeof inboundEvent.$inferSelect;

function outcomeOf(ctx: Ctx, event: Inbound): Promise<EventOutcome> {
  const given = { type: event.type, at: event.occurredAt, data: inOurWords(event.type, event.data) };
  if (isOrderEvent(event.type)) return applyOrderEvent(ctx, given);
  if (isSupervisionEvent(event.type)) return applySupervisionEvent(ctx, given);
  if (isCustomerEvent(event.type)) return applyCustomerEvent(ctx, given);
  if (isDemandEvent(event.type)) return applyDemandEvent(ctx, given);
  return Promise.resolve({ outcome: "parked", reason: "room_to_come", waitsFor: `room:${event.type}` });
}

/** Two events of one order never run at once: else the one that waits could miss the one it waits for. */
async function holdSubjects(tx: Tx, event: Inbound): Promise<void> {
  for (const number of subjectsOf(event.data)) await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`event:${number}`}, 0))`);
}

/** Events that waited for what now exists get their turn. */
async function wake(tx: Tx, opens: readonly string[]): Promise<void> {
  if (opens.length === 0) return;
  const waiting = await tx
    .update(inboundEvent)
    .set({ state: "received", parkedReason: null, waitsFor: null })
    .where(and(eq(inboundEvent.state, "parked"), inArray(inboundEvent.waitsFor, [...opens])))
    .returning({ id: inboundEvent.id });
  for (const { id } of waiting) await enqueue(tx, "apply_event", { eventId: id });
}

async function settle(ctx: Ctx, tx: Tx, event: Inbound, outcome: EventOutcome): Promise<void> {
  const keep = (values: Partial<Inbound>) => tx.update(inboundEvent).set(values).where(eq(inboundEvent.id, event.id));
  if (outcome.outcome === "parked") await keep({ state: "parked", parkedReason: outcome.reason, waitsFor: outcome.waitsFor });
  else if (outcome.outcome === "conflict") await keep({ state: "conflict", parkedReason: outcome.reason, waitsFor: null });
  else {
    await tx.update(inboundEvent).set({ state: "applied", parkedReason: null, waitsFor: null, appliedAt: sql`now()` }).where(eq(inboundEvent.id, event.id));
    if (outcome.paidLines.length > 0) await startProvisioning(ctx, outcome.paidLines);
    await wake(tx, outcome.opens);
  }
}

/**
 * The job after an event was taken in: applied with all that follows from it in one transaction, or parked with what it
 * waits for, or kept as a conflict with its reason. Harmless when repeated.
 */
export async function applyEvent({ eventId }: Tasks["apply_event"]): Promise<void> {
  const ctx = marketplaceCtx("marketplace", `event-${eventId}`);
  await withTx(ctx, async (tx) => {
    const [seen] = await tx.select().from(inboundEvent).where(eq(inboundEvent.id, eventId));
    if (!seen) return;
    await holdSubjects(tx, seen);
    const [event] = await tx.select().from(inboundEvent).where(and(eq(inboundEvent.id, eventId), eq(inboundEvent.state, "received"))).for("update");
    if (event) await settle(ctx, tx, event, await outcomeOf(ctx, event));
  });
}

/** Tries again what waits for something other than an order or a room to come: a product not known when it was sold. */
export async function sweepParkedEvents(ctx: Ctx = systemCtx("events")): Promise<number> {
  return withTx(ctx, async (tx) => {
    const waiting = await tx
      .update(inboundEvent)
      .set({ state: "received" })
      .where(and(eq(inboundEvent.state, "parked"), sql`${inboundEvent.waitsFor} !~ '^(order|room|type):'`))
      .returning({ id: inboundEvent.id });
    for (const { id } of waiting) await enqueue(tx, "apply_event", { eventId: id });
    return waiting.length;
  });
}
