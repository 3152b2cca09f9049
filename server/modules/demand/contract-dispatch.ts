import { z } from "zod";
import { cursorField, FIELD_ERRORS, optionalText, trimmedText, uuidField } from "@/lib/fields";
import { candidateStates, checkAnswers, checkQuestions, type DemandChecks, type DemandState, demandSources, type MatchReason } from "@/lib/states/demand";

const distinct = (ids: readonly string[]) => new Set(ids).size === ids.length;

/** A demand as it is being written, to be compared with what there is. `demandId` is the draft itself. */
export const nearInput = z.object({
  name: trimmedText(0, 80),
  mainAsk: trimmedText(0, 500),
  customerName: trimmedText(0, 100),
  customerAccount: optionalText(64),
  demandId: uuidField.optional(),
});
export type NearInput = z.infer<typeof nearInput>;

/** The state a demand was in when its page was opened; acting on another one is refused with the difference. */
const seen = z.object({ demandId: uuidField, version: z.int().min(1), at: z.iso.datetime({ offset: true }) });
export type Seen = z.infer<typeof seen>;

export const checkInput = z.object({
  demandId: uuidField,
  answers: z.partialRecord(z.enum(checkQuestions), z.enum(checkAnswers)),
  note: optionalText(500),
  seen: seen.optional(),
});
export type CheckInput = z.infer<typeof checkInput>;

/** Several demands to the same sellers, who are asked in this order. */
export const assignManyInput = z.object({
  demandIds: z.array(uuidField).min(1, { error: FIELD_ERRORS.required }).max(100).refine(distinct, { error: FIELD_ERRORS.invalid }),
  sellerOrgIds: z.array(uuidField).min(1, { error: FIELD_ERRORS.required }).max(10).refine(distinct, { error: FIELD_ERRORS.invalid }),
  note: optionalText(500),
  seen: z.array(seen).max(100).optional(),
});
export type AssignManyInput = z.infer<typeof assignManyInput>;
/** What became of each demand, in the order asked: assigned, or the sentence of what kept it. */
export type AssignAnswer = { demandId: string; number: string | null; assigned: boolean; unchecked: boolean; trouble: { what: string; why: string; todo: string; key: string } | null };

/** What speaks against assigning, asked before the question is put. */
export const cautionsInput = z.object({ demandIds: z.array(uuidField).min(1, { error: FIELD_ERRORS.required }).max(100).refine(distinct, { error: FIELD_ERRORS.invalid }) });
export type CautionsInput = z.infer<typeof cautionsInput>;
/** A demand about to be assigned: whether a question of the checklist is unanswered or answered with no, and the number of the demand it seems to repeat. */
export type AssignCaution = { id: string; number: string; name: string; unchecked: boolean; refuted: boolean; near: string | null };

export const queueKinds = ["submitted", "handed_back", "stale"] as const;
export type QueueKind = (typeof queueKinds)[number];
export const dispatchQueueInput = z.object({ kind: z.enum(queueKinds).optional(), cursor: cursorField.optional() });
export type DispatchQueueInput = z.infer<typeof dispatchQueueInput>;

export type QueueRow = {
  id: string;
  number: string;
  name: string;
  status: DemandState;
  source: (typeof demandSources)[number];
  submitterName: string;
  sellerName: string | null;
  budgetFen: string | null;
  dueAt: string | null;
  /** Since when it waits in its present state. */
  since: string;
  /** When the dispatchers were asked about demand that lay still for too long. */
  escalatedAt: string | null;
  version: number;
  checks: DemandChecks;
  /** The number of a demand that seems to say the same of the same customer. */
  near: string | null;
};
export type DispatchQueue = { rows: QueueRow[]; next: string | null; counts: Record<QueueKind, number>; now: string };

/** A demand that seems to say the same; `same` tells by what the customer was recognised. */
export type NearDemand = { id: string; number: string; name: string; status: DemandState; same: "account" | "name" | "similar"; likeness: number; submitterName: string; sellerName: string | null; createdAt: string };
/** A demand merged into another one, with what happened to it: the operators' to read. */
export type MergedHistory = { id: string; number: string; name: string; submitterName: string; events: { id: string; act: string; at: string; actorName: string; note: string; detail: Record<string, string> }[] };
export type DemandDuplicates = { near: NearDemand[]; merged: MergedHistory[] };

export type RankedProduct = { productId: string; productName: string; sellerOrgId: string; sellerName: string; score: number; reasons: MatchReason[]; openDemand: number };
export type Candidate = { sellerOrgId: string; sellerName: string; position: number; state: (typeof candidateStates)[number]; assignedAt: string | null; endedAt: string | null };
/** A choice made: where the chosen sellers stood in the ranking of that time (null = not among it), and what became of it. */
export type PastChoice = { id: string; at: string; byName: string; ranking: { sellerName: string; productName: string; score: number; reasons: MatchReason[] }[]; chosen: { sellerName: string; place: number | null; outcome: (typeof candidateStates)[number] | null }[] };
/** `version` is the demand's at the moment of reading, to act on nothing newer. */
export type DemandMatches = { version: number; ranking: RankedProduct[]; candidates: Candidate[]; choices: PastChoice[] };
/** How the ranking did against the dispatchers' choices since `since`. */
export type MatchRecord = { since: string; choices: number; first: number; amongThree: number; firstWon: number; otherWon: number };

/** Verification as it stands. */
export type CheckState = { answers: DemandChecks; at: string | null; byName: string };
