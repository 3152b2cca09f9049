/** The two languages of the house; every text a person reads exists in both. */
export const LOCALES = ["zh-CN", "en"] as const;

export type Locale = (typeof LOCALES)[number];

/** The language a browser asks for: chosen once in it (its cookie), else by its settings. */
export function localeOfBrowser(cookies: string | null | undefined, accepted: string | null | undefined): Locale {
  const chosen = /(?:^|;\s*)locale=([^;]+)/.exec(cookies ?? "")?.[1];
  return LOCALES.find((one) => one === chosen) ?? localeOf(accepted);
}

/** Reads a language tag or an Accept-Language header as one of ours. */
export function localeOf(text: string | null | undefined): Locale {
  const wanted = (text ?? "").toLowerCase();
  const english = wanted.search(/\ben\b/);
  const chinese = wanted.search(/\bzh\b/);
  if (english < 0) return LOCALES[0];
  return chinese >= 0 && chinese < english ? "zh-CN" : "en";
}
