import { lastDayOf } from "@/lib/dates";
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

/** What states are called. */
export const stateWords = (locale: Locale, { states }: Pick<Lifecycle<string, string>, "states">): ReadonlyMap<string, string> => new Map(Object.entries(states).map(([state, { zh, en }]) => [state, locale === "en" ? en : zh]));

/** SQL: an instant as Beijing's clock shows it, to the minute; cut from the text, for formatting would cost more than all else. */
export const beijingMinute = (column: string): string => `left((${column} at time zone 'Asia/Shanghai')::text, 16)`;

/** SQL: when something ends, as every page says it: midnight is 24:00 of the day that ends. */
export const beijingEnd = (column: string): string =>
  `case when (${column} at time zone 'Asia/Shanghai')::time = '00:00' then ((${column} at time zone 'Asia/Shanghai')::date - 1)::text || ' 24:00' else ${beijingMinute(column)} end`;

const offset = 8 * 3_600_000;
/** The same of an ISO instant; nothing where there is none. */
export const beijingText = (at: string | null): string => (at === null ? "" : new Date(Date.parse(at) + offset).toISOString().slice(0, 16).replace("T", " "));

/** The end in an ISO instant, as `beijingEnd` says it. */
export const beijingEndText = (at: string | null): string => {
  const text = beijingText(at);
  return at !== null && text.endsWith(" 00:00") ? `${lastDayOf(new Date(at))} 24:00` : text;
};
