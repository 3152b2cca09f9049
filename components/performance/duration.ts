import { useTranslations } from "next-intl";

/** A span of seconds in the words of its largest unit: minutes, hours, days. */
export function useDuration(): (seconds: number | null) => string {
  const t = useTranslations("conversion");
  return (seconds) => {
    if (seconds === null) return "–";
    if (seconds < 3600) return t("minutes", { n: Math.max(1, Math.round(seconds / 60)) });
    if (seconds < 172_800) return t("hours", { n: Math.round(seconds / 360) / 10 });
    return t("days", { n: Math.round(seconds / 8640) / 10 });
  };
}
