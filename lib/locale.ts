/** The two languages of the house; every text a person reads exists in both. */
export const LOCALES = ["zh-CN", "en"] as const;

export type Locale = (typeof LOCALES)[number];
