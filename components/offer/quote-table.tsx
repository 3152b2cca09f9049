import { useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { fenOf } from "@/components/demand/fen-of";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { formatMoney } from "@/components/ui/money-format";
import { Percent, Rate } from "@/components/ui/rate";
import type { OfferLine } from "@/server/modules/offer/contract";

type QuoteLine = Omit<OfferLine, "shareBp" | "productId"> & { shareBp?: number };
type QuoteTableProps = { caption: string; lines: readonly QuoteLine[]; totalListFen: string; totalFen: string; withShare?: boolean };

type Translate = ReturnType<typeof useTranslations<"offer">>;

const shareColumn = (t: Translate): Column<QuoteLine> => ({ key: "share", header: t("field.share"), align: "end", cell: (line) => <Percent bp={line.shareBp} /> });

const columnsOf = (t: Translate, { totalListFen, totalFen, withShare }: QuoteTableProps): Column<QuoteLine>[] => [
  { key: "product", header: t("field.product"), wrap: true, cell: (line) => `${line.productName} · ${line.specName}` },
  { key: "price", header: t("field.unitPrice"), align: "end", cell: (line) => t("perUnit", { price: formatMoney(fenOf(line.unitPrice)), period: t(`period.${line.periodType}` as "period.YEAR") }) },
  { key: "quantity", header: t("field.quantityPeriods"), align: "end", cell: (line) => `${line.quantity} × ${line.periodNumber}` },
  { key: "rate", header: t("field.rate"), align: "end", cell: (line) => <Rate payable={line.rateBp} /> },
  ...(withShare ? [shareColumn(t)] : []),
  { key: "list", header: t("field.list"), align: "end", cell: (line) => <Money fen={line.listFen} />, total: <Money fen={totalListFen} /> },
  { key: "payable", header: t("field.payable"), align: "end", cell: (line) => <Money fen={line.amountFen} />, total: <Money fen={totalFen} /> },
];

/** The quote line by line, with its totals; shares are for the companies, not for the buyer. */
export function QuoteTable(props: QuoteTableProps) {
  const t = useTranslations("offer");
  return (
    <DataTable
      captionVisible
      caption={props.caption}
      rows={props.lines}
      rowKey={(line) => `${line.skuCode}-${props.lines.indexOf(line)}`}
      empty={<EmptyState kind="nothing-yet" title={props.caption} body="–" action={null} />}
      totals={{ label: t("form.total") }}
      columns={columnsOf(t, props)}
    />
  );
}
