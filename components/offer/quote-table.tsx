import { useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { fenOf } from "@/components/demand/fen-of";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { formatMoney } from "@/components/ui/money-format";
import { Percent, Rate } from "@/components/ui/rate";
import type { Breach } from "@/lib/offer-price";
import type { BuyerOffer, OfferLine } from "@/server/modules/offer/contract";
import { LineVerdict } from "./line-verdict";

type BuyersLine = BuyerOffer["lines"][number];
type QuoteTableProps = { caption: string; totalListFen: string; totalFen: string } & (
  | { lines: readonly OfferLine[]; breaches: readonly Breach[] }
  | { lines: readonly BuyersLine[]; breaches?: undefined }
);
type Line = BuyersLine & Partial<Pick<OfferLine, "shareBp" | "authority">>;
type Translate = ReturnType<typeof useTranslations<"offer">>;

function columnsOf(t: Translate, props: QuoteTableProps): Column<Line>[] {
  const { breaches } = props;
  const product = (line: Line) => (
    <>
      {line.productName} · {line.specName}
      {breaches ? <LineVerdict line={{ authority: line.authority ?? null, breaches: breaches.filter((breach) => breach.line === props.lines.findIndex((one) => one === line)) }} /> : null}
    </>
  );
  const share: Column<Line>[] = breaches ? [{ key: "share", header: t("field.share"), align: "end", cell: (line) => <Percent bp={line.shareBp} /> }] : [];
  return [
    { key: "product", header: t("field.product"), wrap: true, cell: product },
    { key: "price", header: t("field.unitPrice"), align: "end", cell: (line) => <Price line={line} /> },
    { key: "quantity", header: t("field.quantityPeriods"), align: "end", cell: (line) => `${line.quantity} × ${line.periodNumber}` },
    { key: "rate", header: t("field.rate"), align: "end", cell: (line) => <Rate payable={line.rateBp} /> },
    ...share,
    { key: "payable", header: t("field.payable"), align: "end", cell: (line) => <Payable listFen={line.listFen} fen={line.amountFen} />, total: <Payable listFen={props.totalListFen} fen={props.totalFen} /> },
  ];
}

/** What is paid, and beneath it the list price it comes from. */
function Payable({ listFen, fen }: { listFen: string; fen: string }) {
  const t = useTranslations("offer");
  return (
    <>
      <Money fen={fen} />
      {listFen === fen ? null : <span className="small block">{t("form.ofList", { list: formatMoney(listFen) })}</span>}
    </>
  );
}

function Price({ line }: { line: Line }) {
  const t = useTranslations("offer");
  return (
    <>
      {t("perUnit", { price: formatMoney(fenOf(line.unitPrice)), period: t(`period.${line.periodType}` as "period.YEAR") })}
      <span className="small block">{t(`charging.${line.chargingMode}` as "charging.PERIOD")}</span>
    </>
  );
}

/** The quote line by line, with its totals; shares and authority are for the companies, not for the buyer. */
export function QuoteTable(props: QuoteTableProps) {
  const t = useTranslations("offer");
  const lines: readonly Line[] = props.lines;
  return (
    <DataTable
      captionVisible
      caption={props.caption}
      rows={lines}
      rowKey={(line) => `${line.skuCode}-${lines.indexOf(line)}`}
      empty={<EmptyState kind="nothing-yet" title={props.caption} body="–" action={null} />}
      totals={{ label: t("form.total") }}
      columns={columnsOf(t, props)}
    />
  );
}
