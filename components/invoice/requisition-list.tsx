import { useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Deadline, Until } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import type { RequisitionSummary } from "@/server/modules/invoice/contract";
import { RequisitionStatus } from "./words";

type RequisitionListProps = {
  rows: readonly RequisitionSummary[];
  asOf: string;
  count: number;
  /** Operators see whose it is. */
  withCompany?: boolean;
  hrefOf: (row: RequisitionSummary) => string;
  selectedKey?: string | null;
  page: { prevHref: string | null; nextHref: string | null };
  /** Where an empty list leads: to all of them, or to what makes the first. */
  empty: { clearHref: string } | { actionHref: string; action: string };
};

function Invoiced({ row }: { row: RequisitionSummary }) {
  const t = useTranslations("invoice");
  if (!row.invoiceNeeded) return <span className="small">{t("notNeeded")}</span>;
  return <Money fen={BigInt(row.submittedFen) + BigInt(row.verifiedFen)} currency={row.currency} />;
}

function Due({ row, asOf }: { row: RequisitionSummary; asOf: string }) {
  if (row.status === "to_invoice" && row.invoiceDueAt) return <Deadline due={row.invoiceDueAt} now={asOf} />;
  return <Until at={row.invoiceDueAt} precision="day" />;
}

function useColumns(asOf: string, withCompany: boolean): Column<RequisitionSummary>[] {
  const t = useTranslations("invoice");
  const company: Column<RequisitionSummary>[] = withCompany ? [{ key: "company", header: t("column.company"), cell: (row) => row.orgName, wrap: true }] : [];
  return [
    { key: "number", header: t("column.requisition"), cell: (row) => <span className="num">{row.number}</span> },
    { key: "status", header: t("column.status"), cell: (row) => <RequisitionStatus state={row.status} />, underName: true },
    ...company,
    { key: "period", header: t("column.period"), cell: (row) => <span className="num">{row.periodLabel}</span> },
    { key: "class", header: t("column.productClass"), cell: (row) => t(`productClass.${row.productClass}`) },
    { key: "due", header: t("column.due"), cell: (row) => <Due row={row} asOf={asOf} />, underName: true },
    { key: "invoiced", header: t("column.invoiced"), align: "end", cell: (row) => <Invoiced row={row} /> },
    { key: "total", header: t("column.toInvoice"), align: "end", cell: (row) => <Money fen={row.totalFen} currency={row.currency} />, underName: true },
  ];
}

/** Requisitions with what is invoiced of them and until when. */
export function RequisitionList({ rows, asOf, count, withCompany = false, hrefOf, selectedKey, page, empty }: RequisitionListProps) {
  const t = useTranslations("invoice");
  const nothing =
    "clearHref" in empty ? (
      <EmptyState kind="no-match" clearHref={empty.clearHref} />
    ) : (
      <EmptyState kind="nothing-yet" title={t("empty.requisitions")} body={t("empty.requisitionsBody")} action={<LinkButton href={empty.actionHref}>{empty.action}</LinkButton>} />
    );
  return <DataTable caption={t("requisitions")} columns={useColumns(asOf, withCompany)} rows={rows} rowKey={(row) => row.id} rowHref={hrefOf} selectedKey={selectedKey} empty={nothing} count={count} page={page} />;
}
