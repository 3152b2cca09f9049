import { z } from "zod";
import { parseBusinessDay } from "@/lib/dates";
import { basisPointsField, cursorField, FIELD_ERRORS, optionalText, positiveFenField, trimmedText, uuidField } from "@/lib/fields";
import { deliveryModes, demandSources, demandTypes, lostReasons, rejectReasons, type DemandState, type DemandVerb } from "@/lib/states/demand";
import { demandLifecycle } from "@/lib/states/demand";
import { stateNames } from "@/lib/states/lifecycle";

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
export const progressInput = demandId.extend({ text: trimmedText(1, 2000), nextStep: optionalText(255), nextStepOn: optionalDay });
export const solutionInput = demandId.extend({
  customerAccount: optionalText(64),
  lines: z.array(z.object({ productSpecId: uuidField, quantity: z.preprocess(typed, z.int({ error: FIELD_ERRORS.required }).min(1, { error: FIELD_ERRORS.required }).max(100_000, { error: FIELD_ERRORS.invalid })) })).max(50),
});
export const closeLostInput = demandId.extend({ reasonCode: z.enum(lostReasons, { error: FIELD_ERRORS.required }), note: trimmedText(1, 500) });
export const closeWonInput = demandId.extend({ evidence: trimmedText(1, 200), note: optionalText(500) });
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

export const dueFilters = ["soon", "overdue"] as const;
export const listInput = z.object({
  status: z.enum(stateNames(demandLifecycle) as [DemandState]).optional(),
  source: z.enum(demandSources).optional(),
  productId: uuidField.optional(),
  due: z.enum(dueFilters).optional(),
  q: optionalText(100),
  cursor: cursorField.optional(),
});
export type ListInput = z.infer<typeof listInput>;

/** A row of a list. Instants are ISO texts, money fen as text. Nothing of the customer. */
export type DemandSummary = {
  id: string;
  number: string;
  name: string;
  source: (typeof demandSources)[number];
  submitterName: string;
  sellerName: string | null;
  productNames: string[];
  deliveryMode: (typeof deliveryModes)[number];
  budgetFen: string | null;
  expectedSigningDate: string | null;
  status: DemandState;
  submittedAt: string | null;
  dueAt: string | null;
  lastProgressAt: string | null;
  createdAt: string;
};
export type DemandList = { rows: DemandSummary[]; next: string | null; counts: Partial<Record<DemandState, number>>; now: string };

export type InterestLine = { productId: string; productName: string; sellerName: string; sellerOrgId: string; expectedShareBp: number | null; maxShareBp: number | null };
export type SolutionLine = { productSpecId: string; productId: string; productName: string; specName: string; quantity: number; unitPrice: string; periodType: string };
/** Released by stage: the submitter's and the operator's from the start, the seller's from acceptance. */
export type DemandCustomer = { name: string; account: string | null; contactName: string; contactDetails: string; releasedAt: string | null };
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
};
/** What the actor may do now: null = yes, else the key of the reason under `demand.blocked`. */
export type DemandActs = Record<Exclude<DemandVerb, "lapse" | "stall" | "lock" | "unlock" | "win" | "resume"> | "progress" | "edit_solution" | "make_offer", string | null>;

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
  customer: DemandCustomer | null;
  interests: InterestLine[];
  solution: SolutionLine[];
  events: DemandEvent[];
  acts: DemandActs;
  now: string;
};

export type InterestProduct = { id: string; code: string; name: string; sellerName: string; deliveryMode: string; maxShareBp: number };
export type SpecChoice = { id: string; productId: string; productName: string; name: string; skuCode: string; unitPrice: string; periodType: string };
export type SellerChoice = { orgId: string; name: string; productNames: string[]; openDemand: number };
/** `acceptBy`: until when a seller would have to accept if the demand were assigned now. */
export type DispatchDesk = { sellers: SellerChoice[]; acceptBy: string };
