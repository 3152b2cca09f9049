import { formatDay, formatEnd, formatInstant, parseBusinessDay } from "./dates";
import type { Locale } from "./locale";
import { named } from "./names";

type Reader = { readonly locale: Locale };

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** A kept text as its reader says it: instants and days in Beijing time, anything else as it stands. `due` is when something ends. */
export function toldText({ locale }: Reader, text: string, key = ""): string {
  if (instant.test(text)) return (key === "due" ? formatEnd : formatInstant)(new Date(text), locale);
  const day = parseBusinessDay(text);
  return day ? formatDay(day, locale) : text;
}

/**
 * Kept values as their reader says them. A name kept for both languages (`seller`, `sellerEn`) becomes `seller` alone;
 * what was kept in one language only stays as it is.
 */
export function told(reader: Reader, values: Readonly<Record<string, string>>): Record<string, string> {
  const twin = (key: string) => key.endsWith("En") && key.slice(0, -2) in values;
  const kept = Object.entries(values).filter(([key]) => !twin(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, toldText(reader, named(reader, value, values[`${key}En`] ?? null), key)]));
}
