import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith } from "@/components/ui/href";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Percent } from "@/components/ui/rate";
import { grouped } from "@/lib/counts";
import { formatPeriod, parsePeriod } from "@/lib/dates";
import type { Locale } from "@/lib/locale";
import { lostReasons, rejectReasons } from "@/lib/states/demand";
import { conversionColumns, type ConversionEnd, type ConversionFigures, type ConversionReason, type ConversionRow, type ConversionStage, hasTotals, partOf, ratesOf } from "@/server/modules/performance/contract-conversion";
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
  const open = (stage: ConversionStage | ConversionEnd, shown: ReactNode, row?: ConversionRow) => (
    <Link className="link" href={rowsBehind(conversion, search, `${home}/demands`, { stage, group: row?.key })}>
      {shown}
    </Link>
  );
  const narrowed = (row: ConversionRow) => hrefWith(`${home}/conversion`, search, { [by]: row.key, by: "month" });
  const column = (key: string, header: string, stage: ConversionStage | ConversionEnd, shown: (figures: ConversionFigures) => ReactNode): Column<ConversionRow> => ({
    key,
    header,
    align: "end",
    cell: (row) => (row.count[stage] === 0 ? shown(row) : open(stage, shown(row), row)),
    total: total.count[stage] === 0 ? shown(total) : open(stage, shown(total)),
  });
  return [
    { key: "group", header: t(`group.${by}`), wrap: true, cell: (row) => (by !== "month" && row.key !== "" ? <Link className="link" href={narrowed(row)}>{nameOf(row)}</Link> : nameOf(row)) },
    ...conversionColumns.map((stage) => column(stage, t(`stage.${stage}`), stage, ({ count }) => grouped(count[stage]))),
    column("acceptance", t("column.acceptance"), "accepted", (figures) => <Percent bp={ratesOf(figures).acceptance} />),
    column("win", t("column.win"), "won", (figures) => <Percent bp={ratesOf(figures).win} />),
    column("accept", t("column.accept"), "accepted", ({ medianSeconds }) => duration(medianSeconds.accept)),
    column("budget", t("budget"), "submitted", ({ amountFen }) => <Money fen={amountFen.submitted} />),
    column("wonAmount", t("wonAmount"), "won", ({ amountFen }) => <Money fen={amountFen.won} />),
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
      totals={hasTotals(conversion.by) ? { label: t("total") } : undefined}
      empty={<EmptyState kind="no-match" clearHref={`${home}/conversion`} />}
    />
  );
}

function useReasonColumns({ conversion, home, search }: ConversionViewProps): Column<ConversionReason>[] {
  const t = useTranslations("conversion");
  const demand = useTranslations("demand");
  const said = ({ status, code }: ConversionReason): string => {
    if (status === "lapsed") return t("unanswered");
    if (status === "rejected") return demand(`rejectReason.${rejectReasons.find((one) => one === code) ?? "other"}`);
    return demand(`lostReason.${lostReasons.find((one) => one === code) ?? "other"}`);
  };
  const all = conversion.reasons.reduce((sum, one) => sum + one.count, 0);
  const open = ({ status, code }: ConversionReason, shown: ReactNode) => (
    <Link className="link" href={rowsBehind(conversion, search, `${home}/demands`, { status, reason: status === "lapsed" ? undefined : code })}>
      {shown}
    </Link>
  );
  return [
    { key: "reason", header: t("reason"), cell: said, wrap: true },
    { key: "end", header: t("how"), cell: (row) => t(`end.${row.status}`) },
    { key: "count", header: t("count"), align: "end", cell: (row) => open(row, grouped(row.count)), total: grouped(all) },
    { key: "part", header: t("part"), align: "end", cell: (row) => <Percent bp={partOf(row.count, all)} /> },
    { key: "amount", header: t("budget"), align: "end", cell: (row) => open(row, <Money fen={row.amountFen} />) },
  ];
}

/** Why demand came to no deal, by how it stands now; below, what the table above counts besides: demand that went on to another seller. */
export function ReasonTable(props: ConversionViewProps) {
  const { conversion, home } = props;
  const t = useTranslations("conversion");
  const reasonColumns = useReasonColumns(props);
  if (conversion.reasons.length === 0) return null;
  const standing = (status: ConversionReason["status"]) => conversion.reasons.reduce((sum, one) => (one.status === status ? sum + one.count : sum), 0);
  const { rejected, lapsed } = conversion.total.count;
  const [refused, missed] = [rejected - standing("rejected"), lapsed - standing("lapsed")];
  return (
    <div className="min-w-0">
      <DataTable
        caption={t("reasons")}
        captionVisible
        columns={reasonColumns}
        rows={conversion.reasons}
        rowKey={(row) => `${row.status} ${row.code}`}
        totals={{ label: t("total") }}
        empty={<EmptyState kind="no-match" clearHref={`${home}/conversion`} />}
      />
      <p className="small mt-2 max-w-[90ch]">
        {t("reasonsNote")} {refused + missed > 0 ? t("wentOn", { refused, missed }) : null}
      </p>
    </div>
  );
}
