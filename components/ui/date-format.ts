import { businessDay, formatDay, formatEnd, formatInstant, lastDayOf, parseBusinessDay, startOfBusinessDay, toBusinessDay } from "@/lib/dates";
import type { Locale } from "@/lib/locale";

export type Precision = "day" | "minute" | "second";

/** An instant from a Date, an ISO instant, or a bare business day (its first moment in Shanghai). */
export function toInstant(at: string | Date): Date {
  if (at instanceof Date) return at;
  return parseBusinessDay(at) ? startOfBusinessDay(businessDay(at)) : new Date(at);
}

/** An instant or a day in words, by Shanghai's clock. */
export function formatDate(at: string | Date, locale: Locale, precision: Precision = "minute"): string {
  const instant = toInstant(at);
  if (precision === "day") return formatDay(toBusinessDay(instant), locale);
  const text = formatInstant(instant, locale);
  return precision === "second" ? `${text}:${instant.toISOString().slice(17, 19)}` : text;
}

/** When something ends, by Shanghai's clock: midnight ends the day before. A bare day is the last one itself. */
export function formatUntil(at: string | Date, locale: Locale, precision: "day" | "minute" = "minute"): string {
  if (typeof at === "string" && parseBusinessDay(at)) return formatDate(at, locale, "day");
  const end = toInstant(at);
  return precision === "day" ? formatDay(lastDayOf(end), locale) : formatEnd(end, locale);
}
