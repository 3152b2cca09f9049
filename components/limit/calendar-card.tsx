import { useTranslations } from "next-intl";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import type { CalendarFacts } from "@/server/modules/rule/contract-limit";

/** A word in time when the holidays of a year that is near are not known. */
export function MissingYear({ year }: { year: string | null }) {
  const t = useTranslations("limit.calendar");
  if (year === null) return null;
  return (
    <InlineAlert tone="wait" title={t("missing", { year })}>
      {t("missingBody", { year })}
    </InlineAlert>
  );
}

/** What working days are counted by. */
export function CalendarCard({ calendar }: { calendar: CalendarFacts }) {
  const t = useTranslations("limit.calendar");
  const { firstYear: first, lastYear: last, decidedDays } = calendar;
  return (
    <Card title={t("title")} padded>
      <div className="grid gap-3">
        <DefinitionList
          items={[
            { term: t("known"), value: t("years", { first, last }) },
            { term: t("decided"), value: t("decidedDays", { count: decidedDays }) },
          ]}
        />
        <p className="small">{t("basis")}</p>
      </div>
    </Card>
  );
}
