import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "next-intl";
import type { Locale } from "@/lib/locale";

type Tree = { readonly [key: string]: string | Tree };
const folder = join(/* turbopackIgnore: true */ process.cwd(), "messages");
const loaded = new Map<Locale, Tree>();

/** All texts of a language by noun: the file's name is the first part of a key. */
export function messagesOf(locale: Locale): Tree {
  const known = loaded.get(locale);
  if (known) return known;
  const files = readdirSync(join(folder, locale)).filter((name) => name.endsWith(".json"));
  const tree = Object.fromEntries(files.map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(folder, locale, name), "utf8")) as Tree]));
  loaded.set(locale, tree);
  return tree;
}

export type Values = Readonly<Record<string, string | number>>;
type Translate = ((key: string, values?: Values) => string) & { has: (key: string) => boolean };
const translators = new Map<Locale, Translate>();

function translator(locale: Locale): Translate {
  const known = translators.get(locale);
  if (known) return known;
  // Keys arrive as data, so the typed face of the library is of no use here.
  const make = createTranslator as unknown as (options: object) => Translate;
  const made = make({ locale, messages: messagesOf(locale), onError: () => undefined, timeZone: "Asia/Shanghai" });
  translators.set(locale, made);
  return made;
}

/** The text under a dotted key in this language, or null when there is none. */
export function textOf(locale: Locale, key: string, values: Values = {}): string | null {
  const translate = translator(locale);
  return translate.has(key) ? translate(key, values) : null;
}
