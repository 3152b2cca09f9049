import { z } from "zod";
import { parseBusinessDay } from "@/lib/dates";
import { FIELD_ERRORS, uuidField } from "@/lib/fields";
import { demandSources } from "@/lib/states/demand";

/** By which day a demand belongs to the span: when it was submitted, or when it ended. */
export const conversionCohorts = ["submitted", "closed"] as const;
export const conversionGroups = ["month", "source", "product", "partner", "seller"] as const;
export type ConversionCohort = (typeof conversionCohorts)[number];
export type ConversionGroup = (typeof conversionGroups)[number];

const day = z.string().refine((text) => parseBusinessDay(text) !== null, { error: FIELD_ERRORS.invalid });

/** Days are business days, both included; twelve months up to today where none are given. */
export const conversionInput = z.object({
  cohort: z.enum(conversionCohorts).default("submitted"),
  by: z.enum(conversionGroups).default("month"),
  from: day.optional(),
  to: day.optional(),
  source: z.enum(demandSources).optional(),
  productId: uuidField.optional(),
  partnerOrgId: uuidField.optional(),
  sellerOrgId: uuidField.optional(),
});
export type ConversionInput = z.input<typeof conversionInput>;

export const conversionStages = ["submitted", "assigned", "accepted", "offered", "won"] as const;
export type ConversionStage = (typeof conversionStages)[number];
/** Where demand ends without a deal. */
export const conversionEnds = ["rejected", "lapsed", "lost"] as const;
export type ConversionEnd = (typeof conversionEnds)[number];

/**
 * Figures of some demand. Amounts are fen as text: the customers' budgets, at `won` what the orders came to. Medians are
 * seconds, null where nothing got so far. `rejected` and `lapsed` count demand that ever was, whatever became of it later; with
 * one seller, what this seller refused or let lapse. `answers`: to being asked, also to what can no longer be opened since it
 * went on; demand that arrived in conversion was not asked for. `ended`: stands without a deal.
 */
export type ConversionFigures = {
  readonly count: Readonly<Record<ConversionStage | ConversionEnd, number>>;
  readonly answers: Readonly<Record<"accepted" | "refused" | "lapsed", number>>;
  readonly ended: number;
  readonly amountFen: Readonly<Record<ConversionStage | ConversionEnd, string>>;
  readonly medianSeconds: Readonly<Record<"accept" | "firstProgress" | "offer" | "order", number | null>>;
};
/** `key` is the group's id, month (YYYYMM) or source; "" for demand without one. */
export type ConversionRow = ConversionFigures & { readonly key: string; readonly label: string };
/** How demand stands that came to no deal; `code` is the reason its last keeper gave, "lapsed" where nobody answered. */
export type ConversionReason = { readonly status: "rejected" | "lapsed" | "closed_lost"; readonly code: string; readonly count: number; readonly amountFen: string };

export type Conversion = {
  readonly cohort: ConversionCohort;
  readonly by: ConversionGroup;
  readonly from: string;
  readonly to: string;
  readonly total: ConversionFigures;
  readonly groups: readonly ConversionRow[];
  readonly months: readonly ConversionRow[];
  readonly reasons: readonly ConversionReason[];
  /** What the acting seller refused or let lapse that went on to another seller: in the rates, but no longer to be opened. */
  readonly passedOn: number;
  readonly asOf: string;
};

/** Groups in which a demand may stand several times, or not as in the total, have no totals row. */
export const hasTotals = (by: ConversionGroup): boolean => by !== "product" && by !== "seller";

/** The stages of the page's table of groups, in its order. */
export const conversionColumns: readonly (ConversionStage | ConversionEnd)[] = [...conversionStages, ...conversionEnds];
export const conversionTables = ["groups", "reasons"] as const;
export type ConversionTable = (typeof conversionTables)[number];

/** Part of a whole in basis points, null when there is no whole. */
export const partOf = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part * 10_000) / whole));

/** Accepted and lapsed of every answer there was, won of what was accepted; basis points. */
export function ratesOf({ count, answers }: Pick<ConversionFigures, "count" | "answers">): { acceptance: number | null; lapse: number | null; win: number | null } {
  const all = answers.accepted + answers.refused + answers.lapsed;
  return { acceptance: partOf(answers.accepted, all), lapse: partOf(answers.lapsed, all), win: partOf(count.won, count.accepted) };
}

/** What a page's address asks for; anything unreadable in it is left out. */
export function conversionSearch(search: Readonly<Record<string, string | undefined>>): ConversionInput {
  const given = { cohort: search["cohort"], by: search["by"], from: search["from"], to: search["to"], source: search["source"], productId: search["product"], partnerOrgId: search["partner"], sellerOrgId: search["seller"] };
  const sound = Object.entries(given).filter(([key, value]) => value !== undefined && conversionInput.safeParse({ [key]: value }).success);
  return Object.fromEntries(sound);
}
