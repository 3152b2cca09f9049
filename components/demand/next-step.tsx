import { useLocale, useTranslations } from "next-intl";
import { formatUntil } from "@/components/ui/date-format";
import { DateTime } from "@/components/ui/date-time";
import { Tag } from "@/components/ui/tag";
import { type BusinessDay, daysBetween, formatRemaining, toBusinessDay } from "@/lib/dates";
import type { Locale } from "@/lib/locale";

/** States in which somebody is to take the next step. */
export const followed: ReadonlySet<string> = new Set(["converting", "stale", "offered"]);

/** The day of the next step; past it or on it, it presses. */
export function NextStepDay({ on, now }: { on: string; now: string }) {
  const t = useTranslations("demand.detail.due");
  const today = toBusinessDay(new Date(now));
  const state = on < today ? "overdue" : on === today ? "today" : null;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <DateTime at={on} precision="day" />
      {state ? <Tag tone={state === "overdue" ? "stop" : "wait"}>{t(state)}</Tag> : null}
    </span>
  );
}

/** What is left until a deadline, short enough for a card; the moment itself on demand. */
export function TimeLeft({ due, now }: { due: string; now: string }) {
  const locale = useLocale() as Locale;
  const [at, today] = [new Date(due), new Date(now)];
  const hours = (at.getTime() - today.getTime()) / 3_600_000;
  return (
    <Tag tone={hours < 12 ? "stop" : hours < 72 ? "wait" : "run"} className="num">
      <time dateTime={due} title={formatUntil(due, locale)}>
        {formatRemaining(at, today, locale)}
      </time>
    </Tag>
  );
}

type SilenceProps = { demand: { readonly status: string; readonly nudgedAt: string | null; readonly lastProgressAt: string | null }; now: string };

/** For how many days nothing was heard of a demand in conversion whose seller has been reminded. */
export function Silence({ demand: { status, nudgedAt, lastProgressAt }, now }: SilenceProps) {
  const t = useTranslations("demand.detail");
  if (status !== "converting" || !nudgedAt || !lastProgressAt) return null;
  const dayOf = (at: string): BusinessDay => toBusinessDay(new Date(at));
  return (
    <span>
      <Tag tone="wait">{t("silent", { days: daysBetween(dayOf(lastProgressAt), dayOf(now)) })}</Tag>
    </span>
  );
}
