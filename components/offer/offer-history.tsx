import { useLocale, useTranslations } from "next-intl";
import { StatusRail } from "@/components/timeline/status-rail";
import { Timeline } from "@/components/timeline/timeline";
import { Card } from "@/components/ui/card";
import { formatUntil } from "@/components/ui/date-format";
import { DateTime } from "@/components/ui/date-time";
import { stateLabel } from "@/components/ui/state-tag";
import type { Tone } from "@/components/ui/tone";
import type { Locale } from "@/lib/locale";
import { liveOfferStates, offerLifecycle, type OfferState } from "@/lib/states/offer";
import { declineReasons, type OfferDetail } from "@/server/modules/offer/contract";
import { tookEffect } from "./rail-steps";

const isLive = (state: OfferState) => (liveOfferStates as readonly OfferState[]).includes(state);

/** From submission to use: where the offer stands and whose turn it is, or where it ended. */
export function OfferRail({ offer }: { offer: OfferDetail }) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  const label = stateLabel(offerLifecycle, offer.status, locale);
  const reviewed = offer.breaches.length > 0;
  const waiting = offer.status === "review" || offer.status === "countered";
  const inForce = offer.status === "scheduled" || offer.status === "effective";
  const turn = offer.status === "review" ? t("rail.deskTurn") : offer.status === "countered" ? t("rail.makerTurn") : undefined;
  const review = { key: "review", label: t("rail.review"), state: waiting ? ("current" as const) : ("done" as const), at: offer.decidedAt && !waiting ? <DateTime at={offer.decidedAt} precision="day" /> : undefined, note: turn };
  const steps = [
    { key: "submitted", label: t("rail.submitted"), state: "done" as const, at: <DateTime at={offer.submittedAt} precision="day" /> },
    ...(reviewed ? [review] : []),
    { key: "effective", label: inForce ? label : t("rail.effective"), state: inForce ? ("current" as const) : isLive(offer.status) ? ("todo" as const) : ("done" as const), at: waiting ? undefined : <DateTime at={offer.startsAt} precision="day" /> },
    { key: "end", label: isLive(offer.status) ? t("rail.end") : label, state: isLive(offer.status) ? ("todo" as const) : ("ended" as const), at: inForce ? t("rail.until", { day: formatUntil(offer.endsAt, locale, "day") }) : undefined },
  ];
  const neverInForce = !isLive(offer.status) && !tookEffect(offer);
  return <StatusRail label={t("card.rail")} steps={neverInForce ? steps.filter((step) => step.key !== "effective") : steps} />;
}

const tones: Record<string, Tone> = { approve: "ok", use: "ok", start: "ok", opened: "run", counter: "wait", refuse: "stop", revoke: "stop", decline: "stop" };

/** Everything that happened to the offer, newest first. */
export function OfferTimeline({ offer }: { offer: OfferDetail }) {
  const t = useTranslations("offer");
  const said = (detail: Record<string, string>) => {
    const reason = declineReasons.find((one) => one === detail["reason"]);
    return { note: detail["note"] ?? "", person: detail["person"] ?? "", reason: reason ? t(`declineReason.${reason}`) : "", outcome: detail["outcome"] ?? "" };
  };
  const who = (name: string) => (name === "buyer" ? t("event.buyer") : name);
  return (
    <Card title={t("card.timeline")} padded as="aside">
      <Timeline items={offer.events.map((event) => ({ key: event.id, at: event.at, title: t(`event.${event.act}` as "event.refuse", said(event.detail)), actor: who(event.actorName), tone: tones[event.act] }))} />
    </Card>
  );
}
