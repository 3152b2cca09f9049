import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { type EventOutcome, supervisionChanged } from "@/server/modules/order";
import { supervisionCompleted, supervisionUpdated } from "./events";

export type SupervisionEvent = { readonly type: string; readonly at: Date; readonly data: unknown };

const schemas = { "supervision.updated": supervisionUpdated, "supervision.completed": supervisionCompleted } as const;

/** True for the events that `applySupervisionEvent` knows. */
export function isSupervisionEvent(type: string): type is keyof typeof schemas {
  return Object.hasOwn(schemas, type);
}

/**
 * Applies what the marketplace reports of delivery and acceptance. A line not known yet parks the event
 * (`line:<number>`); news older than what is known, and any news of an accepted line, changes nothing.
 */
export async function applySupervisionEvent(ctx: Ctx, event: SupervisionEvent): Promise<EventOutcome> {
  requireSystem(ctx);
  if (!isSupervisionEvent(event.type)) return { outcome: "parked", reason: "not_yet_handled", waitsFor: `type:${event.type}` };
  const parsed = schemas[event.type].safeParse(event.data);
  if (!parsed.success) return { outcome: "conflict", reason: "unreadable_data" };
  return supervisionChanged(ctx, { ...parsed.data, at: parsed.data.at ?? event.at });
}
