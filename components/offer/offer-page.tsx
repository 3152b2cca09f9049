import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Deadline, Zone } from "@/components/ui/date-time";
import { TextLink } from "@/components/ui/link-button";
import { Rate } from "@/components/ui/rate";
import { StateTag } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { rateOf } from "@/lib/offer-price";
import { offerLifecycle } from "@/lib/states/offer";
import type { OfferDetail } from "@/server/modules/offer/contract";
import { ApplicationCard } from "./application-card";
import { CalculationEquation, CalculationRules } from "./calculation";
import { OfferFacts } from "./offer-facts";
import { OfferRail, OfferTimeline } from "./offer-history";
import { QuoteTable } from "./quote-table";
import { VersionDiff } from "./version-diff";

type OfferPageProps = {
  offer: OfferDetail;
  base: string;
  /** Where demand pages live in this wing. */
  demandBase: string;
  actions: ReactNode;
  /** What the reader must answer before anything else. */
  banner?: ReactNode;
  /** The buyer's questions and what maker and desk say to each other. */
  talk: ReactNode;
  /** First of the side: the desk's decision, or the buyer's link. */
  side: ReactNode;
  /** The road from the demand to the share, under the facts. */
  chain?: ReactNode;
  wide?: boolean;
};

/** One exclusive offer, the same for every wing but for what the reader may do and see of the money. */
export function OfferPage({ offer, base, demandBase, actions, banner, talk, side, chain, wide }: OfferPageProps) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  const totals = offer.calculation?.totals ?? { listFen: offer.totalListFen, amountFen: offer.totalFen, sellerNetFen: null, partnerFen: null, platformFen: null, feeFen: null };
  return (
    <Page wide={wide}>
      <PageHeader
        back={{ href: base, label: t("back") }}
        title={offer.name}
        tag={
          <>
            <StateTag lifecycle={offerLifecycle} state={offer.status} locale={locale} />
            <Clock offer={offer} />
          </>
        }
        sub={
          <>
            <span className="num">{offer.number}</span> · {t("version", { n: offer.revision })} · <Rate payable={rateOf(BigInt(offer.totalListFen), BigInt(offer.totalFen))} /> · <Zone />
          </>
        }
        actions={actions}
      />
      <Superseded offer={offer} base={base} />
      {banner}
      <div className="mb-4 rounded-lg border border-hair bg-sheet">
        <CalculationEquation totals={totals} />
        <OfferRail offer={offer} />
        {offer.calculation ? (
          <div className="border-t border-hair px-6 py-1.5">
            <CalculationRules rules={offer.calculation.rules} />
          </div>
        ) : null}
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid min-w-0 gap-4">
          <ApplicationCard offer={offer} />
          <QuoteTable caption={t("card.lines")} lines={offer.lines} breaches={offer.breaches} own={offer.acts.amend !== "wing"} totalListFen={offer.totalListFen} totalFen={offer.totalFen} />
          <VersionDiff offer={offer} base={base} />
          {talk}
          <OfferFacts offer={offer} demandBase={demandBase} />
          {chain}
        </div>
        <div className="grid min-w-0 gap-4">
          {side}
          <OfferTimeline offer={offer} />
        </div>
      </div>
    </Page>
  );
}

/** While the desk decides its clock counts, afterwards the validity's. */
function Clock({ offer }: { offer: Pick<OfferDetail, "status" | "dueAt" | "endsAt" | "now"> }) {
  const waits = offer.status === "review" && offer.dueAt;
  const runs = offer.status === "scheduled" || offer.status === "effective" || offer.status === "countered";
  if (waits) return <Deadline due={offer.dueAt as string} now={offer.now} />;
  return runs ? <Deadline due={offer.endsAt} now={offer.now} /> : null;
}

function Superseded({ offer, base }: { offer: Pick<OfferDetail, "supersededBy" | "status">; base: string }) {
  const t = useTranslations("offer");
  const { supersededBy } = offer;
  if (!supersededBy) return null;
  return (
    <div className="mb-4">
      <InlineAlert tone="mute" title={t("superseded.title")}>
        <TextLink href={`${base}/${supersededBy.id}`}>{t("superseded.open", { n: supersededBy.revision, number: supersededBy.number })}</TextLink>
      </InlineAlert>
    </div>
  );
}
