import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Card } from "@/components/ui/card";
import { formatDate, formatUntil } from "@/components/ui/date-format";
import { Zone } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { SealStamp } from "@/components/ui/seal-stamp";
import type { Locale } from "@/lib/locale";
import type { BuyerOffer } from "@/server/modules/offer/contract";
import { BuyerPrice } from "./buyer-price";
import { QuoteTable } from "./quote-table";

type BuyerPageProps = {
  offer: BuyerOffer;
  /** The page's own address, for the phone. */
  link: string;
  language: ReactNode;
  /** What has changed since the page was opened. */
  news: ReactNode;
  questions: ReactNode;
  actions: ReactNode;
};

const closedTone = { amending: "wait", scheduled: "run", used: "ok", expired: "mute", declined: "mute" } as const;

/** A buyer's private offer: what, for how much, until when, and who is credited. Needs no account. */
export function BuyerPage({ offer, link, language, news, questions, actions }: BuyerPageProps) {
  const t = useTranslations("offer");
  const open = offer.status === "effective" || offer.status === "scheduled";
  const amending = offer.status === "amending";
  return (
    <main id="main" className="mx-auto max-w-[1120px] px-4 pt-6 pb-12 sm:pt-10 print:max-w-none print:p-0">
      <div className="mb-5 flex items-center justify-between gap-4">
        <p className="flex items-center gap-2.5 font-[620]">
          <span aria-hidden lang="zh-CN" className="grid size-[26px] place-items-center rounded-sm bg-seal text-[14px] font-bold text-seal-ink">
            账
          </span>
          {t("buyer.eyebrow")}
        </p>
        <span className="no-print">{language}</span>
      </div>
      {news}
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h1 className="wrap-anywhere">{offer.name}</h1>
          <p className="two mt-1">
            {offer.buyerName ? `${t("buyer.for", { name: offer.buyerName })} · ` : ""}
            {t("buyer.from", { seller: offer.sellerName })} · <span className="num">{offer.number}</span>
          </p>
        </div>
        {offer.status === "used" ? <SealStamp label={t("buyer.usedSeal")} /> : null}
      </div>
      <div className="mt-5 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_312px]">
        <div className="grid min-w-0 gap-4 max-lg:order-2">
          <Standing offer={offer} />
          {amending ? null : <QuoteTable caption={t("buyer.caption")} lines={offer.lines} totalListFen={offer.totalListFen} totalFen={offer.totalFen} />}
          {amending ? null : <Conditions offer={offer} open={open} />}
          {questions}
        </div>
        {amending ? null : <BuyerPrice offer={offer} link={link} open={open} actions={actions} />}
      </div>
    </main>
  );
}

/** Why the offer cannot be used now, where it cannot. */
function Standing({ offer }: { offer: BuyerOffer }) {
  const t = useTranslations("offer.buyer");
  if (offer.status === "effective") return null;
  return (
    <InlineAlert tone={closedTone[offer.status]} title={t(offer.status)}>
      {t(`${offer.status}Body`)}
    </InlineAlert>
  );
}

function Conditions({ offer, open }: { offer: BuyerOffer; open: boolean }) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  return (
    <Card title={t("buyer.conditions")} padded>
      <DefinitionList
        items={[
          { term: t("field.validity"), value: t("validFromTo", { from: formatDate(offer.startsAt, locale), to: formatUntil(offer.endsAt, locale) }), hint: <Zone /> },
          ...(offer.buyerAccount ? [{ term: t("field.buyerAccount"), value: t("buyer.account", { account: offer.buyerAccount }) }] : []),
          { term: t("field.partner"), value: offer.partnerName ?? t("buyer.noPartner"), hint: offer.partnerName ? t("buyer.credited") : undefined },
          ...(open ? [{ term: t("buyer.howTerm"), value: t("buyer.how", { kind: t(`kind.${offer.discountKind}`) }) }] : []),
          ...(offer.terms ? [{ term: t("buyer.terms"), value: <span className="whitespace-pre-line">{offer.terms}</span> }] : []),
        ]}
      />
    </Card>
  );
}
