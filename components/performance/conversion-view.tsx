import { useLocale, useTranslations } from "next-intl";
import { BarSeries } from "@/components/chart/bar-series";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip, ToggleChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { Percent } from "@/components/ui/rate";
import { StatStrip } from "@/components/ui/stat-strip";
import { formatPeriod, parsePeriod } from "@/lib/dates";
import type { Locale } from "@/lib/locale";
import { demandSources } from "@/lib/states/demand";
import type { OrgKind } from "@/lib/states/org";
import { type Conversion, conversionCohorts, type ConversionGroup, conversionGroups, ratesOf } from "@/server/modules/performance/contract-conversion";
import { type ConversionSearch, rowsBehind } from "./conversion-links";
import { ConversionSteps } from "./conversion-steps";
import { GroupTable, ReasonTable } from "./conversion-tables";
import { useDuration } from "./duration";

export type ConversionViewProps = { conversion: Conversion; wing: OrgKind; home: string; search: ConversionSearch; today: string };

/** How demand becomes deals: funnel, times, groups, months and reasons; every number opens its rows. */
export function ConversionView(props: ConversionViewProps) {
  const { conversion, home, search } = props;
  const t = useTranslations("conversion");
  const path = `${home}/conversion`;
  const narrowed = ["source", "product", "partner", "seller", "from", "to"].some((key) => search[key]);
  if (conversion.total.count.submitted === 0) {
    return (
      <>
        <Filters {...props} />
        {narrowed ? <EmptyState kind="no-match" clearHref={path} /> : <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href={`${home}/demands`}>{t("empty.action")}</LinkButton>} />}
      </>
    );
  }
  return (
    <div className="grid min-w-0 gap-4">
      <Filters {...props} />
      <Rates {...props} />
      <div className="grid min-w-0 items-start gap-4 lg:grid-cols-2">
        <Card>
          <ConversionSteps conversion={conversion} home={home} search={search} />
        </Card>
        <Card>
          <Months {...props} />
        </Card>
      </div>
      <GroupTable {...props} />
      <ReasonTable {...props} />
      <p className="small max-w-[90ch]">{t(`definition.${conversion.cohort}`)} {t("definition.all")} {conversion.passedOn > 0 ? t("passedOn", { n: conversion.passedOn }) : null}</p>
    </div>
  );
}

const spans = [3, 6, 12, 24] as const;

/** The first day of the month so many months back. */
function firstDayOf(today: string, months: number): string {
  const at = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - months, 1));
  return at.toISOString().slice(0, 10);
}

function groupsFor(wing: OrgKind): ConversionGroup[] {
  const foreign: Readonly<Record<OrgKind, ConversionGroup[]>> = { seller: ["seller"], partner: ["source", "partner"], operator: [] };
  return conversionGroups.filter((group) => !foreign[wing].includes(group));
}

function Filters({ conversion, wing, home, search, today }: ConversionViewProps) {
  const t = useTranslations("conversion");
  const source = useTranslations("demand");
  const path = `${home}/conversion`;
  const months = spans.find((n) => firstDayOf(today, n) === conversion.from && conversion.to === today);
  const chosen = (["product", "partner", "seller"] as const).filter((side) => search[side]);
  return (
    <FilterBar clearHref={Object.keys(search).length > 0 ? path : undefined}>
      {conversionCohorts.map((cohort) => (
        <ToggleChip key={cohort} label={t(`cohort.${cohort}`)} on={conversion.cohort === cohort} href={hrefWith(path, search, { cohort })} />
      ))}
      <FilterChip
        label={t("span")}
        value={months ? t("months", { n: months }) : `${conversion.from} – ${conversion.to}`}
        options={spans.map((n) => ({ href: hrefWith(path, search, { from: firstDayOf(today, n), to: today }), label: t("months", { n }), current: n === months }))}
      />
      {wing === "partner" ? null : (
        <FilterChip
          label={t("group.source")}
          value={demandSources.some((one) => one === search["source"]) ? source(`source.${search["source"] as "partner"}`) : null}
          clearHref={hrefWith(path, search, { source: null })}
          options={demandSources.map((one) => ({ href: hrefWith(path, search, { source: one }), label: source(`source.${one}`), current: search["source"] === one }))}
        />
      )}
      {chosen.map((side) => (
        <ToggleChip key={side} label={t(`only.${side}`)} on href={hrefWith(path, search, { [side]: null })} />
      ))}
      <FilterChip label={t("by")} value={t(`group.${conversion.by}`)} options={groupsFor(wing).map((by) => ({ href: hrefWith(path, search, { by }), label: t(`group.${by}`), current: conversion.by === by }))} />
    </FilterBar>
  );
}

function Rates({ conversion, home, search }: ConversionViewProps) {
  const t = useTranslations("conversion");
  const duration = useDuration();
  const { acceptance, lapse, win } = ratesOf(conversion.total);
  const { count, amountFen, medianSeconds } = conversion.total;
  const to = (stage: Parameters<typeof rowsBehind>[3]["stage"]) => rowsBehind(conversion, search, `${home}/demands`, { stage });
  return (
    <StatStrip
      items={[
        { label: t("acceptance"), value: <Percent bp={acceptance} />, note: t("demands", { n: count.accepted }), href: to("accepted") },
        { label: t("lapse"), value: <Percent bp={lapse} />, note: t("demands", { n: count.lapsed }), href: to("lapsed") },
        { label: t("win"), value: <Percent bp={win} />, note: <Money fen={amountFen.won} />, href: to("won") },
        { label: t("median.accept"), value: duration(medianSeconds.accept), note: t("medianNote"), href: to("accepted") },
        { label: t("median.firstProgress"), value: duration(medianSeconds.firstProgress), note: t("medianNote"), href: to("accepted") },
        { label: t("median.offer"), value: duration(medianSeconds.offer), note: t("medianNote"), href: to("offered") },
        { label: t("median.order"), value: duration(medianSeconds.order), note: t("medianNote"), href: to("won") },
      ]}
    />
  );
}

function Months({ conversion, home, search }: ConversionViewProps) {
  const t = useTranslations("conversion");
  const locale = useLocale() as Locale;
  const data = conversion.months.map((month) => {
    const { submitted, won } = month.count;
    const { ended } = month;
    const period = parsePeriod(month.key);
    return {
      key: month.key,
      label: period ? formatPeriod(period, locale) : month.key,
      href: rowsBehind(conversion, search, `${home}/demands`, { stage: "submitted", month: month.key }),
      values: { won, ended, open: submitted - won - ended },
    };
  });
  return (
    <BarSeries
      title={t("cohorts", { cohort: t(`cohort.${conversion.cohort}`) })}
      unit={t("unit")}
      asOf={<DateTime at={conversion.asOf} precision="minute" />}
      series={[
        { key: "won", label: t("stage.won"), role: "seal" },
        { key: "ended", label: t("ended"), role: "mute" },
        { key: "open", label: t("open"), role: "ink" },
      ]}
      data={data}
      height={190}
    />
  );
}
