import { useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Named } from "@/components/transaction/standing";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { Percent } from "@/components/ui/rate";
import type { ProductRow, RateRow, SettledLine, StatementDetail } from "@/server/modules/settlement/contract";

type Words = ReturnType<typeof useTranslations<"settlement.statement">>;

const nothing = (t: Words, href: string) => (
  <EmptyState kind="nothing-yet" title={t("noRefunds.title")} body={t("noRefunds.body")} action={<LinkButton href={href}>{t("noRefunds.action")}</LinkButton>} />
);

const moneyIn = (currency: string) => (fen: string) => <Money fen={fen} currency={currency} />;

function useProductColumns(statement: StatementDetail): Column<ProductRow>[] {
  const t = useTranslations("settlement.statement");
  const money = moneyIn(statement.currency);
  const other: Column<ProductRow> = { key: "other", header: t(statement.side === "partner" ? "term.sellerShare" : "term.partnerShare"), align: "end", cell: (row) => money(row.otherFen ?? "0"), total: money(statement.otherShareFen) };
  return [
    { key: "product", header: t("column.product"), cell: (row) => <Named zh={row.product} en={row.productEn} />, wrap: true },
    { key: "lines", header: t("column.lines"), align: "end", cell: (row) => row.lines, total: statement.lineCount },
    { key: "paid", header: t("column.paid"), align: "end", cell: (row) => money(row.amountFen), total: money(statement.grossFen) },
    { key: "refunded", header: t("column.refunded"), align: "end", cell: (row) => money(row.refundFen), total: money(statement.refundFen) },
    { key: "ratio", header: t("column.ratio"), align: "end", cell: (row) => (row.ratioBp === null ? t("mixed") : <Percent bp={row.ratioBp} />) },
    ...(statement.platformFen === null ? [] : [other]),
    { key: "share", header: t("column.share"), note: t("column.shareNote"), align: "end", underName: true, cell: (row) => money(row.shareFen), total: money(statement.payableFen) },
  ];
}

/** A statement's lines summed per product; each leads to its lines. */
export function ProductTable({ statement, rows, lineHref }: { statement: StatementDetail; rows: readonly ProductRow[]; lineHref: (productId: string) => string }) {
  const t = useTranslations("settlement.statement");
  const columns = useProductColumns(statement);
  return <DataTable caption={t("tabs.products")} columns={columns} rows={rows} rowKey={(row) => row.productId} rowHref={(row) => lineHref(row.productId)} totals={{ label: t("total", { n: statement.lineCount }) }} empty={nothing(t, "?tab=lines")} />;
}

function useLineColumns(statement: StatementDetail): Column<SettledLine>[] {
  const t = useTranslations("settlement.statement");
  const type = useTranslations("transaction.type");
  return [
    { key: "order", header: t("column.order"), cell: (row) => row.orderNumber },
    { key: "product", header: t("column.product"), cell: (row) => <Named zh={row.product} en={row.productEn} />, wrap: true, underName: true },
    { key: "type", header: t("column.type"), cell: (row) => type(row.orderType) },
    { key: "opened", header: t("column.opened"), cell: (row) => <DateTime at={row.openedAt} precision="day" /> },
    { key: "paid", header: t("column.paid"), align: "end", cell: (row) => <Money fen={row.amountFen} currency={statement.currency} /> },
    {
      key: "ratio",
      header: t("column.ratio"),
      align: "end",
      cell: (row) => (
        <>
          <Percent bp={row.ratioBp} />
          {row.tierBp > 0 ? <span className="small"> {t("tier", { tier: `${row.tierBp / 100} %` })}</span> : null}
        </>
      ),
    },
    { key: "share", header: t("column.share"), align: "end", underName: true, cell: (row) => <Money fen={row.shareFen} currency={statement.currency} /> },
  ];
}

type LineTableProps = { statement: StatementDetail; rows: readonly SettledLine[]; ordersPath: string; page: { prevHref: string | null; nextHref: string | null }; caption: string };

/** A statement's lines, or its refunds alone. */
export function LineTable({ statement, rows, ordersPath, page, caption }: LineTableProps) {
  const t = useTranslations("settlement.statement");
  const columns = useLineColumns(statement);
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={(row) => row.id} rowHref={(row) => `${ordersPath}/${row.orderId}`} page={page} empty={nothing(t, "?tab=lines")} />;
}

function useRateColumns(statement: StatementDetail): Column<RateRow>[] {
  const t = useTranslations("settlement.statement");
  const money = moneyIn(statement.currency);
  return [
    { key: "rate", header: t("column.rate"), cell: (row) => <Percent bp={row.taxRateBp} /> },
    { key: "net", header: t("column.net"), align: "end", cell: (row) => money(row.netFen) },
    { key: "tax", header: t("column.tax"), align: "end", cell: (row) => money(row.taxFen) },
    { key: "gross", header: t("column.gross"), align: "end", cell: (row) => money(row.grossFen), total: money(statement.payableFen) },
  ];
}

/** What is invoiced: one row per tax rate, the only place where fractions were rounded. */
export function RateTable({ statement }: { statement: StatementDetail }) {
  const t = useTranslations("settlement.statement");
  const columns = useRateColumns(statement);
  return <DataTable caption={t("tabs.rates")} columns={columns} rows={statement.rates} rowKey={(row) => String(row.taxRateBp)} totals={{ label: t("total", { n: statement.lineCount }) }} empty={nothing(t, "?tab=lines")} />;
}
