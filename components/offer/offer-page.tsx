import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { formatDate } from "@/components/ui/date-format";
import { Deadline, Zone } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { TextLink } from "@/components/ui/link-button";
import { Rate } from "@/components/ui/rate";
import { StateTag } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { formatRate } from "@/lib/money";
import { rateOf } from "@/lib/offer-price";
import { liveOfferStates, offerLifecycle, type OfferState } from "@/lib/states/offer";
import type { OfferDetail } from "@/server/modules/offer/contract";
import { OfferRail, OfferTimeline } from "./offer-history";
import { QuoteTable } from "./quote-table";

type OfferPageProps = {
  offer: OfferDetail;
  base: string;
  /** Where demand pages live in this wing; null where the reader has none. */
  demandBase: string;
  /** The buyer's link, for its maker. */
  link: string | null;
  maker: boolean;
  actions: ReactNode;
};

const isLive = (state: OfferState) => (liveOfferStates as readonly OfferState[]).includes(state);

/** One exclusive offer, the same for every wing but for its actions and the link. */
export function OfferPage({ offer, base, demandBase, link, maker, actions }: OfferPageProps) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  return (
    <Page>
      <PageHeader
        back={{ href: base, label: t("back") }}
        title={offer.name}
        tag={
          <>
            <StateTag lifecycle={offerLifecycle} state={offer.status} locale={locale} />
            {isLive(offer.status) ? <Deadline due={offer.endsAt} now={offer.now} /> : null}
          </>
        }
        sub={
          <>
            {offer.number} · <Rate payable={rateOf(BigInt(offer.totalListFen), BigInt(offer.totalFen))} /> · <Zone />
          </>
        }
        actions={actions}
      />
      <div className="mb-4 rounded-lg border border-hair bg-sheet">
        <OfferRail offer={offer} />
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[1fr_300px]">
        <div className="grid min-w-0 gap-4">
          <Breaches offer={offer} />
          <LinkCard link={link} maker={maker} />
          <QuoteTable caption={t("card.lines")} lines={offer.lines} totalListFen={offer.totalListFen} totalFen={offer.totalFen} withShare />
          <Facts offer={offer} demandBase={demandBase} />
          {offer.terms ? (
            <Card title={t("card.terms")} padded>
              <p className="whitespace-pre-line">{offer.terms}</p>
            </Card>
          ) : null}
        </div>
        <OfferTimeline offer={offer} />
      </div>
    </Page>
  );
}

function Breaches({ offer }: { offer: OfferDetail }) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  if (offer.breaches.length === 0) return null;
  return (
    <InlineAlert tone={offer.status === "review" ? "wait" : "mute"} title={t("card.breaches")}>
      {offer.breaches.map((breach) => (
        <p key={breach.line}>{t("form.beyond", { n: breach.line + 1, points: Number(breach.values["beyond"]) / 100, floor: formatRate(Number(breach.values["floor"]), locale) })}</p>
      ))}
      {offer.decisionNote ? (
        <p>
          {t("field.decision")}: {offer.decisionNote}
        </p>
      ) : null}
    </InlineAlert>
  );
}

function LinkCard({ link, maker }: { link: string | null; maker: boolean }) {
  const t = useTranslations("offer");
  return (
    <Card title={t("card.link")} padded>
      {link ? (
        <>
          <p className="flex flex-wrap items-center gap-2">
            <TextLink href={link} external>
              <span className="num break-all">{link}</span>
            </TextLink>
            <CopyButton value={link} label={t("link.copy")} />
          </p>
          <p className="small mt-1">{t("link.note")}</p>
        </>
      ) : (
        <p className="two">{t(maker ? "link.none" : "link.others")}</p>
      )}
    </Card>
  );
}

function Facts({ offer, demandBase }: { offer: OfferDetail; demandBase: string }) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  const day = (at: string) => formatDate(at, locale);
  const opened = offer.openedAt ? t("openedTimes", { n: offer.openedCount, at: day(offer.openedAt) }) : t("neverOpened");
  return (
    <Card title={t("card.facts")} padded>
      <DefinitionList
        columns={2}
        items={[
          { term: t("field.buyerName"), value: offer.buyerName || "–" },
          { term: t("field.buyerAccount"), value: <span className="num">{offer.buyerAccount}</span> },
          { term: t("field.validity"), value: t("validFromTo", { from: day(offer.startsAt), to: day(offer.endsAt) }) },
          { term: t("field.kind"), value: t(`kind.${offer.discountKind}`) },
          { term: t("field.maker"), value: `${offer.makerName} · ${offer.createdByName}` },
          { term: t("field.seller"), value: offer.sellerName },
          { term: t("field.partner"), value: offer.partnerName ?? "–" },
          { term: t("field.demand"), value: offer.demandId && offer.demandNumber ? <TextLink href={`${demandBase}/${offer.demandId}`}>{offer.demandNumber}</TextLink> : t("ownSale") },
          { term: t("field.opened"), value: opened },
        ]}
      />
    </Card>
  );
}
