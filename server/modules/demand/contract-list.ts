import { z } from "zod";
import { parseBusinessDay } from "@/lib/dates";
import { cursorField, FIELD_ERRORS, optionalText, uuidField } from "@/lib/fields";
import { type deliveryModes, type DemandState, demandLifecycle, demandSources, lostReasons, rejectReasons } from "@/lib/states/demand";
import { stateNames } from "@/lib/states/lifecycle";

export const dueFilters = ["waiting", "soon", "overdue", "step"] as const;
/** How far demand came, as conversion tracking counts it. */
export const demandStages = ["submitted", "assigned", "accepted", "offered", "won", "lost", "lapsed", "rejected"] as const;
/** By which day a period takes demand in: of its submission, or of its end. */
export const cohorts = ["submitted", "closed"] as const;

const endReasons = [...new Set([...rejectReasons, ...lostReasons])];

const state = z.enum(stateNames(demandLifecycle) as [DemandState]);
const day = z.string().refine((text) => parseBusinessDay(text) !== null, { error: FIELD_ERRORS.invalid });

/** What a list of demand is narrowed to. `from` and `to` are business days, both within; `person` is "me" or a colleague. */
export const demandFilter = z.object({
  status: z.union([state, z.array(state).max(20)]).optional(),
  source: z.enum(demandSources).optional(),
  productId: uuidField.optional(),
  partnerId: uuidField.optional(),
  sellerId: uuidField.optional(),
  person: z.union([z.literal("me"), uuidField]).optional(),
  due: z.enum(dueFilters).optional(),
  region: optionalText(40),
  batchId: uuidField.optional(),
  stage: z.enum(demandStages).optional(),
  cohort: z.enum(cohorts).optional(),
  reason: z.enum(endReasons).optional(),
  from: day.optional(),
  to: day.optional(),
  q: optionalText(100),
  /** Only these, as far as they are found. */
  ids: z.array(uuidField).max(100).optional(),
});
export type DemandFilter = z.input<typeof demandFilter>;
export const listInput = demandFilter.extend({ cursor: cursorField.optional() });
export type ListInput = z.input<typeof listInput>;

/** A row of a list. Instants are ISO texts, days YYYY-MM-DD, money fen as text. Nothing of the customer. */
export type DemandSummary = {
  id: string;
  number: string;
  name: string;
  source: (typeof demandSources)[number];
  submitterName: string;
  sellerName: string | null;
  sellerPersonName: string;
  productNames: string[];
  deliveryMode: (typeof deliveryModes)[number];
  region: string;
  budgetFen: string | null;
  /** What a won demand counts for: its orders, offline the budget. */
  wonFen: string | null;
  expectedSigningDate: string | null;
  status: DemandState;
  submittedAt: string | null;
  dueAt: string | null;
  nextStepOn: string | null;
  lastProgressAt: string | null;
  /** When its seller was reminded of the silence that still lasts. */
  nudgedAt: string | null;
  createdAt: string;
};
export type DemandList = { rows: DemandSummary[]; next: string | null; now: string };

/** How many demands stand in each state under the filters (the state's own filter aside). */
export type DemandCounts = {
  /** Empty when the filters find so many that they are not told apart. */
  byState: Partial<Record<DemandState, number>>;
  /** Rows of the list itself; at least so many when `capped`. */
  total: number;
  capped: boolean;
};
/** States counted to this many each; a larger number is shown as "10,000+". */
export const countCap = 10_000;
/** Under filters, rows are counted to this many together. */
export const filteredCap = 2_000;
/** What one bulk act takes at most. */
export const bulkCap = 1_000;

export type DemandPick = { demandId: string; number: string; name: string };
/** One column of the board: its newest cards, and where the rest is. */
export type BoardColumn = { state: DemandState; cards: DemandSummary[]; more: boolean };
