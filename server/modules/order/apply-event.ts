import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { cancelOrder } from "./cancel";
import { createOrder } from "./create";
import { isOrderEvent, orderEventData, type OrderEventType } from "./events";
import { confirmCredit, payOrder, repayOrder } from "./pay";
import { provisionByEvent } from "./provision";
import { refundOrder } from "./refund";
import { conflicted, type EventOutcome, parked } from "./rules";

export type OrderEvent = { readonly type: string; readonly at: Date; readonly data: unknown };

type Handler<T extends OrderEventType> = (ctx: Ctx, data: ReturnType<(typeof orderEventData)[T]["parse"]>, at: Date) => Promise<EventOutcome>;
const handlers: { readonly [T in OrderEventType]: Handler<T> } = {
  "order.created": (ctx, data) => createOrder(ctx, data),
  "order.paid": (ctx, data, at) => payOrder(ctx, { ...data, at: data.at ?? at }),
  "order.credit_confirmed": (ctx, data, at) => confirmCredit(ctx, { number: data.number, at: data.at ?? at }),
  "order.repaid": (ctx, data, at) => repayOrder(ctx, { number: data.number, at: data.at ?? at }),
  "order.provisioned": (ctx, data, at) => provisionByEvent(ctx, data, data.at ?? at),
  "order.cancelled": (ctx, data, at) => cancelOrder(ctx, { number: data.number, at: data.at ?? at }),
  "order.refunded": (ctx, data, at) => refundOrder(ctx, data, data.at ?? at),
};

/**
 * Applies one signed event of the marketplace. Safe to repeat, in parallel and out of order: what must wait is parked
 * with what it waits for, what contradicts the books is a conflict. `at` is the event's own instant.
 */
export function applyOrderEvent(ctx: Ctx, event: OrderEvent): Promise<EventOutcome> {
  requireSystem(ctx);
  if (!isOrderEvent(event.type)) return Promise.resolve(parked("not_yet_handled", `type:${event.type}`));
  return apply(ctx, event.type, event);
}

async function apply<T extends OrderEventType>(ctx: Ctx, type: T, event: OrderEvent): Promise<EventOutcome> {
  const parsed = orderEventData[type].safeParse(event.data);
  if (!parsed.success) return conflicted("unreadable_data");
  return handlers[type](ctx, parsed.data as Parameters<Handler<T>>[1], event.at);
}
