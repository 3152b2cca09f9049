"use client";

import { useLocale, useTranslations } from "next-intl";
import { useLive } from "@/components/demand/use-live";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { formatDay, parseBusinessDay } from "@/lib/dates";
import { type LimitName, limits, type LimitUnit, sameSpan, spanProblem, type TimeSpan } from "@/lib/limits";
import type { Locale } from "@/lib/locale";
import { useSpan } from "./use-span";

/** What the change will do, as it is typed: for what it counts, instead of which value, and what stays as it is. */
export function Effect({ name, before, today }: { name: LimitName; before: TimeSpan; today: string }) {
  const t = useTranslations("limit");
  const inWords = useSpan();
  const locale = useLocale() as Locale;
  const [days] = useLive<number | string>("days");
  const [unit] = useLive<LimitUnit>("unit");
  const [startsOn] = useLive<string>("startsOn");
  const next = { days: String(days).trim() === "" ? Number.NaN : Number(days), unit };
  const day = parseBusinessDay(startsOn);
  const known = spanProblem(name, next) === null && day !== null && day >= today;
  return (
    <div aria-live="polite">
      {known ? <InlineAlert tone={sameSpan(before, next) ? "mute" : "run"}>{sentence()}</InlineAlert> : null}
    </div>
  );

  function sentence(): string {
    if (sameSpan(before, next)) return t("unchanged", { value: inWords(next) });
    const from = day === null || day === today ? t("now") : t("fromDay", { day: formatDay(day, locale) });
    return [t(`effect.${name}`, { from, next: inWords(next), before: inWords(before) }), t(limits[name].counts === "asked" ? "asked" : "keep")].join(" ");
  }
}
