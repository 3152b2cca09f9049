import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { formatDate } from "@/components/ui/date-format";
import { Deadline, Zone } from "@/components/ui/date-time";
import { StateTag } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { demandLifecycle, lostReasons, rejectReasons } from "@/lib/states/demand";
import type { DemandDetail } from "@/server/modules/demand/contract";
import { DemandCustomerCard, DemandFacts, DemandLines } from "./demand-facts";
import { DemandRail, DemandTimeline } from "./demand-history";

/** One demand, the same for every wing but for its actions and what the reader's company may see. */
export function DemandPage({ demand, base, actions }: { demand: DemandDetail; base: string; actions: ReactNode }) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  return (
    <Page>
      <PageHeader
        back={{ href: base, label: t("back") }}
        title={demand.name || demand.number}
        tag={
          <>
            <StateTag lifecycle={demandLifecycle} state={demand.status} locale={locale} />
            {demand.dueAt ? <Deadline due={demand.dueAt} now={demand.now} /> : null}
          </>
        }
        sub={
          <>
            {demand.number} · {t("asOf", { at: formatDate(demand.now, locale) })} <Zone />
          </>
        }
        actions={actions}
      />
      <ReasonAlert demand={demand} />
      <div className="mb-4 rounded-lg border border-hair bg-sheet">
        <DemandRail demand={demand} />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_320px]">
        <div className="grid min-w-0 gap-4">
          <DemandFacts demand={demand} />
          <DemandCustomerCard demand={demand} />
          <DemandLines demand={demand} />
        </div>
        <DemandTimeline demand={demand} />
      </div>
    </Page>
  );
}

function ReasonAlert({ demand }: { demand: DemandDetail }) {
  const t = useTranslations("demand");
  const { reasonCode, reasonNote, status } = demand;
  if (!reasonCode) return null;
  const rejected = status === "rejected" ? rejectReasons.find((one) => one === reasonCode) : undefined;
  const lost = status === "closed_lost" ? lostReasons.find((one) => one === reasonCode) : undefined;
  const text = rejected ? t(`rejectReason.${rejected}`) : lost ? t(`lostReason.${lost}`) : t(`reason.${reasonCode}` as "reason.lapsed");
  return (
    <div className="mb-4">
      <InlineAlert tone={status === "closed_won_offline" ? "ok" : "wait"} title={text}>
        {reasonNote}
      </InlineAlert>
    </div>
  );
}
