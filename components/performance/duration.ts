import { useLocale } from "next-intl";
import { formatSpan } from "@/lib/dates";
import type { Locale } from "@/lib/locale";

/** A span of seconds as clocks say theirs, so that a column of them compares at a glance: "1 d 16 h", "39 min". */
export function useDuration(): (seconds: number | null) => string {
  const locale = useLocale() as Locale;
  return (seconds) => (seconds === null ? "–" : formatSpan(seconds * 1000, locale));
}
