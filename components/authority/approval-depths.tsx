import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatDate } from "@/components/ui/date-format";
import { Rate } from "@/components/ui/rate";
import type { Locale } from "@/lib/locale";
import type { ApprovalLimit } from "@/server/modules/rule/contract-authority";

/** How the limit of a quote is found, and which operator's role may approve how deep. */
export function ApprovalDepths({ approvals }: { approvals: readonly ApprovalLimit[] }) {
  const t = useTranslations("authority");
  const locale = useLocale() as Locale;
  return (
    <Card title={t("depths.title")} padded>
      <DefinitionList
        items={approvals.map((one) => ({
          term: t(`role.${one.role}` as "role.lead"),
          value: <Rate payable={one.downToBp} />,
          hint: one.validFrom ? t("depths.since", { day: formatDate(one.validFrom, locale, "day") }) : t("depths.standard"),
        }))}
      />
      <p className="small mt-2">{t("depths.order")}</p>
    </Card>
  );
}
