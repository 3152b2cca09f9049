import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Deadline, DateTime } from "@/components/ui/date-time";
import { TextLink } from "@/components/ui/link-button";
import { lostReasons, rejectReasons } from "@/lib/states/demand";
import type { DemandDetail, DemandLink } from "@/server/modules/demand/contract";
import { AnswerForm } from "./clock-dialogs";
import { CloseAnswer } from "./close-request-dialogs";
import { NextStepDay } from "./next-step";

type Props = { org: string; base: string; demand: DemandDetail };

/** What concerns the reader before anything else: a question, a request to close, what became of it, the next step. */
export function DemandBanners({ org, base, demand }: Props) {
  const parts = [<Question key="question" org={org} demand={demand} />, <CloseRequested key="close" org={org} demand={demand} />, <Merged key="merged" base={base} demand={demand} />, <Ended key="ended" demand={demand} />, <NextStep key="next" demand={demand} />];
  return <div className="mb-4 grid gap-3 empty:hidden">{parts}</div>;
}

/** The clock stands for a question; who is asked answers here. */
function Question({ org, demand }: Omit<Props, "base">) {
  const t = useTranslations("demand.detail");
  const { question, pausedAt, pausedUntil, acts } = demand;
  if (!pausedAt) return null;
  const mine = acts.answer === null;
  return (
    <InlineAlert tone="wait" title={t(mine ? "askedYou" : "askedThem", { submitter: demand.submitterName })}>
      {question ? <blockquote className="my-1 border-l-2 border-hair-strong pl-3 whitespace-pre-line">{question}</blockquote> : null}
      <p className="small">
        {t("pausedSince")} <DateTime at={pausedAt} />
        {pausedUntil ? (
          <>
            {" · "}
            {t("pausedUntil")} <Deadline due={pausedUntil} now={demand.now} calm />
          </>
        ) : null}
      </p>
      {mine ? <AnswerForm org={org} demand={demand} /> : null}
    </InlineAlert>
  );
}

/** A seller wants the partner's demand closed; silence decides when the clock runs out. */
function CloseRequested({ org, demand }: Omit<Props, "base">) {
  const t = useTranslations("demand");
  const { closeRequest, closeRequestDueAt, acts, sellerName } = demand;
  if (!closeRequest || !closeRequestDueAt) return null;
  const reason = lostReasons.find((one) => one === closeRequest.reasonCode);
  const mine = acts.confirm_close !== "wing";
  return (
    <InlineAlert
      tone="wait"
      title={
        <span className="flex flex-wrap items-center gap-2">
          {t(`detail.closeAsked.${closeRequest.outcome}`, { seller: sellerName ?? "", reason: reason ? t(`lostReason.${reason}`) : "", evidence: closeRequest.evidence })}
          <Deadline due={closeRequestDueAt} now={demand.now} />
        </span>
      }
    >
      <p className="whitespace-pre-line">{closeRequest.note}</p>
      <p className="small">
        {closeRequest.byName} · <DateTime at={closeRequest.at} /> · {t(mine ? "detail.silenceYours" : "detail.silence")}
      </p>
      {mine ? <CloseAnswer org={org} demand={demand} /> : null}
    </InlineAlert>
  );
}

function Merged({ base, demand: { mergedInto, merged } }: Omit<Props, "org">) {
  const t = useTranslations("demand.detail");
  const link = ({ id, number }: DemandLink): ReactNode => (
    <TextLink key={id} href={`${base}/${id}`}>
      {number}
    </TextLink>
  );
  if (!mergedInto && merged.length === 0) return null;
  return (
    <InlineAlert tone="mute">
      {mergedInto ? <p>{t.rich("mergedInto", { link: () => link(mergedInto) })}</p> : null}
      {merged.length > 0 ? <p className="flex flex-wrap gap-x-2">{t("merged")} {merged.map(link)}</p> : null}
    </InlineAlert>
  );
}

/** How it ended, or why it came back. */
function Ended({ demand }: { demand: DemandDetail }) {
  const t = useTranslations("demand");
  const { reasonCode, reasonNote, status, refundedAt } = demand;
  if (refundedAt) {
    return (
      <InlineAlert tone="stop" title={t("detail.refunded")}>
        <DateTime at={refundedAt} />
      </InlineAlert>
    );
  }
  if (!reasonCode) return null;
  const rejected = status === "rejected" ? rejectReasons.find((one) => one === reasonCode) : undefined;
  const lost = status === "closed_lost" ? lostReasons.find((one) => one === reasonCode) : undefined;
  const text = rejected ? t(`rejectReason.${rejected}`) : lost ? t(`lostReason.${lost}`) : t.has(`reason.${reasonCode}` as "reason.lapsed") ? t(`reason.${reasonCode}` as "reason.lapsed") : reasonCode;
  return (
    <InlineAlert tone={status === "closed_won_offline" ? "ok" : "wait"} title={text}>
      {reasonNote}
    </InlineAlert>
  );
}

const running = ["converting", "stale", "offered"];

/** The next step agreed last, with its day; past it, it presses. */
function NextStep({ demand }: { demand: DemandDetail }) {
  const t = useTranslations("demand.detail");
  const last = demand.events.find(({ act }) => act === "progress");
  if (!last?.nextStep || !running.includes(demand.status)) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-hair bg-sheet px-3.5 py-2.5">
      <b className="font-[560]">{t("nextStep")}</b>
      <span className="min-w-0 break-words">{last.nextStep}</span>
      {last.nextStepOn ? <NextStepDay on={last.nextStepOn} now={demand.now} /> : null}
      {demand.sellerPersonName ? <span className="small">{demand.sellerPersonName}</span> : null}
    </div>
  );
}
