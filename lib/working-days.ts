import published from "chinese-days/dist/chinese-days.json" with { type: "json" };
import { addDays, nextPeriod, weekdayOf, type BusinessDay, type Period } from "./dates";

/** Says whether people work on a day. Injected, so that a rule table can correct the published calendar. */
export type WorkingCalendar = (day: BusinessDay) => boolean;

const holidays: Readonly<Record<string, string>> = published.holidays;
const makeUpDays: Readonly<Record<string, string>> = published.workdays;
const knownYears = new Set(Object.keys(holidays).map((day) => day.slice(0, 4)));
const inOrder = [...knownYears].toSorted();
/** The first and the last year whose holidays are published, "YYYY". */
export const knownCalendarYears: readonly [first: string, last: string] = [inOrder[0] ?? "", inOrder.at(-1) ?? ""];

/**
 * China's public holidays and make-up working days as the State Council published them. The package's data
 * is read directly: its own look-up functions answer for the wrong day in time zones west of Greenwich.
 */
export const chinaCalendar: WorkingCalendar = (day) => {
  if (Object.hasOwn(makeUpDays, day)) return true;
  if (Object.hasOwn(holidays, day)) return false;
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6;
};

/** False while the holidays of that year are not published; only weekends are known then. */
export function calendarCovers(day: BusinessDay): boolean {
  return knownYears.has(day.slice(0, 4));
}

/** The calendar with single days decided otherwise. */
export function withOverrides(
  base: WorkingCalendar,
  days: ReadonlyMap<BusinessDay, boolean>,
): WorkingCalendar {
  return (day) => days.get(day) ?? base(day);
}

export function isWorkingDay(day: BusinessDay, calendar: WorkingCalendar = chinaCalendar): boolean {
  return calendar(day);
}

/** The day itself if it is a working day, else the first one after it. */
export function onOrNextWorkingDay(
  day: BusinessDay,
  calendar: WorkingCalendar = chinaCalendar,
): BusinessDay {
  let candidate = day;
  for (let tries = 0; tries < 400; tries += 1) {
    if (calendar(candidate)) return candidate;
    candidate = addDays(candidate, 1);
  }
  throw new RangeError(`no working day within 400 days of ${day}`);
}

/** The first working day strictly after the day. */
export function nextWorkingDay(
  day: BusinessDay,
  calendar: WorkingCalendar = chinaCalendar,
): BusinessDay {
  return onOrNextWorkingDay(addDays(day, 1), calendar);
}

/** The n-th working day after the day, which itself does not count; n = 0 gives the day moved onto a working day. */
export function addWorkingDays(
  day: BusinessDay,
  count: number,
  calendar: WorkingCalendar = chinaCalendar,
): BusinessDay {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new RangeError("working days are counted forward");
  if (count === 0) return onOrNextWorkingDay(day, calendar);
  let current = day;
  for (let left = count; left > 0; left -= 1) current = nextWorkingDay(current, calendar);
  return current;
}

/** The day on which a period is closed: the given day (the 3rd) of the next month, moved onto a working day. */
export function closeDay(
  of: Period,
  calendar: WorkingCalendar = chinaCalendar,
  dayOfMonth = 3,
): BusinessDay {
  const next = nextPeriod(of);
  const day =
    `${next.slice(0, 4)}-${next.slice(4)}-${String(dayOfMonth).padStart(2, "0")}` as BusinessDay;
  return onOrNextWorkingDay(day, calendar);
}

/** Working days each step of a settlement may take; the close takes its first day. */
export const STEP_WORKING_DAYS = { review: 2, countersign: 8, payment: 6 } as const;

export type SettlementTimetable = {
  closeOn: BusinessDay;
  reviewBy: BusinessDay;
  countersignBy: BusinessDay;
  payBy: BusinessDay;
};

/** The last day of every step of a period's settlement, counted in working days from the close. */
export function settlementTimetable(
  of: Period,
  calendar: WorkingCalendar = chinaCalendar,
  steps: { review: number; countersign: number; payment: number } = STEP_WORKING_DAYS,
): SettlementTimetable {
  const closeOn = closeDay(of, calendar);
  const reviewBy = addWorkingDays(closeOn, steps.review, calendar);
  const countersignBy = addWorkingDays(reviewBy, steps.countersign, calendar);
  return {
    closeOn,
    reviewBy,
    countersignBy,
    payBy: addWorkingDays(countersignBy, steps.payment, calendar),
  };
}
