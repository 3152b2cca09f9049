import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/components/ui/money-format";
import type { Locale } from "@/lib/locale";
import { listed } from "@/lib/names";
import { regionName } from "@/lib/regions";
import { deliveryModes, type MatchReason } from "@/lib/states/demand";

/** One reason why a product fits, in words, with what it is about. */
export function ReasonChip({ reason: { reason, detail, weight } }: { reason: MatchReason }) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  const mode = deliveryModes.find((one) => one === detail);
  const about = reason === "delivery_mode" && mode ? t(`deliveryMode.${mode}`) : reason === "budget" ? formatMoney(detail) : reason === "region" ? regionName({ locale }, detail) : reason === "words" ? listed({ locale }, detail.split("、")) : detail;
  return (
    <span className="inline-flex min-h-5 items-center gap-1 rounded-xs border border-hair bg-sunk px-1.5 text-small text-ink-2" title={t("match.weight", { points: Math.round(weight * 100) })}>
      {about ? t(`match.reason.${reason}`, { about }) : t(`match.plain.${reason}`)}
    </span>
  );
}
