import { useLocale, useTranslations } from "next-intl";
import { useDescribe } from "@/components/demand/describe";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/components/ui/date-format";
import { DateTime } from "@/components/ui/date-time";
import { TextLink } from "@/components/ui/link-button";
import { Tag } from "@/components/ui/tag";
import type { Tone } from "@/components/ui/tone";
import type { Locale } from "@/lib/locale";
import { listed } from "@/lib/names";
import type { Candidate, DemandDuplicates, DemandMatches, MatchRecord } from "@/server/modules/demand/contract-dispatch";

const tones: Readonly<Record<Candidate["state"], Tone>> = { waiting: "mute", asked: "wait", accepted: "ok", refused: "stop", lapsed: "stop", skipped: "mute" };

/** Whom the demand was offered to so far, and what the earlier choices came to beside what the ranking said. */
export function PastChoices({ matches: { candidates, choices } }: { matches: DemandMatches }) {
  const t = useTranslations("demand.match");
  const locale = useLocale() as Locale;
  if (candidates.length === 0 && choices.length === 0) return null;
  return (
    <Card title={t("pastTitle")} padded>
      <ol className="grid gap-1.5">
        {candidates.map((one) => (
          <li key={one.position} className="flex flex-wrap items-center gap-2">
            <span className="small num w-4">{one.position}</span> {one.sellerName} <Tag tone={tones[one.state]}>{t(`candidate.${one.state}`)}</Tag>
            {one.assignedAt ? <span className="small"><DateTime at={one.endedAt ?? one.assignedAt} /></span> : null}
          </li>
        ))}
      </ol>
      {choices.map((choice) => (
        <div key={choice.id} className="mt-3 border-t border-hair pt-2">
          <p className="small">{t("choiceBy", { by: choice.byName, at: formatDate(choice.at, locale) })}</p>
          <ul>
            {choice.chosen.map((one, at) => (
              <li key={at} className="flex flex-wrap items-center gap-2">
                {one.sellerName} <span className="small">{one.place ? t("place", { place: one.place }) : t("notRanked")}</span>
                {one.outcome ? <Tag tone={tones[one.outcome]}>{t(`candidate.${one.outcome}`)}</Tag> : null}
              </li>
            ))}
          </ul>
          {choice.ranking.length > 0 ? <p className="small">{t("rankingThen", { names: listed({ locale }, choice.ranking.slice(0, 3).map((one) => `${one.productName} (${Math.round(one.score * 100)})`)) })}</p> : null}
        </div>
      ))}
    </Card>
  );
}

/** The histories of the demands merged into this one. */
export function MergedHistories({ merged }: { merged: DemandDuplicates["merged"] }) {
  const t = useTranslations("demand");
  const describe = useDescribe();
  if (merged.length === 0) return null;
  return (
    <Card title={t("match.mergedTitle")} padded>
      {merged.map((one) => (
        <div key={one.id} className="mb-3 last:mb-0">
          <p>
            <TextLink href={`/operator/demands/${one.id}`}>{one.name}</TextLink> <span className="small">{one.number} · {one.submitterName}</span>
          </p>
          <ul className="mt-1 grid gap-0.5">
            {one.events.map((event) => (
              <li key={event.id} className="small">
                <DateTime at={event.at} /> · {describe.title(event)} · {event.actorName}
                {event.note ? ` · ${event.note}` : ""}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Card>
  );
}

/** How the ranking did against the choices taken: one quiet line. */
export function RecordLine({ record }: { record: MatchRecord }) {
  const t = useTranslations("demand.match");
  if (record.choices === 0) return null;
  return <p className="small mb-3">{t("record", { choices: record.choices, first: record.first, three: record.amongThree, firstWon: record.firstWon, otherWon: record.otherWon })}</p>;
}
