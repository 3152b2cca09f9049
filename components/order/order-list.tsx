import { useTranslations } from "next-intl";
import { DateTime } from "@/components/ui/date-time";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Tag } from "@/components/ui/tag";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import type { OrgKind } from "@/lib/states/org";
import type { OrderSummary } from "@/server/modules/order/contract";
import { Name, OrderStatus } from "./words";

type OrderListProps = {
  wing: OrgKind;
  /** The list's own address. */
  path: string;
  rows: readonly OrderSummary[];
  totals: { count: number; amountFen: string };
  filtered: boolean;
  firstHref: string | null;
  nextHref: string | null;
  emptyHref: string;
};

function useColumns(wing: OrgKind, amountFen: string): Column<OrderSummary>[] {
  const t = useTranslations("order");
  const counterpart: Column<OrderSummary>[] = [
    ...(wing === "seller" ? [] : [{ key: "seller", header: t("column.seller"), wrap: true, cell: (row: OrderSummary) => <Name zh={row.sellerName} en={row.sellerNameEn} /> }]),
    ...(wing === "partner" ? [] : [{ key: "partner", header: t("column.partner"), wrap: true, cell: (row: OrderSummary) => (row.partnerName ? <Name zh={row.partnerName} en={row.partnerNameEn} /> : <span className="small">{t("direct")}</span>) }]),
  ];
  return [
    { key: "number", header: t("column.number"), cell: (row) => row.number },
    { key: "status", header: t("column.status"), cell: (row) => <Standing row={row} />, underName: true },
    { key: "type", header: t("column.type"), cell: (row) => t(`type.${row.orderType}`) },
    { key: "product", header: t("column.product"), cell: (row) => <ProductCell row={row} />, wrap: true, underName: true },
    { key: "customer", header: t("column.customer"), cell: (row) => row.customerName, wrap: true },
    ...counterpart,
    { key: "placed", header: t("column.placed"), cell: (row) => <DateTime at={row.placedAt} /> },
    { key: "amount", header: t("column.amount"), align: "end", cell: (row) => <Money fen={row.amountFen} currency={row.currency} />, total: <Money fen={amountFen} />, underName: true },
  ];
}

function Standing({ row }: { row: OrderSummary }) {
  const t = useTranslations("fulfilment");
  return (
    <span className="inline-flex gap-1">
      <OrderStatus state={row.status} />
      {row.trouble ? <Tag tone="stop">{t("column.trouble")}</Tag> : null}
    </span>
  );
}

function ProductCell({ row }: { row: OrderSummary }) {
  const t = useTranslations("order");
  return (
    <>
      <Name zh={row.product} en={row.productEn} />
      {row.lineCount > 1 ? <span className="small ml-1.5">{t("more", { n: row.lineCount - 1 })}</span> : null}
    </>
  );
}

/** Orders of one wing, newest first. */
export function OrderList({ wing, path, rows, totals, filtered, firstHref, nextHref, emptyHref }: OrderListProps) {
  const t = useTranslations("order");
  const columns = useColumns(wing, totals.amountFen);
  const empty = filtered ? (
    <EmptyState kind="no-match" clearHref={path} />
  ) : (
    <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href={emptyHref}>{t(wing === "operator" ? "empty.actionOperator" : "empty.action")}</LinkButton>} />
  );
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `${path}/${row.id}`}
      totals={{ label: t("total") }}
      empty={empty}
      count={totals.count}
      page={{ prevHref: firstHref, nextHref }}
    />
  );
}
