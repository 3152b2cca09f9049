import { z } from "zod";
import { cursorField, FIELD_ERRORS, trimmedText, uuidField } from "@/lib/fields";
import { type ApplicationState, refusalReasons } from "@/lib/states/product";
import type { Draft, HistoryLine } from "@/server/modules/product";
import type { CertificateDetail, Reuse } from "@/server/modules/qualification";

/** The published policy the checklist follows; its clauses are named in messages under `review.clause`. */
export const policyVersion = "Q-2026.2";
export const clauses = {
  content: "3.2",
  legible: "4.1",
  owner: "4.2",
  name: "4.3",
  unique: "4.4",
  by_hand: "4.5",
} as const;
export type Clause = keyof typeof clauses;
export const clauseNames = Object.keys(clauses) as [Clause, ...Clause[]];

const decision = z.object({
  applicationId: uuidField,
  /** The round the reviewer has on the screen; another one is refused with the difference. */
  round: z.int().min(1),
  checklist: z.partialRecord(z.enum(clauseNames), z.boolean()),
  /** For colleagues only, never shown to the seller. */
  internalNote: trimmedText(0, 2000),
});
export const reviewInput = z.object({ applicationId: uuidField });
export const notesInput = decision;
export const approveInput = decision;
export const refuseInput = decision.extend({
  reasons: z.array(z.enum(refusalReasons)).min(1, { error: FIELD_ERRORS.required }).max(refusalReasons.length),
  note: trimmedText(1, 1000),
});
export type ReviewInput = z.infer<typeof reviewInput>;
export type NotesInput = z.infer<typeof notesInput>;
export type ApproveInput = z.infer<typeof approveInput>;
export type RefuseInput = z.infer<typeof refuseInput>;

export const queueFilters = ["waiting", "pending", "in_review", "approved", "rejected", "withdrawn"] as const;
export type QueueFilter = (typeof queueFilters)[number];
export const queueInput = z.object({ status: z.enum(queueFilters).default("waiting"), cursor: cursorField.optional() });
export type QueueInput = z.input<typeof queueInput>;

export type QueueRow = { id: string; number: string; name: string; company: string; status: ApplicationState; round: number; submittedAt: string; dueAt: string | null; decidedAt: string | null; decidedBy: string | null; certificate: string | null };
export type Queue = { rows: QueueRow[]; next: string | null; counts: Partial<Record<QueueFilter, number>>; now: string };

/** A field that changed between two rounds. `path` is dotted, `before` and `after` as written. */
export type Difference = { path: string; before: string; after: string };

export type ReviewDetail = {
  id: string;
  number: string;
  status: ApplicationState;
  round: number;
  company: string;
  legalName: string | null;
  certified: boolean;
  submittedAt: string;
  dueAt: string | null;
  decidedAt: string | null;
  decidedBy: string | null;
  reasons: { code: string; note: string }[];
  draft: Draft;
  certificate: CertificateDetail | null;
  reuses: (Reuse & { company: string })[];
  /** How often the file was opened so far. */
  openings: number;
  /** Against the round before; empty in the first. */
  changes: Difference[];
  clauses: Clause[];
  checklist: Partial<Record<Clause, boolean>>;
  internalNote: string;
  /** A certificate that differs, is used elsewhere or could not be read needs a word why it is accepted. */
  noteOwed: boolean;
  productId: string | null;
  history: HistoryLine[];
  place: { at: number; of: number; previous: string | null; next: string | null };
  /** null = may be done now, else the reason's key under `review.blocked`. */
  acts: { open: string | null; decide: string | null };
  now: string;
};
