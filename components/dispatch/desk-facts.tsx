import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import type { Locale } from "@/lib/locale";
import { formatRatio } from "@/lib/money";
import { regionName } from "@/lib/regions";
import type { DemandDetail } from "@/server/modules/demand/contract";

/** What a dispatcher reads before choosing: the ask first, then what it is worth, where, when and from whom. */
export function DeskFacts({ demand }: { demand: DemandDetail }) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  const share = (bp: number | null) => (bp === null ? "–" : formatRatio(bp));
  return (
    <Card title={t("card.facts")} note={<span className="num">{demand.number}</span>} padded>
      <DefinitionList
        items={[
          { term: t("field.mainAsk"), value: <span className="break-words whitespace-pre-line">{demand.mainAsk}</span> },
          { term: t("field.description"), value: <span className="break-words whitespace-pre-line">{demand.description || "–"}</span> },
          { term: t("field.budget"), value: <Money fen={demand.budgetFen} /> },
          { term: t("field.deliveryMode"), value: `${t(`deliveryMode.${demand.deliveryMode}`)} · ${t(`demandType.${demand.demandType}`)}` },
          { term: t("detail.region"), value: regionName({ locale }, demand.region) || "–" },
          { term: t("field.signing"), value: <DateTime at={demand.expectedSigningDate} precision="day" /> },
          { term: t("field.submitter"), value: demand.source === "partner" ? `${demand.submitterName} · ${demand.submitterPerson}` : t(`source.${demand.source}`) },
          { term: t("field.salesContact"), value: [demand.salesContact, demand.salesContactDetails].filter(Boolean).join(" · ") || "–" },
          {
            term: t("card.interests"),
            value: (
              <ul>
                {demand.interests.map((line) => (
                  <li key={line.productId} className="break-words">
                    {line.productName} <span className="small">{line.sellerName} · {t("match.share", { asked: share(line.expectedShareBp), max: share(line.maxShareBp) })}</span>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </Card>
  );
}
