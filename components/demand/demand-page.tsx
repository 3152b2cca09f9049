import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DealChain } from "@/components/deal/deal-chain";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/components/ui/date-format";
import { Deadline, Zone } from "@/components/ui/date-time";
import { StateTag } from "@/components/ui/state-tag";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/locale";
import { demandLifecycle } from "@/lib/states/demand";
import type { DemandDetail } from "@/server/modules/demand/contract";
import type { Deal } from "@/server/modules/demand/contract-deal";
import { DemandBanners } from "./demand-banners";
import { DemandChecks } from "./demand-checks";
import { DemandCustomerCard, DemandFacts, DemandLines } from "./demand-facts";
import { DemandRail, DemandTimeline } from "./demand-history";
import { Silence } from "./next-step";

type DemandPageProps = {
  /** The acting company's slug, and its wing's home. */
  org: string;
  home: string;
  demand: DemandDetail;
  deal: Deal;
  /** What is to be done now, at most one of it primary. */
  actions: ReactNode;
  /** What else can be done. */
  more?: ReactNode;
  /** Below the facts, for the dispatchers: whom it was offered to, what was merged into it. */
  past?: ReactNode;
};

/** One demand, the same for every wing but for its actions and what the reader's company may see. */
export function DemandPage({ org, home, demand, deal, actions, more, past }: DemandPageProps) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  const base = `${home}/demands`;
  // Once there is an offer, the deal is what people come for.
  const traded = deal.stages.some(({ stage, moments }) => stage === "offers" && moments.length > 0);
  const chain = <DealChain deal={deal} home={home} here={demand.id} />;
  return (
    <Messages namespaces={["demand"]}>
      <Page>
        <PageHeader
          back={{ href: base, label: t("back") }}
          title={demand.name || demand.number}
          tag={
            <>
              <StateTag lifecycle={demandLifecycle} state={demand.status} locale={locale} />
              <Clock demand={demand} />
              <Silence demand={demand} now={demand.now} />
            </>
          }
          sub={
            <>
              {demand.number} · {t("asOf", { at: formatDate(demand.now, locale) })} <Zone />
            </>
          }
          actions={actions}
        />
        <DemandBanners org={org} base={base} demand={demand} />
        <div className="mb-4 rounded-lg border border-hair bg-sheet">
          <DemandRail demand={demand} />
        </div>
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px] lg:grid-rows-[auto_1fr]">
          {more ? (
            <Card title={t("detail.more")} padded className="lg:col-start-2 lg:row-start-1">
              <div className="flex flex-wrap gap-2">{more}</div>
            </Card>
          ) : null}
          <div className="grid min-w-0 gap-4 lg:col-start-1 lg:row-span-2 lg:row-start-1">
            {traded ? chain : null}
            <DemandFacts demand={demand} />
            <DemandCustomerCard org={org} demand={demand} />
            <DemandChecks demand={demand} />
            {past}
            <DemandLines demand={demand} />
            {traded ? null : chain}
          </div>
          <DemandTimeline org={org} wing={wingOf(home)} demand={demand} className="lg:col-start-2" />
        </div>
      </Page>
    </Messages>
  );
}

const wingOf = (home: string) => (home.startsWith("/operator") ? "operator" : home.startsWith("/partner") ? "partner" : "seller");

/** The deadline, or that it stands still. */
function Clock({ demand: { dueAt, pausedAt, now } }: { demand: DemandDetail }) {
  const t = useTranslations("demand.detail");
  if (pausedAt) return <Tag tone="wait">{t("clockStands")}</Tag>;
  return dueAt ? <Deadline due={dueAt} now={now} /> : null;
}
