import { z } from "zod";
import { stateNames } from "@/lib/states/lifecycle";
import { messageLifecycle, type MessageState } from "@/lib/states/order";
import { isSafeText } from "@/lib/text";

/** Why a call failed; each has its sentence in messages `fulfilment.failure.<code>`. */
export const failureCodes = [
  "TIMEOUT",
  "UNREACHABLE",
  "ADDRESS_REFUSED",
  "TOO_LARGE",
  "HTTP_STATUS",
  "NOT_JSON",
  "SIGNATURE_ABSENT",
  "SIGNATURE_MALFORMED",
  "SIGNATURE_WRONG",
  "RESULT_CODE",
  "INSTANCE_MISSING",
  "UNREADABLE",
  "STILL_WORKING",
  "INTERRUPTED",
  "ORDER_CLOSED",
] as const;
export type FailureCode = (typeof failureCodes)[number];

export const messageListInput = z.object({
  status: z.enum(stateNames(messageLifecycle) as [MessageState, ...MessageState[]]).optional(),
  cursor: z.string().max(500).optional(),
});
export type MessageListInput = z.input<typeof messageListInput>;
export const messageInput = z.object({ messageId: z.uuid() });

/** A production interface as its company enters it. */
export const interfaceInput = z.object({
  url: z
    .string()
    .trim()
    .min(1, "errors.field.required")
    .max(500, "errors.field.tooLong")
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), "errors.field.format"),
  accessKey: z.string().trim().min(8, "errors.field.tooShort").max(200, "errors.field.tooLong").refine(isSafeText, "errors.field.unsafe"),
});
export type InterfaceInput = z.infer<typeof interfaceInput>;

export type InterfaceSummary = { readonly id: string; readonly name: string; readonly url: string; readonly createdAt: string };
export type ApiKeySummary = { readonly id: string; readonly accessKey: string; readonly createdAt: string; readonly revokedAt: string | null };

export type MessageSummary = {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly lineNumber: string;
  readonly product: string;
  readonly productEn: string;
  readonly activity: string;
  readonly status: MessageState;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly nextAttemptAt: string | null;
  readonly succeededAt: string | null;
  readonly errorCode: FailureCode | null;
  readonly errorDetail: string | null;
  readonly createdAt: string;
};
export type MessageDetail = MessageSummary & {
  /** What was sent last, as text. */
  readonly request: string | null;
  /** What came back last: status line, signature header, body; passwords blotted out. */
  readonly answer: string | null;
};
