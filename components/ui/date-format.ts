import { businessDay, formatDay, formatInstant, parseBusinessDay, startOfBusinessDay, toBusinessDay } from "@/lib/dates";
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
