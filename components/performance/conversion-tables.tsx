import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith } from "@/components/ui/href";
import { Money } from "@/components/ui/money";
import { Percent } from "@/components/ui/rate";
import { grouped } from "@/lib/counts";
import { formatPeriod, parsePeriod } from "@/lib/dates";
import type { Locale } from "@/lib/locale";
import { type DemandState, lostReasons, rejectReasons } from "@/lib/states/demand";
import { conversionColumns, type ConversionEnd, type ConversionReason, type ConversionRow, type ConversionStage, ratesOf } from "@/server/modules/performance/contract-conversion";
import { rowsBehind } from "./conversion-links";
import type { ConversionViewProps } from "./conversion-view";
import { useDuration } from "./duration";

function useGroupName({ conversion }: ConversionViewProps): (row: ConversionRow) => string {
  const t = useTranslations("conversion");
  const demand = useTranslations("demand");
  const locale = useLocale() as Locale;
  return (row) => {
    if (row.key === "") return t(`none.${conversion.by === "seller" ? "seller" : conversion.by === "product" ? "product" : "partner"}`);
    const period = conversion.by === "month" ? parsePeriod(row.key) : null;
    if (period) return formatPeriod(period, locale);
    return conversion.by === "source" ? demand(`source.${row.key as "partner"}`) : row.label;
  };
}

function useGroupColumns(props: ConversionViewProps): Column<ConversionRow>[] {
  const { conversion, home, search } = props;
  const t = useTranslations("conversion");
  const duration = useDuration();
  const nameOf = useGroupName(props);
  const { total, by } = conversion;
  const rowsOf = (row: ConversionRow, stage: ConversionStage | ConversionEnd) => rowsBehind(conversion, search, `${home}/demands`, { stage, group: row.key });
  const narrowed = (row: ConversionRow) => hrefWith(`${home}/conversion`, search, { [by]: row.key, by: "month" });
  return [
    { key: "group", header: t(`group.${by}`), wrap: true, cell: (row) => (by !== "month" && row.key !== "" ? <Link className="link" href={narrowed(row)}>{nameOf(row)}</Link> : nameOf(row)) },
    ...conversionColumns.map((stage): Column<ConversionRow> => ({
      key: stage,
      header: t(`stage.${stage}`),
      align: "end",
      cell: (row) => (row.count[stage] === 0 ? "0" : <Link className="link" href={rowsOf(row, stage)}>{grouped(row.count[stage])}</Link>),
      total: grouped(total.count[stage]),
    })),
    { key: "acceptance", header: t("column.acceptance"), align: "end", cell: (row) => <Percent bp={ratesOf(row).acceptance} />, total: <Percent bp={ratesOf(total).acceptance} /> },
    { key: "win", header: t("column.win"), align: "end", cell: (row) => <Percent bp={ratesOf(row).win} />, total: <Percent bp={ratesOf(total).win} /> },
    { key: "accept", header: t("column.accept"), align: "end", cell: (row) => duration(row.medianSeconds.accept), total: duration(total.medianSeconds.accept) },
    { key: "budget", header: t("budget"), align: "end", cell: (row) => <Money fen={row.amountFen.submitted} />, total: <Money fen={total.amountFen.submitted} /> },
    { key: "wonAmount", header: t("wonAmount"), align: "end", cell: (row) => <Money fen={row.amountFen.won} />, total: <Money fen={total.amountFen.won} /> },
  ];
}

/** Every group with its way through the stages; a group's name narrows the page to it, a number opens its rows. */
export function GroupTable(props: ConversionViewProps) {
  const { conversion, home } = props;
  const t = useTranslations("conversion");
  return (
    <DataTable
      caption={t("groups", { by: t(`group.${conversion.by}`) })}
      captionVisible
      columns={useGroupColumns(props)}
      rows={conversion.groups}
      rowKey={(row) => row.key}
      totals={conversion.by === "product" ? undefined : { label: t("total") }}
      empty={<EmptyState kind="no-match" clearHref={`${home}/conversion`} />}
    />
  );
}

const stageOf: Readonly<Record<ConversionReason["status"], ConversionEnd>> = { rejected: "rejected", closed_lost: "lost" };

function useReasonColumns({ conversion, home, search }: ConversionViewProps): Column<ConversionReason>[] {
  const t = useTranslations("conversion");
  const demand = useTranslations("demand");
  const said = ({ status, code }: ConversionReason): string => {
    if (status === "rejected") return demand(`rejectReason.${rejectReasons.find((one) => one === code) ?? "other"}`);
    return demand(`lostReason.${lostReasons.find((one) => one === code) ?? "other"}`);
  };
  const all = conversion.reasons.reduce((sum, one) => sum + one.count, 0);
  const rowsOf = (row: ConversionReason) => rowsBehind(conversion, search, `${home}/demands`, { stage: stageOf[row.status], reason: row.code });
  return [
    { key: "reason", header: t("reason"), cell: said, wrap: true },
    { key: "end", header: t("how"), cell: (row) => t(`stage.${stageOf[row.status]}`) },
    { key: "count", header: t("count"), align: "end", cell: (row) => <Link className="link" href={rowsOf(row)}>{grouped(row.count)}</Link>, total: grouped(all) },
    { key: "part", header: t("part"), align: "end", cell: (row) => <Percent bp={Math.round((row.count * 10_000) / all)} /> },
    { key: "amount", header: t("budget"), align: "end", cell: (row) => <Money fen={row.amountFen} /> },
  ];
}

/** Why demand was refused or lost. */
export function ReasonTable(props: ConversionViewProps) {
  const { conversion, home } = props;
  const t = useTranslations("conversion");
  const reasonColumns = useReasonColumns(props);
  if (conversion.reasons.length === 0) return null;
  return (
    <DataTable
      caption={t("reasons")}
      captionVisible
      columns={reasonColumns}
      rows={conversion.reasons}
      rowKey={(row) => `${row.status satisfies DemandState} ${row.code}`}
      totals={{ label: t("total") }}
      empty={<EmptyState kind="no-match" clearHref={`${home}/conversion`} />}
    />
  );
}
