import { useLocale, useTranslations } from "next-intl";
import { StatusRail } from "@/components/timeline/status-rail";
import { Timeline } from "@/components/timeline/timeline";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/components/ui/date-format";
import { DateTime } from "@/components/ui/date-time";
import { stateLabel } from "@/components/ui/state-tag";
import type { Tone } from "@/components/ui/tone";
import type { Locale } from "@/lib/locale";
import { demandLifecycle, lostReasons, rejectReasons, type DemandState } from "@/lib/states/demand";
import { offerLifecycle, type OfferState } from "@/lib/states/offer";
import type { DemandDetail, DemandEvent } from "@/server/modules/demand/contract";

const road = ["draft", "submitted", "pending", "converting", "offered"] as const;
const placeOf: Partial<Record<DemandState, number>> = { draft: 0, returned: 0, submitted: 1, pending: 2, converting: 3, stale: 3, offered: 4 };

/** How far a demand came before it ended. */
function reached(demand: DemandDetail): number {
  if (demand.events.some((event) => event.act === "lock") || demand.status === "won") return 4;
  return demand.acceptedAt ? 3 : demand.assignedAt ? 2 : demand.submittedAt ? 1 : 0;
}

/** The road from draft to won, where the demand stands on it, or where it ended. */
export function DemandRail({ demand }: { demand: DemandDetail }) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  const place = placeOf[demand.status];
  const ended = place === undefined;
  const at = [demand.createdAt, demand.submittedAt, demand.assignedAt, demand.acceptedAt, null];
  const steps = road.map((key, index) => {
    const state = ended ? (index <= reached(demand) ? ("done" as const) : ("todo" as const)) : index < place ? ("done" as const) : index === place ? ("current" as const) : ("todo" as const);
    const moment = at[index];
    return { key, label: t(`rail.${key}`), state, at: state !== "todo" && moment ? <DateTime at={moment} precision="day" /> : undefined, note: state === "current" ? stateLabel(demandLifecycle, demand.status, locale) : undefined };
  });
  const end = { key: "end", label: ended ? stateLabel(demandLifecycle, demand.status, locale) : t("rail.end"), state: ended ? ("current" as const) : ("todo" as const), at: demand.closedAt ? <DateTime at={demand.closedAt} precision="day" /> : undefined };
  return <StatusRail label={t("card.rail")} steps={ended ? [...steps.filter((step) => step.state === "done"), end] : [...steps, end]} />;
}

const tones: Record<string, Tone | "key"> = { accept: "run", win: "ok", close_won: "ok", reject: "stop", lapse: "stop", stall: "stop", warn: "wait", assign: "run" };

/** Everything that happened, newest first. */
export function DemandTimeline({ demand }: { demand: DemandDetail }) {
  const t = useTranslations("demand");
  const describe = useDescribe();
  return (
    <Card title={t("card.timeline")} padded as="aside">
      <Timeline
        items={demand.events.map((event) => ({
          key: event.id,
          at: event.at,
          title: describe.title(event),
          body: describe.body(event),
          actor: event.actorOrgName ? `${event.actorName} · ${event.actorOrgName}` : t("event.system"),
          tone: tones[event.act],
        }))}
      />
    </Card>
  );
}

function useDescribe() {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  const reason = (code: string) => {
    const rejected = rejectReasons.find((one) => one === code);
    const lost = lostReasons.find((one) => one === code);
    return rejected ? t(`rejectReason.${rejected}`) : lost ? t(`lostReason.${lost}`) : code;
  };
  const lostOr = (act: string, code: string) => (act === "close_lost" && lostReasons.some((one) => one === code) ? t(`lostReason.${code}` as "lostReason.other") : reason(code));
  const title = ({ act, detail }: DemandEvent) => {
    const why = detail["reason"] ?? "";
    const said = act === "unlock" && why in offerLifecycle.states ? stateLabel(offerLifecycle, why as OfferState, locale) : lostOr(act, why);
    const due = detail["due"] ? formatDate(detail["due"], locale) : "";
    return t(`event.${act}` as "event.reject", { ...detail, seller: (locale === "en" && detail["sellerEn"]) || (detail["seller"] ?? ""), reason: said, due });
  };
  const body = ({ note, nextStep, nextStepOn }: DemandEvent) => {
    const next = nextStep ? (nextStepOn ? t("event.nextOn", { on: formatDate(nextStepOn, locale, "day"), step: nextStep }) : t("event.next", { step: nextStep })) : "";
    return [note, next].filter(Boolean).join("\n") || undefined;
  };
  return { title, body };
}
