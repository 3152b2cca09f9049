import { z } from "zod";
import { parseBusinessDay } from "@/lib/dates";
import { cursorField, FIELD_ERRORS, optionalText, uuidField } from "@/lib/fields";
import { stateNames } from "@/lib/states/lifecycle";
import { discountKinds, offerLifecycle, type OfferState } from "@/lib/states/offer";

/** Which side made an offer. */
export const makerSides = ["seller", "partner"] as const;
/** Validity that ends within so many days. */
export const endingDays = 7;

const state = z.enum(stateNames(offerLifecycle) as [OfferState]);
const day = z.string().refine((text) => parseBusinessDay(text) !== null, { error: FIELD_ERRORS.invalid });

/** What a list of offers is narrowed to. `from` and `to` are business days of creation, both within; `person` is "me" or a colleague. */
export const offerFilter = z.object({
  status: z.union([state, z.array(state).max(20)]).optional(),
  /** Everything not at its end yet; a chosen state wins. */
  live: z.boolean().optional(),
  /** What waits for the desk, the most urgent first. */
  desk: z.boolean().optional(),
  made: z.enum(makerSides).optional(),
  kind: z.enum(discountKinds).optional(),
  productId: uuidField.optional(),
  partnerId: uuidField.optional(),
  sellerId: uuidField.optional(),
  person: z.union([z.literal("me"), uuidField]).optional(),
  /** In force or to be, and over within a week; the soonest first. */
  ending: z.boolean().optional(),
  from: day.optional(),
  to: day.optional(),
  /** Words within the buyer's account or name, as far as the reader is shown them. */
  buyer: optionalText(100),
  /** Words within number or name. */
  q: optionalText(100),
  /** Only these, as far as they are found. */
  ids: z.array(uuidField).max(100).optional(),
});
export type OfferFilter = z.input<typeof offerFilter>;
export const listInput = offerFilter.extend({ cursor: cursorField.optional() });
export type ListInput = z.input<typeof listInput>;

/** A row of a list. Instants are ISO texts, money fen as text. */
export type OfferSummary = {
  id: string;
  number: string;
  revision: number;
  name: string;
  makerName: string;
  /** Whether the reader's company made it. */
  ours: boolean;
  partnerName: string | null;
  demandId: string | null;
  demandNumber: string | null;
  buyerAccount: string;
  buyerName: string;
  /** The buyer is not for the reader any more: account and name are empty. */
  buyerHidden: boolean;
  discountKind: (typeof discountKinds)[number];
  status: OfferState;
  startsAt: string;
  endsAt: string;
  totalListFen: string;
  totalFen: string;
  /** The lowest rate payable of its lines, basis points. */
  deepestBp: number | null;
  /** Until when the desk is to decide. */
  dueAt: string | null;
  openedCount: number;
  /** Buyer's questions without an answer. */
  openQuestions: number;
  createdByName: string;
  /** Who follows it up: whoever it was handed over to, else its maker. */
  personName: string;
  submittedAt: string | null;
  createdAt: string;
  productNames: string[];
};
export type OfferList = { rows: OfferSummary[]; next: string | null; now: string };

/** How many offers stand in each state under the filters (the state's own filter aside), former versions included. */
export type OfferCounts = {
  /** Empty when the filters find so many that they are not told apart. */
  byState: Partial<Record<OfferState, number>>;
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

export type OfferPick = { offerId: string; number: string; name: string; ours: boolean };
