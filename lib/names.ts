import type { Locale } from "./locale";

type Reader = { readonly locale: Locale };

/** A thing's name for its reader: in the reader's language where it has one, else in the other; null when it has none. */
export function named(reader: Reader, zh: string, en: string | null): string;
export function named(reader: Reader, zh: string | null, en: string | null): string | null;
export function named(reader: Reader, zh: string | null, en: string | null): string | null {
  const [own, other] = reader.locale === "en" ? [en, zh] : [zh, en];
  return own || other || zh;
}
