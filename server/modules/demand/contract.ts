import { z } from "zod";
import { parseBusinessDay } from "@/lib/dates";
import { basisPointsField, FIELD_ERRORS, optionalText, positiveFenField, trimmedText, uuidField } from "@/lib/fields";
import { type CloseRequest, deliveryModes, type DemandChecks, demandTypes, lostReasons, rejectReasons, type DemandVerb } from "@/lib/states/demand";
import type { DemandSummary } from "./contract-list";

/** The version of the demand-management rules a seller agrees to; their text is in the messages under `demand.rules`. */
export const demandRulesVersion = "2026-1";

const typed = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value);
const emptyAsNone = (value: unknown) => (value === "" || value === null ? undefined : value);
const day = z.string().refine((text) => parseBusinessDay(text) !== null, { error: FIELD_ERRORS.invalid });
/** An amount in fen as text, or nothing. */
const optionalFen = z.preprocess(emptyAsNone, positiveFenField.transform((fen) => fen.toString()).optional());
const optionalDay = z.preprocess(emptyAsNone, day.optional());

const fields = (least: 0 | 1) =>
  z.object({
    demandId: uuidField.optional(),
    name: trimmedText(least, 80),
    deliveryMode: z.enum(deliveryModes, { error: FIELD_ERRORS.required }),
    demandType: z.enum(demandTypes, { error: FIELD_ERRORS.required }),
    budgetFen: optionalFen,
    mainAsk: trimmedText(least, 500),
    description: trimmedText(0, 4000),
    expectedSigningDate: optionalDay,
    region: optionalText(100),
    salesContact: trimmedText(least, 50),
    salesContactDetails: trimmedText(least, 100),
    customer: z.object({
      name: trimmedText(least, 100),
      account: optionalText(64),
      contactName: trimmedText(0, 50),
      contactDetails: trimmedText(0, 100),
    }),
    products: z
      .array(z.object({ productId: uuidField, expectedShareBp: basisPointsField }))
      .min(least, { error: FIELD_ERRORS.required })
      .max(20)
      .refine((lines) => new Set(lines.map((line) => line.productId)).size === lines.length, { error: FIELD_ERRORS.invalid }),
  });

/** What a draft may hold: any part may still be empty. */
export const draftInput = fields(0);
/** What a submitted demand holds. */
export const completeDemand = fields(1);
export type DraftInput = z.infer<typeof draftInput>;

export const demandId = z.object({ demandId: uuidField });
export const returnInput = demandId.extend({ note: trimmedText(1, 500) });
export const assignInput = demandId.extend({ sellerOrgId: uuidField, note: optionalText(500) });
export const duplicateInput = demandId.extend({ ofNumber: trimmedText(1, 40), note: optionalText(500) });
export const cancelInput = demandId.extend({ note: optionalText(500) });
export const acceptInput = demandId.extend({ rulesVersion: trimmedText(1, 20) });
export const rejectInput = demandId.extend({ reasonCode: z.enum(rejectReasons, { error: FIELD_ERRORS.required }), note: trimmedText(1, 500) });
const fileIds = z.array(uuidField).max(10).optional();
/** `mentions`: colleagues who are told by name. */
export const progressInput = demandId.extend({ text: trimmedText(1, 2000), nextStep: optionalText(255), nextStepOn: optionalDay, fileIds, mentions: z.array(uuidField).max(10).optional() });
const solutionLines = z.array(z.object({ productSpecId: uuidField, quantity: z.preprocess(typed, z.int({ error: FIELD_ERRORS.required }).min(1, { error: FIELD_ERRORS.required }).max(100_000, { error: FIELD_ERRORS.invalid })) })).max(50);
/** `shown`: what one began from; what somebody else saved meanwhile is then not overwritten. */
export const solutionInput = demandId.extend({ customerAccount: optionalText(64), lines: solutionLines, shown: z.object({ customerAccount: z.string().nullable(), lines: solutionLines }).optional() });
export const closeLostInput = demandId.extend({ reasonCode: z.enum(lostReasons, { error: FIELD_ERRORS.required }), note: trimmedText(1, 500) });
export const closeWonInput = demandId.extend({ evidence: trimmedText(1, 200), note: optionalText(500), fileIds });
export const askInput = demandId.extend({ question: trimmedText(1, 500) });
export const answerInput = demandId.extend({ answer: trimmedText(1, 1000) });
export const extendInput = demandId.extend({ note: trimmedText(1, 500) });
/** A seller's wish to close a partner's demand: won needs the order's or contract's number, lost a reason. */
export const requestCloseInput = demandId
  .extend({ outcome: z.enum(["won", "lost"]), reasonCode: z.enum(lostReasons).optional(), note: trimmedText(1, 500), evidence: optionalText(200), fileIds })
  .superRefine((input, context) => {
    if (input.outcome === "won" && !input.evidence) context.addIssue({ code: "custom", path: ["evidence"], message: FIELD_ERRORS.required });
    if (input.outcome === "lost" && !input.reasonCode) context.addIssue({ code: "custom", path: ["reasonCode"], message: FIELD_ERRORS.required });
  });
export const refuseCloseInput = demandId.extend({ note: trimmedText(1, 500) });
export const handOverInput = z.object({ demandIds: z.array(uuidField).min(1, { error: FIELD_ERRORS.required }).max(200), personId: uuidField, note: optionalText(500) });
export const reopenInput = demandId.extend({ note: trimmedText(1, 500) });
export type ReturnInput = z.infer<typeof returnInput>;
export type AssignInput = z.infer<typeof assignInput>;
export type DuplicateInput = z.infer<typeof duplicateInput>;
export type CancelInput = z.infer<typeof cancelInput>;
export type AcceptInput = z.infer<typeof acceptInput>;
export type RejectInput = z.infer<typeof rejectInput>;
export type ProgressInput = z.infer<typeof progressInput>;
export type SolutionInput = z.infer<typeof solutionInput>;
export type CloseLostInput = z.infer<typeof closeLostInput>;
export type CloseWonInput = z.infer<typeof closeWonInput>;
export type ReopenInput = z.infer<typeof reopenInput>;
export type AskInput = z.infer<typeof askInput>;
export type AnswerInput = z.infer<typeof answerInput>;
export type ExtendInput = z.infer<typeof extendInput>;
export type RequestCloseInput = z.infer<typeof requestCloseInput>;
export type RefuseCloseInput = z.infer<typeof refuseCloseInput>;
export type HandOverInput = z.infer<typeof handOverInput>;
/** What became of each demand of a bulk act: `error` is the key of the refusal, null when done. */
export type PerDemand = { demandId: string; error: string | null }[];
export type RevealedContact = { contactName: string; contactDetails: string };

export type InterestLine = { productId: string; productName: string; sellerName: string; sellerOrgId: string; expectedShareBp: number | null; maxShareBp: number | null };
export type SolutionLine = { productSpecId: string; productId: string; productName: string; specName: string; quantity: number; unitPrice: string; periodType: string };
/** Released by stage: the submitter's and the operator's from the start, the seller's from acceptance. */
export type DemandCustomer = {
  name: string;
  account: string | null;
  /** Shown in part while `masked`: only the submitter, and who had them revealed, read them whole. */
  contactName: string;
  contactDetails: string;
  masked: boolean;
  /** A seller completed the account, which the present one may correct. */
  accountBySeller: boolean;
  releasedAt: string | null;
};
export type DemandEvent = {
  id: string;
  act: string;
  at: string;
  actorName: string;
  actorOrgName: string | null;
  note: string;
  detail: Record<string, string>;
  nextStep: string | null;
  nextStepOn: string | null;
  files: { fileId: string; name: string }[];
};
type ByThemselves = "abandon" | "arrive" | "lapse" | "lock" | "reoffer" | "resume" | "stall" | "unlock" | "win";
type BesideTheLifecycle = "progress" | "edit_solution" | "make_offer" | "comment" | "ask" | "answer" | "extend" | "request_close" | "confirm_close" | "refuse_close" | "hand_over" | "reveal_contact";
export type DemandAct = Exclude<DemandVerb, ByThemselves> | BesideTheLifecycle;
/** What the actor may do now: null = yes, else the key of the reason under `demand.blocked`. */
export type DemandActs = Record<DemandAct, string | null>;
export type Colleague = { personId: string; name: string };
export type DemandLink = { id: string; number: string };
/** Whether the seller reads what is said to everybody on the deal. */
export type SellerReads = "now" | "once_accepted" | "not";

export type DemandDetail = DemandSummary & {
  demandType: (typeof demandTypes)[number];
  mainAsk: string;
  description: string;
  salesContact: string;
  salesContactDetails: string;
  submitterPerson: string;
  submitterOrgId: string;
  sellerOrgId: string | null;
  reasonCode: string | null;
  reasonNote: string | null;
  assignedAt: string | null;
  acceptedAt: string | null;
  closedAt: string | null;
  rulesVersion: string | null;
  sellerPersonId: string | null;
  sellerPersonName: string;
  region: string;
  /** The clock stands from `pausedAt`, at the latest until `pausedUntil`, for `question` to be answered. */
  pausedAt: string | null;
  pausedUntil: string | null;
  question: string | null;
  extendedAt: string | null;
  closeRequest: CloseRequest | null;
  closeRequestDueAt: string | null;
  checks: DemandChecks;
  checkedAt: string | null;
  checkedByName: string;
  firstProgressAt: string | null;
  offeredAt: string | null;
  /** Fen as text; null for a demand not won by an order. */
  wonFen: string | null;
  refundedAt: string | null;
  mergedInto: DemandLink | null;
  merged: DemandLink[];
  customer: DemandCustomer | null;
  /** Colleagues who may take the demand over. */
  colleagues: Colleague[];
  /** Colleagues who see it and can be named with an @. */
  mentionable: Colleague[];
  interests: InterestLine[];
  solution: SolutionLine[];
  events: DemandEvent[];
  sellerReads: SellerReads;
  acts: DemandActs;
  now: string;
};

export type InterestProduct = { id: string; code: string; name: string; sellerName: string; deliveryMode: string; maxShareBp: number };
export type SpecChoice = { id: string; productId: string; productName: string; name: string; skuCode: string; unitPrice: string; periodType: string };
export type SellerChoice = { orgId: string; name: string; productNames: string[]; openDemand: number };
/** `acceptBy`: until when a seller would have to accept if the demand were assigned now. */
export type DispatchDesk = { sellers: SellerChoice[]; acceptBy: string };
