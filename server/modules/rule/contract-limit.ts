import { z } from "zod";
import { parseBusinessDay } from "@/lib/dates";
import { FIELD_ERRORS, optionalText, uuidField } from "@/lib/fields";
import { type LimitName, limitNames, limitUnits, spanProblem, type TimeSpan } from "@/lib/limits";

const day = z.string().refine((text) => parseBusinessDay(text) !== null, { error: FIELD_ERRORS.invalid });
const blank = (value: unknown) => (value === "" || value === null ? undefined : value);
const whole = z.coerce.number({ error: "limit.errors.field.days" }).int({ error: "limit.errors.field.days" });

/** A new version of a time limit, from a day on (today = at once). */
export const setLimitInput = z
  .object({
    name: z.enum(limitNames),
    days: whole,
    unit: z.enum(limitUnits),
    startsOn: z.preprocess(blank, day.optional()),
    note: optionalText(500),
    /** The version the person saw when deciding; null where the standard held. */
    seenId: uuidField.nullable(),
  })
  .check(({ value, issues }) => {
    const problem = spanProblem(value.name, value);
    if (problem) issues.push({ code: "custom", input: value, path: [problem], message: `limit.errors.field.${problem}` });
  });
export type SetLimit = z.output<typeof setLimitInput>;

export const withdrawLimitInput = z.object({ versionId: uuidField, note: optionalText(500) });
export type WithdrawLimit = z.output<typeof withdrawLimitInput>;

export const readLimitInput = z.object({ name: z.enum(limitNames) });

/** A version of a limit; instants are ISO texts. What was there from the beginning was set by nobody. */
export type LimitVersion = TimeSpan & {
  id: string;
  state: "planned" | "in_force" | "ended" | "withdrawn";
  validFrom: string;
  validTo: string | null;
  note: string;
  setBy: string | null;
};
/** A limit as it holds today, and what is planned. */
export type LimitRow = {
  name: LimitName;
  inForce: TimeSpan;
  /** The version in force; null while the standard holds. */
  current: LimitVersion | null;
  planned: LimitVersion | null;
};
/** Which years' holidays are known, and the year that is needed soon and is not. */
export type CalendarFacts = { firstYear: string; lastYear: string; missingYear: string | null; decidedDays: number };
export type LimitList = { rows: LimitRow[]; calendar: CalendarFacts; maySet: boolean; now: string };
export type LimitHistory = { name: LimitName; versions: LimitVersion[]; now: string };
