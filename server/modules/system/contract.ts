import { z } from "zod";

export const jobInput = z.object({ jobId: z.string().regex(/^\d{1,18}$/) });
export const eventStates = ["received", "applied", "parked", "conflict"] as const;
export type InboundState = (typeof eventStates)[number];
export const eventListInput = z.object({
  state: z.enum(eventStates).optional(),
  type: z.string().max(60).optional(),
  /** A webhook id in full. */
  webhookId: z.string().max(200).optional(),
  cursor: z.string().max(500).optional(),
});
export type EventListInput = z.input<typeof eventListInput>;
export const eventInput = z.object({ eventId: z.uuid() });
export const messageListInput = z.object({ channel: z.enum(["mail", "sms"]).optional(), cursor: z.string().max(500).optional() });
export type MessageListInput = z.input<typeof messageListInput>;
/** How far the business clock moves forward. */
export const clockInput = z.object({ days: z.number().int().min(0).max(366), hours: z.number().int().min(0).max(23) }).refine(({ days, hours }) => days + hours > 0, { error: "errors.field.required", path: ["hours"] });

export type QueueJob = {
  readonly id: string;
  readonly task: string;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly runAt: string;
  readonly running: boolean;
  readonly lastError: string | null;
  readonly createdAt: string;
};
export type QueueHealth = { readonly lagSeconds: number; readonly waiting: number; readonly failed: number };

export type InboundLine = {
  readonly id: string;
  readonly webhookId: string;
  readonly type: string;
  readonly state: InboundState;
  readonly parkedReason: string | null;
  readonly waitsFor: string | null;
  readonly occurredAt: string;
  readonly receivedAt: string;
  readonly appliedAt: string | null;
};
export type InboundDetail = InboundLine & { readonly data: unknown };
export type RejectedCall = { readonly id: string; readonly reason: string; readonly metadata: string; readonly receivedAt: string };

export type KeptMessage = {
  readonly id: string;
  readonly channel: "mail" | "sms";
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly state: "kept" | "sent" | "failed";
  readonly error: string | null;
  readonly createdAt: string;
};
/** Business time and how many seconds it runs ahead of real time. */
export type ClockReading = { readonly now: string; readonly aheadSeconds: number };
