import type { Locale } from "@/lib/locale";
import type { Lifecycle } from "@/lib/states/lifecycle";
import { textOf } from "./messages";

export type CsvUnit = "yuan" | "beijing" | "percent" | "hours";
/** A message's key, and the unit or zone its cells are in. */
export type CsvHead = readonly [key: string, unit?: CsvUnit];

/** A column's heading in the reader's language, the unit or zone behind it. */
export function csvHead(locale: Locale, [key, unit]: CsvHead): string {
  const name = textOf(locale, key) ?? key;
  return unit ? (textOf(locale, `ui.csv.${unit}`, { name }) ?? name) : name;
}

/** Our own words in the reader's language, the messages' keys beginning with `under`. */
export const csvWords = (locale: Locale, under: string, words: readonly string[]): ReadonlyMap<string, string> => new Map(words.map((word) => [word, textOf(locale, `${under}.${word}`) ?? word]));

/** What a lifecycle's states are called. */
export const stateWords = (locale: Locale, { states }: Lifecycle<string, string>): ReadonlyMap<string, string> => new Map(Object.entries(states).map(([state, { zh, en }]) => [state, locale === "en" ? en : zh]));

/** SQL: an instant as Beijing's clock shows it, to the minute; cut from the text, for formatting would cost more than all else. */
export const beijingMinute = (column: string): string => `left((${column} at time zone 'Asia/Shanghai')::text, 16)`;
