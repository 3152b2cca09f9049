import { type BusinessDay, businessDay, startOfBusinessDay, toBusinessDay } from "@/lib/dates";

/** How many registrations one partner may hold at once. */
export const mostHeld = 100;
/** How long before a hold ends its partner is told. */
export const warnedDaysBefore = 3;
/** A partner ends an association with one customer at most once in so many months. */
export const monthsBetweenEnds = 3;

/** The first instant at which a partner may end an association with the customer again. */
export function endableFrom(lastEnd: Date): Date {
  return startOfBusinessDay(monthsLater(toBusinessDay(lastEnd), monthsBetweenEnds));
}

/** The same day of a later month, or that month's last. */
function monthsLater(day: BusinessDay, months: number): BusinessDay {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const two = (n: number) => String(n).padStart(2, "0");
  return businessDay(`${first.getUTCFullYear()}-${two(first.getUTCMonth() + 1)}-${two(Math.min(date, last))}`);
}
