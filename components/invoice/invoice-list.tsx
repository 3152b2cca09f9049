import { useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { DateTime, Relative } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { Percent } from "@/components/ui/rate";
import { Tag } from "@/components/ui/tag";
import { Two } from "@/components/ui/two";
import type { InvoiceSummary } from "@/server/modules/invoice/contract";
import { InvoiceStatus } from "./words";

type InvoiceListProps = {
  rows: readonly InvoiceSummary[];
  asOf: string;
  count: number;
  withCompany?: boolean;
  hrefOf: (row: InvoiceSummary) => string;
  /** Where the requisition of a row is shown, if not behind the row itself. */
  requisitionHrefOf?: (row: InvoiceSummary) => string;
  page: { prevHref: string | null; nextHref: string | null };
  empty: { clearHref: string } | { actionHref: string; action: string };
};

function Standing({ row }: { row: InvoiceSummary }) {
  const t = useTranslations("invoice");
  return (
    <span className="inline-flex gap-1">
      <InvoiceStatus state={row.status} />
      {row.warnings > 0 && row.status === "submitted" ? <Tag tone="wait">{t("warnings", { n: row.warnings })}</Tag> : null}
    </span>
  );
}

type Shape = Pick<InvoiceListProps, "asOf" | "withCompany" | "requisitionHrefOf">;

function useColumns({ asOf, withCompany, requisitionHrefOf }: Shape): Column<InvoiceSummary>[] {
  const t = useTranslations("invoice");
  const company: Column<InvoiceSummary>[] = withCompany ? [{ key: "company", header: t("column.company"), cell: (row) => row.orgName, wrap: true }] : [];
  const requisition = (row: InvoiceSummary) => (requisitionHrefOf ? <TextLink href={requisitionHrefOf(row)}>{row.requisitionNumber}</TextLink> : row.requisitionNumber);
  return [
    { key: "number", header: t("column.number"), cell: (row) => <span className="num">{row.number}</span> },
    { key: "status", header: t("column.status"), cell: (row) => <Standing row={row} />, underName: true },
    ...company,
    { key: "requisition", header: t("column.requisition"), cell: (row) => <Two above={requisition(row)} below={row.periodLabel} /> },
    { key: "issued", header: t("column.issueDate"), cell: (row) => <DateTime at={row.issueDate} precision="day" /> },
    { key: "submitted", header: t("column.submitted"), cell: (row) => <Relative at={row.createdAt} now={asOf} /> },
    { key: "rate", header: t("column.rate"), align: "end", cell: (row) => <Percent bp={row.taxRateBp} /> },
    { key: "total", header: t("column.total"), align: "end", cell: (row) => <Money fen={row.totalFen} />, underName: true },
  ];
}

/** Invoices with how they stand. */
export function InvoiceList({ rows, count, hrefOf, page, empty, ...shape }: InvoiceListProps) {
  const t = useTranslations("invoice");
  const nothing =
    "clearHref" in empty ? (
      <EmptyState kind="no-match" clearHref={empty.clearHref} />
    ) : (
      <EmptyState kind="nothing-yet" title={t("empty.invoices")} body={t("empty.invoicesBody")} action={<LinkButton href={empty.actionHref}>{empty.action}</LinkButton>} />
    );
  return <DataTable caption={t("invoices")} columns={useColumns(shape)} rows={rows} rowKey={(row) => row.id} rowHref={hrefOf} empty={nothing} count={count} page={page} />;
}
