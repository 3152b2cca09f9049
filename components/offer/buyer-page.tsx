import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { formatDate } from "@/components/ui/date-format";
import { Zone } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import { Rate } from "@/components/ui/rate";
import type { Locale } from "@/lib/locale";
import { rateOf } from "@/lib/offer-price";
import type { BuyerOffer } from "@/server/modules/offer/contract";
import { Countdown } from "./countdown";
import { QuoteTable } from "./quote-table";

/** A buyer's private offer: what, for how much, until when, and who is credited. Needs no account. */
export function BuyerPage({ offer, actions }: { offer: BuyerOffer; actions: ReactNode }) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  const open = offer.status === "effective" || offer.status === "scheduled";
  const saved = BigInt(offer.totalListFen) - BigInt(offer.totalFen);
  return (
    <main id="main" className="mx-auto max-w-[860px] px-4 pt-[8vh] pb-12">
      <p className="small">{t("buyer.eyebrow")}</p>
      <h1 className="break-words">{offer.name}</h1>
      <p className="two mt-1">
        {offer.buyerName ? `${t("buyer.for", { name: offer.buyerName })} · ` : ""}
        {t("buyer.from", { seller: offer.sellerName })} · {offer.number}
      </p>
      <div className="mt-4 grid gap-4">
        {offer.status === "effective" ? null : <InlineAlert tone={offer.status === "scheduled" ? "wait" : "mute"} title={t(`buyer.${offer.status}`)} />}
        <section className="grid gap-x-10 gap-y-3 rounded-lg border border-hair bg-sheet px-6 py-5 sm:grid-cols-2">
          <div>
            <p className="small">{t("buyer.total")}</p>
            <p className="num text-title font-[640]">
              <Money fen={offer.totalFen} />
            </p>
            <p className="small">
              <Rate payable={rateOf(BigInt(offer.totalListFen), BigInt(offer.totalFen))} />
            </p>
          </div>
          <DefinitionList
            money
            items={[
              { term: t("buyer.listTotal"), value: <Money fen={offer.totalListFen} /> },
              { term: t("buyer.saved"), value: <Money fen={-saved} /> },
              { term: t("buyer.total"), value: <Money fen={offer.totalFen} /> },
            ]}
          />
        </section>
        <QuoteTable caption={t("buyer.caption")} lines={offer.lines} totalListFen={offer.totalListFen} totalFen={offer.totalFen} />
        <section className="rounded-lg border border-hair bg-sheet px-6 py-3">
          <DefinitionList
            items={[
              { term: t("field.validity"), value: t("validFromTo", { from: formatDate(offer.startsAt, locale), to: formatDate(offer.endsAt, locale) }), hint: <Zone /> },
              ...(open ? [{ term: t("buyer.validUntil"), value: <Countdown until={offer.endsAt} now={offer.now} /> }] : []),
              { term: t("field.buyerAccount"), value: t("buyer.account", { account: offer.buyerAccount }) },
              { term: t("field.partner"), value: offer.partnerName ? t("buyer.credited", { partner: offer.partnerName }) : t("buyer.noPartner") },
              ...(offer.terms ? [{ term: t("buyer.terms"), value: <span className="whitespace-pre-line">{offer.terms}</span> }] : []),
            ]}
          />
        </section>
        {open ? <p className="two">{t("buyer.how", { kind: t(`kind.${offer.discountKind}`) })}</p> : null}
        <div>{actions}</div>
      </div>
    </main>
  );
}
