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
 * seconds, null where nothing got so far. `rejected` and `lapsed` count demand that ever was, whatever became of it later.
 */
export type ConversionFigures = {
  readonly count: Readonly<Record<ConversionStage | ConversionEnd, number>>;
  readonly amountFen: Readonly<Record<ConversionStage | ConversionEnd, string>>;
  readonly medianSeconds: Readonly<Record<"accept" | "firstProgress" | "offer" | "order", number | null>>;
};
/** `key` is the group's id, month (YYYYMM) or source; "" for demand without one. */
export type ConversionRow = ConversionFigures & { readonly key: string; readonly label: string };
export type ConversionReason = { readonly status: "rejected" | "closed_lost"; readonly code: string; readonly count: number; readonly amountFen: string };

export type Conversion = {
  readonly cohort: ConversionCohort;
  readonly by: ConversionGroup;
  readonly from: string;
  readonly to: string;
  readonly total: ConversionFigures;
  readonly groups: readonly ConversionRow[];
  readonly months: readonly ConversionRow[];
  readonly reasons: readonly ConversionReason[];
  readonly asOf: string;
};

/** The stages of the page's table of groups, in its order. */
export const conversionColumns: readonly (ConversionStage | ConversionEnd)[] = [...conversionStages, ...conversionEnds];
export const conversionTables = ["groups", "reasons"] as const;
export type ConversionTable = (typeof conversionTables)[number];

/** Part of a whole in basis points, null when there is no whole. */
export const partOf = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part * 10_000) / whole));

/** Accepted of every answer there was (accepted, refused, lapsed), lapsed of what was assigned, won of what was accepted; basis points. */
export function ratesOf({ count }: ConversionFigures): { acceptance: number | null; lapse: number | null; win: number | null } {
  return {
    acceptance: partOf(count.accepted, count.accepted + count.rejected + count.lapsed),
    lapse: partOf(count.lapsed, count.assigned),
    win: partOf(count.won, count.accepted),
  };
}

/** What a page's address asks for; anything unreadable in it is left out. */
export function conversionSearch(search: Readonly<Record<string, string | undefined>>): ConversionInput {
  const given = { cohort: search["cohort"], by: search["by"], from: search["from"], to: search["to"], source: search["source"], productId: search["product"], partnerOrgId: search["partner"], sellerOrgId: search["seller"] };
  const sound = Object.entries(given).filter(([key, value]) => value !== undefined && conversionInput.safeParse({ [key]: value }).success);
  return Object.fromEntries(sound);
}
