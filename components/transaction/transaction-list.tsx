import { useLocale, useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { formatPeriod, type Period } from "@/lib/dates";
import type { Transaction, TransactionPage } from "@/server/modules/settlement/contract";
import { Named, Standing, Supervised } from "./standing";
import type { TransactionQuery } from "./transaction-filters";

type ListProps = { path: string; ordersPath: string; query: TransactionQuery; page: TransactionPage; openId: string | null; cursor: string | null };

function useColumns(totals: TransactionPage["totals"]): Column<Transaction>[] {
  const t = useTranslations("transaction");
  const locale = useLocale() === "en" ? "en" : "zh-CN";
  return [
    { key: "order", header: t("column.order"), cell: (row) => row.orderNumber },
    { key: "product", header: t("column.product"), cell: (row) => <Named zh={row.product} en={row.productEn} />, wrap: true, underName: true },
    { key: "type", header: t("column.type"), cell: (row) => t(`type.${row.orderType}`) },
    { key: "placed", header: t("column.placed"), cell: (row) => <DateTime at={row.placedAt} precision="day" /> },
    { key: "supervision", header: t("column.supervision"), cell: (row) => (row.blockedBy.includes("CANCELLED") ? "–" : <Supervised state={row.supervision} />) },
    { key: "billing", header: t("column.billing"), cell: (row) => <Standing blockedBy={row.blockedBy} />, underName: true },
    { key: "period", header: t("column.period"), cell: (row) => (row.period ? formatPeriod(row.period as Period, locale) : "–") },
    { key: "amount", header: t("column.amount"), align: "end", cell: (row) => <Money fen={row.amountFen} currency={row.currency} />, total: <Money fen={totals.amountFen} />, underName: true },
    { key: "share", header: t("column.share"), note: t("column.shareNote"), align: "end", cell: (row) => <Money fen={row.shareFen} currency={row.currency} />, total: <Money fen={totals.shareFen} />, underName: true },
  ];
}

/** The lines of one company, each with why it is in no statement yet. */
export function TransactionList({ path, ordersPath, query, page, openId, cursor }: ListProps) {
  const t = useTranslations("transaction");
  const columns = useColumns(page.totals);
  const here = { ...query, cursor: cursor ?? undefined };
  const empty = Object.values(query).some(Boolean) ? (
    <EmptyState kind="no-match" clearHref={path} />
  ) : (
    <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href={ordersPath}>{t("empty.action")}</LinkButton>} />
  );
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={page.rows}
      rowKey={(row) => row.lineId}
      rowHref={(row) => hrefWith(path, here, { open: row.lineId })}
      selectedKey={openId}
      count={page.totals.count}
      totals={{ label: t("total", { n: page.totals.count }) }}
      page={{ prevHref: cursor ? hrefWith(path, query, { cursor: null }) : null, nextHref: page.next ? hrefWith(path, query, { cursor: page.next }) : null }}
      empty={empty}
    />
  );
}
