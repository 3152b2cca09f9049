import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/locale";
import type { OfferDetail } from "@/server/modules/offer/contract";
import { breachWords } from "./breach-words";

/** The special application: what goes beyond the maker's authority, why it is asked for, and what was decided. */
export function ApplicationCard({ offer }: { offer: Pick<OfferDetail, "breaches" | "specialReason" | "decisionNote" | "status" | "acts"> }) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  if (offer.breaches.length === 0) return null;
  return (
    <Card title={t("part.special")} padded>
      <ul className="grid gap-1">
        {offer.breaches.map((breach) => (
          <li key={`${breach.line}-${breach.code}`} className="flex flex-wrap items-center gap-2">
            <Tag tone={offer.status === "review" ? "wait" : "mute"}>{t("form.lineTitle", { n: breach.line + 1 })}</Tag>
            {breachWords(breach, { t, locale, own: offer.acts.amend !== "wing" })}
          </li>
        ))}
      </ul>
      {offer.specialReason ? (
        <div className="mt-3 border-t border-hair pt-3">
          <h3>{t("field.specialReason")}</h3>
          <p className="mt-1 wrap-anywhere whitespace-pre-line">{offer.specialReason}</p>
        </div>
      ) : null}
      {offer.decisionNote ? (
        <div className="mt-3 border-t border-hair pt-3">
          <h3>{t("field.decision")}</h3>
          <p className="mt-1 wrap-anywhere whitespace-pre-line">{offer.decisionNote}</p>
        </div>
      ) : null}
    </Card>
  );
}
