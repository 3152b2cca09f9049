import type { Locale } from "./locale";

type Reader = { readonly locale: Locale };

/** A thing's name for its reader: in the reader's language where it has one, else in the other; null when it has none. */
export function named(reader: Reader, zh: string, en: string | null): string;
export function named(reader: Reader, zh: string | null, en: string | null): string | null;
export function named(reader: Reader, zh: string | null, en: string | null): string | null {
  const [own, other] = reader.locale === "en" ? [en, zh] : [zh, en];
  return own || other || zh;
}

/** A name for readers of either language under one key: `seller` and `sellerEn`, as `told` reads them. */
export function bothNames<K extends string>(key: K, zh: string, en: string | null): Record<K | `${K}En`, string> {
  return { [key]: zh, [`${key}En`]: en ?? "" } as Record<K | `${K}En`, string>;
}

/** Names of one list as a sentence of the reader's says them: "A, B" or "A、B". */
export function listed(reader: Reader, names: readonly string[]): string {
  return names.join(reader.locale === "en" ? ", " : "、");
}

/** Any one of them will do: "A, B or C". */
export function anyOf({ locale }: Reader, names: readonly string[]): string {
  return new Intl.ListFormat(locale === "en" ? "en-GB" : locale, { type: "disjunction" }).format(names);
}
