import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { formatDate, formatUntil } from "@/components/ui/date-format";
import { DefinitionList } from "@/components/ui/definition-list";
import { TextLink } from "@/components/ui/link-button";
import type { Locale } from "@/lib/locale";
import type { OfferDetail } from "@/server/modules/offer/contract";

/** For whom, by whom, from which demand, and on which terms. `demandBase`: where demand pages live in this wing. */
export function OfferFacts({ offer, demandBase }: { offer: OfferDetail; demandBase: string }) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  return (
    <Card title={t("card.facts")} padded>
      <DefinitionList
        columns={2}
        items={[
          { term: t("field.buyerName"), value: offer.buyerHidden ? t("hidden") : offer.buyerName || "–", hint: offer.buyerHidden ? t("hiddenWhy") : undefined },
          { term: t("field.buyerAccount"), value: offer.buyerHidden ? t("hidden") : <span className="num">{offer.buyerAccount}</span> },
          { term: t("field.validity"), value: t("validFromTo", { from: formatDate(offer.startsAt, locale), to: formatUntil(offer.endsAt, locale) }) },
          { term: t("field.kind"), value: t(`kind.${offer.discountKind}`) },
          { term: t("field.maker"), value: `${offer.makerName} · ${offer.createdByName}`, hint: offer.personName === offer.createdByName ? undefined : t("followedBy", { person: offer.personName }) },
          { term: t("field.seller"), value: offer.sellerName },
          { term: t("field.partner"), value: offer.partnerName ?? "–" },
          { term: t("field.demand"), value: offer.demandId && offer.demandNumber ? <TextLink href={`${demandBase}/${offer.demandId}`}>{offer.demandNumber}</TextLink> : t("ownSale") },
        ]}
      />
      {offer.terms ? (
        <div className="mt-3 border-t border-hair pt-3">
          <h3>{t("card.terms")}</h3>
          <p className="mt-1 wrap-anywhere whitespace-pre-line">{offer.terms}</p>
        </div>
      ) : null}
    </Card>
  );
}
