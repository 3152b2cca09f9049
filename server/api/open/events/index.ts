import { z } from "zod";
import { afterSaleEvents, customerEvents } from "./after-sale";
import { instant } from "./fields";
import { orderEvents } from "./order";

/** Every event there is, with the shape of its data. Types whose rooms come later are taken in and parked. */
export const eventSchemas = { ...orderEvents, ...afterSaleEvents, ...customerEvents } as const;
export type EventType = keyof typeof eventSchemas;
export const eventTypes = Object.keys(eventSchemas) as readonly EventType[];

export function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventSchemas, type);
}

/** What every event's body is; `timestamp` is when it happened. */
export const envelope = z.object({
  type: z.string().min(1).max(60),
  timestamp: instant("When it happened"),
  data: z.record(z.string(), z.unknown()),
});
export type Envelope = z.output<typeof envelope>;
