import { Paperclip } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { StatusRail } from "@/components/timeline/status-rail";
import { Timeline } from "@/components/timeline/timeline";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { TextLink } from "@/components/ui/link-button";
import { stateLabel } from "@/components/ui/state-tag";
import type { Tone } from "@/components/ui/tone";
import type { Locale } from "@/lib/locale";
import { listed } from "@/lib/names";
import type { OrgKind } from "@/lib/states/org";
import { demandLifecycle, type DemandState } from "@/lib/states/demand";
import type { DemandDetail, DemandEvent } from "@/server/modules/demand/contract";
import { CommentDialog } from "./comment-dialog";
import { useDescribe } from "./describe";

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
  const at = [demand.createdAt, demand.submittedAt, demand.assignedAt, demand.acceptedAt, demand.offeredAt];
  const steps = road.map((key, index) => {
    const state = ended ? (index <= reached(demand) ? ("done" as const) : ("todo" as const)) : index < place ? ("done" as const) : index === place ? ("current" as const) : ("todo" as const);
    const moment = at[index];
    return { key, label: t(`rail.${key}`), state, at: state !== "todo" && moment ? <DateTime at={moment} precision="day" /> : undefined, note: state === "current" ? stateLabel(demandLifecycle, demand.status, locale) : undefined };
  });
  const end = { key: "end", label: ended ? stateLabel(demandLifecycle, demand.status, locale) : t("rail.end"), state: ended ? ("ended" as const) : ("todo" as const), at: demand.closedAt ? <DateTime at={demand.closedAt} precision="day" /> : undefined };
  return <StatusRail label={t("card.rail")} steps={ended ? [...steps.filter((step) => step.state === "done"), end] : [...steps, end]} />;
}

const tones: Record<string, Tone | "key"> = { accept: "run", win: "ok", close_won: "ok", reject: "stop", lapse: "stop", stall: "stop", refund: "stop", warn: "wait", ask: "wait", request_close: "wait", assign: "run", answer: "run", comment: "mute", own_comment: "wait" };

/** Everything that happened, newest first, with the papers that came along. */
export function DemandTimeline({ org, wing, demand, className }: { org: string; wing: OrgKind; demand: DemandDetail; className?: string }) {
  const t = useTranslations("demand");
  const describe = useDescribe();
  return (
    <Card title={t("card.timeline")} actions={demand.acts.comment === "permission" ? null : <CommentDialog org={org} wing={wing} demand={demand} />} padded as="aside" className={className}>
      <Timeline
        items={demand.events.map((event) => ({
          key: event.id,
          at: event.at,
          title: describe.title(event),
          body: <Said org={org} text={describe.body(event)} event={event} />,
          actor: event.actorOrgName ? `${event.actorName} · ${event.actorOrgName}` : t("event.system"),
          tone: tones[event.act],
        }))}
      />
    </Card>
  );
}

type SaidProps = { org: string; text: string | undefined; event: DemandEvent };

/** What was said, who was named in it, and the files. */
function Said({ org, text, event: { detail, files } }: SaidProps) {
  const t = useTranslations("demand.detail");
  const locale = useLocale() as Locale;
  return (
    <>
      {text}
      {detail["mentions"] ? <span className="small block">{t("mentioned", { names: listed({ locale }, detail["mentions"].split("、")) })}</span> : null}
      {files.length > 0 ? (
        <ul className="mt-0.5">
          {files.map(({ fileId, name }) => (
            <li key={fileId} className="flex items-center gap-1.5">
              <Paperclip aria-hidden size={12} className="flex-none text-ink-3" />
              <TextLink href={`/api/files/${fileId}?org=${org}`} external>
                {name}
              </TextLink>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
