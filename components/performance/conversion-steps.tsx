import { useLocale, useTranslations } from "next-intl";
import { Funnel } from "@/components/chart/funnel";
import { DateTime } from "@/components/ui/date-time";
import { formatMoney } from "@/components/ui/money-format";
import { businessDay, formatDay } from "@/lib/dates";
import type { Locale } from "@/lib/locale";
import { formatRatio } from "@/lib/money";
import { type Conversion, conversionStages, partOf } from "@/server/modules/performance/contract-conversion";
import { type ConversionSearch, rowsBehind } from "./conversion-links";

type ConversionStepsProps = { conversion: Conversion; home: string; search: ConversionSearch; title?: string };

/** The funnel of one span of demand, the span and what it takes in written under it; each number opens just its rows. */
export function ConversionSteps({ conversion, home, search, title }: ConversionStepsProps) {
  const t = useTranslations("conversion");
  const locale = useLocale() as Locale;
  const { count, amountFen } = conversion.total;
  const [from, to] = [conversion.from, conversion.to].map((day) => formatDay(businessDay(day), locale));
  const cohort = t(`cohort.${conversion.cohort}`);
  const steps = conversionStages.map((stage) => {
    const share = partOf(count[stage], count.submitted);
    return {
      key: stage,
      label: stage === "won" ? t("wonAll") : t(`stage.${stage}`),
      count: count[stage],
      note: share === null ? undefined : formatRatio(share),
      amount: formatMoney(amountFen[stage]),
      href: rowsBehind(conversion, search, `${home}/demands`, { stage }),
      final: stage === "won",
    };
  });
  return <Funnel title={title ?? t("funnel", { cohort })} note={t("spanOf", { cohort, from: from ?? "", to: to ?? "" })} asOf={<DateTime at={conversion.asOf} precision="minute" />} steps={steps} />;
}
