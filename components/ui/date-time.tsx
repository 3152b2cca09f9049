import { useLocale, useTranslations } from "next-intl";
import { formatDeadline } from "@/lib/dates";
import type { Locale } from "@/lib/locale";
import { formatDate, formatUntil, toInstant, type Precision } from "./date-format";
import { Tag } from "./tag";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** An instant or a business day by Shanghai's clock; "–" when there is none. */
export function DateTime({ at, precision = "minute" }: { at: string | Date | null | undefined; precision?: Precision }) {
  const locale = useLocale() as Locale;
  if (!at) return <span className="text-ink-3">–</span>;
  return (
    <time dateTime={toInstant(at).toISOString()} className="num whitespace-nowrap">
      {formatDate(at, locale, precision)}
    </time>
  );
}

/** The absolute time, and beside it how far it is from `now` (the business clock). */
export function Relative({ at, now, precision }: { at: string | Date; now: string | Date; precision?: Precision }) {
  const t = useTranslations("ui");
  const distance = toInstant(at).getTime() - toInstant(now).getTime();
  const minutes = Math.floor(Math.abs(distance) / 60_000);
  const unit = minutes < 60 ? "minutes" : minutes < 1440 ? "hours" : "days";
  const n = unit === "minutes" ? minutes : unit === "hours" ? Math.floor(minutes / 60) : Math.floor(minutes / 1440);
  return (
    <span>
      <DateTime at={at} precision={precision} />
      <span className="small ml-1.5">{t(distance > 0 ? `ahead.${unit}` : `ago.${unit}`, { n })}</span>
    </span>
  );
}

type DeadlineProps = {
  due: string | Date;
  now: string | Date;
  /** Plain text instead of a tag. */
  calm?: boolean;
};

/** The end of a span, an instant or its last day; "–" when it has none. */
export function Until({ at, precision = "minute" }: { at: string | null | undefined; precision?: "day" | "minute" }) {
  const locale = useLocale() as Locale;
  if (!at) return <span className="text-ink-3">–</span>;
  return (
    <time dateTime={toInstant(at).toISOString()} className="num whitespace-nowrap">
      {formatUntil(at, locale, precision)}
    </time>
  );
}

/** A deadline as a clock: what is left and when it falls. Under 12 hours or past it presses. */
export function Deadline({ due, now, calm }: DeadlineProps) {
  const locale = useLocale() as Locale;
  const at = toInstant(due);
  const today = toInstant(now);
  const left = at.getTime() - today.getTime();
  const text = (
    <time dateTime={at.toISOString()} title={formatUntil(at, locale)}>
      {formatDeadline(at, today, locale)}
    </time>
  );
  if (calm) return <span className="num">{text}</span>;
  return (
    <Tag tone={left < 12 * HOUR ? "stop" : left < 3 * DAY ? "wait" : "run"} className="num">
      {text}
    </Tag>
  );
}

/** Names the time zone, once per page. */
export function Zone({ alone = false }: { /** Not in brackets behind other words. */ alone?: boolean }) {
  return <span>{useTranslations("ui")(alone ? "zoneAlone" : "zone")}</span>;
}
