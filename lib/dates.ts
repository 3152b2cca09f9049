import type { Locale } from "./locale";

/** A calendar day in Asia/Shanghai, "YYYY-MM-DD". Texts compare like the days they name. */
export type BusinessDay = string & { readonly __brand: "BusinessDay" };

/** A settlement period: a calendar month in Asia/Shanghai, "YYYYMM". */
export type Period = string & { readonly __brand: "Period" };

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** China has kept UTC+8 without summer time since 1992, so no time-zone database is needed. */
const OFFSET_MS = 8 * HOUR_MS;

/** The instant as if it were UTC, so that the UTC getters read Shanghai's clock. */
function shanghaiClock(instant: Date): Date {
  return new Date(instant.getTime() + OFFSET_MS);
}

/** Midnight UTC of the day's date: the arithmetic of days without any time zone. */
function utcMidnight(day: BusinessDay): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayAt(utcMs: number): BusinessDay {
  return new Date(utcMs).toISOString().slice(0, 10) as BusinessDay;
}

/** The day if the text names a real one, else null ("2025-02-30" is none). */
export function parseBusinessDay(text: string): BusinessDay | null {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) || dayAt(ms) !== text ? null : dayAt(ms);
}

/** parseBusinessDay for texts that must be days. Throws RangeError. */
export function businessDay(text: string): BusinessDay {
  const day = parseBusinessDay(text);
  if (day === null) throw new RangeError(`not a day: ${text}`);
  return day;
}

/** The day in Shanghai at this instant. */
export function toBusinessDay(instant: Date): BusinessDay {
  return shanghaiClock(instant).toISOString().slice(0, 10) as BusinessDay;
}

/** The instant at which the day begins in Shanghai. */
export function startOfBusinessDay(day: BusinessDay): Date {
  return new Date(utcMidnight(day) - OFFSET_MS);
}

/** The first instant after the day: the exclusive end of a range. */
export function endOfBusinessDay(day: BusinessDay): Date {
  return new Date(utcMidnight(day) + DAY_MS - OFFSET_MS);
}

export function addDays(day: BusinessDay, days: number): BusinessDay {
  return dayAt(utcMidnight(day) + days * DAY_MS);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: BusinessDay, to: BusinessDay): number {
  return (utcMidnight(to) - utcMidnight(from)) / DAY_MS;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: BusinessDay): number {
  return new Date(utcMidnight(day)).getUTCDay();
}

/** The period if the text is one ("YYYYMM"), else null. */
export function parsePeriod(text: string): Period | null {
  return /^[1-9]\d{3}(0[1-9]|1[0-2])$/.test(text) ? (text as Period) : null;
}

/** parsePeriod for texts that must be periods. Throws RangeError. */
export function period(text: string): Period {
  const parsed = parsePeriod(text);
  if (parsed === null) throw new RangeError(`not a period: ${text}`);
  return parsed;
}

/** The month in Shanghai of an instant or a day. */
export function periodOf(when: Date | BusinessDay): Period {
  const day = typeof when === "string" ? when : toBusinessDay(when);
  return (day.slice(0, 4) + day.slice(5, 7)) as Period;
}

/** The period of the latest of several instants: a line belongs to the month in which its last gate opened. */
export function periodOfLatest(instants: readonly [Date, ...Date[]]): Period {
  return periodOf(new Date(Math.max(...instants.map((instant) => instant.getTime()))));
}

export function addPeriods(from: Period, months: number): Period {
  const count = Number(from.slice(0, 4)) * 12 + Number(from.slice(4)) - 1 + months;
  return `${Math.floor(count / 12)}${String((((count % 12) + 12) % 12) + 1).padStart(2, "0")}` as Period;
}

export function nextPeriod(from: Period): Period {
  return addPeriods(from, 1);
}

export function previousPeriod(from: Period): Period {
  return addPeriods(from, -1);
}

export type PeriodBounds = { firstDay: BusinessDay; lastDay: BusinessDay; start: Date; end: Date };

/** First and last day of the period, and the instants [start, end) they cover. */
export function periodBounds(of: Period): PeriodBounds {
  const firstDay = `${of.slice(0, 4)}-${of.slice(4)}-01` as BusinessDay;
  const next = nextPeriod(of);
  const lastDay = addDays(`${next.slice(0, 4)}-${next.slice(4)}-01` as BusinessDay, -1);
  return { firstDay, lastDay, start: startOfBusinessDay(firstDay), end: endOfBusinessDay(lastDay) };
}

const MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;
const WEEKDAYS: Record<Locale, readonly string[]> = {
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
  "zh-CN": ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
};

/** "3 Apr 2025" or "2025年4月3日". Written here and not by Intl, so that server and browser never differ. */
export function formatDay(day: BusinessDay, locale: Locale): string {
  const [year, month, date] = [day.slice(0, 4), Number(day.slice(5, 7)), Number(day.slice(8))];
  return locale === "en" ? `${date} ${MONTHS[month - 1]} ${year}` : `${year}年${month}月${date}日`;
}

/** "Apr 2025" or "2025年4月". */
export function formatPeriod(of: Period, locale: Locale): string {
  const [year, month] = [of.slice(0, 4), Number(of.slice(4))];
  return locale === "en" ? `${MONTHS[month - 1]} ${year}` : `${year}年${month}月`;
}

/** "17:00" in Shanghai. */
export function formatTime(instant: Date): string {
  return shanghaiClock(instant).toISOString().slice(11, 16);
}

/** "3 Apr 2025, 17:00" or "2025年4月3日 17:00" in Shanghai. */
export function formatInstant(instant: Date, locale: Locale): string {
  const day = formatDay(toBusinessDay(instant), locale);
  return `${day}${locale === "en" ? ", " : " "}${formatTime(instant)}`;
}

/** The last day of what ends at this instant: midnight still belongs to the day it ends. */
export function lastDayOf(end: Date): BusinessDay {
  return toBusinessDay(new Date(end.getTime() - 1));
}

/** The time at which something ends: midnight is the end of its day, "24:00". */
function formatEndTime(end: Date): string {
  return lastDayOf(end) === toBusinessDay(end) ? formatTime(end) : "24:00";
}

/** When something ends: "26 Dec 2026, 24:00" or "2026年12月26日 24:00" in Shanghai. */
export function formatEnd(end: Date, locale: Locale): string {
  return `${formatDay(lastDayOf(end), locale)}${locale === "en" ? ", " : " "}${formatEndTime(end)}`;
}

/** "Fri 17:00" or "周五 17:00" in Shanghai; the end of a Tuesday is "Tue 24:00". */
function formatWeekdayEnd(end: Date, locale: Locale): string {
  return `${WEEKDAYS[locale][weekdayOf(lastDayOf(end))]} ${formatEndTime(end)}`;
}

/** "Thu 3 Apr" or "4月3日 周四"; a day of another year than `now` names it. */
function formatWeekdayDay(day: BusinessDay, now: Date, locale: Locale): string {
  const other = day.slice(0, 4) !== toBusinessDay(now).slice(0, 4);
  const said = formatDay(day, locale);
  const weekday = WEEKDAYS[locale][weekdayOf(day)];
  if (locale === "en") return `${weekday} ${other ? said : said.slice(0, -5)}`;
  return `${other ? said : said.slice(5)} ${weekday}`;
}

/** The two largest units of a span of milliseconds: "2 d 4 h", "3 h 5 min", "0 min". */
export function formatSpan(ms: number, locale: Locale): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  const [days, hours, rest] = [
    Math.floor(minutes / 1440),
    Math.floor(minutes / 60) % 24,
    minutes % 60,
  ];
  const [d, h, m] = locale === "en" ? ["d", "h", "min"] : ["天", "小时", "分钟"];
  if (days > 0) return hours > 0 ? `${days} ${d} ${hours} ${h}` : `${days} ${d}`;
  if (hours > 0) return rest > 0 ? `${hours} ${h} ${rest} ${m}` : `${hours} ${h}`;
  return `${rest} ${m}`;
}

/** A deadline as a clock: "2 d 4 h left" / "还剩 2 天 4 小时", and once past "3 h overdue" / "已逾期 3 小时". */
export function formatRemaining(deadline: Date, now: Date, locale: Locale): string {
  const ms = deadline.getTime() - now.getTime();
  const span = formatSpan(Math.abs(ms), locale);
  if (ms >= 0) return locale === "en" ? `${span} left` : `还剩 ${span}`;
  return locale === "en" ? `${span} overdue` : `已逾期 ${span}`;
}

/** From here on a deadline is told in days and by its date alone. */
const FAR_MS = 6 * 1440 * MINUTE_MS;

/**
 * The clock with its absolute time: "2 d 4 h left, Fri 17:00"; six days and more away "12 d left, Thu 3 Apr", a day and
 * more ago "4 d 15 h overdue, Fri 4 Apr": there a weekday alone would say the wrong week.
 */
export function formatDeadline(deadline: Date, now: Date, locale: Locale): string {
  const comma = locale === "en" ? ", " : "，";
  const away = deadline.getTime() - now.getTime();
  const far = Math.abs(away) >= FAR_MS;
  const days = Math.trunc(away / DAY_MS) * DAY_MS;
  const left = formatRemaining(far ? new Date(now.getTime() + days) : deadline, now, locale);
  const near = !far && away > -DAY_MS;
  return `${left}${comma}${near ? formatWeekdayEnd(deadline, locale) : formatWeekdayDay(lastDayOf(deadline), now, locale)}`;
}
