import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { fenOf } from "@/components/demand/fen-of";
import { Money } from "@/components/ui/money";
import { formatMoney } from "@/components/ui/money-format";
import { Percent, Rate } from "@/components/ui/rate";
import type { Breach } from "@/lib/offer-price";
import type { BuyerOffer, OfferLine } from "@/server/modules/offer/contract";
import { LineVerdict } from "./line-verdict";

type BuyersLine = BuyerOffer["lines"][number];
type QuoteTableProps = { caption: string; totalListFen: string; totalFen: string } & (
  | { lines: readonly OfferLine[]; breaches: readonly Breach[]; /** Whether the reader's company made it. */ own: boolean }
  | { lines: readonly BuyersLine[]; breaches?: undefined; own?: undefined }
);
type Line = BuyersLine & Partial<Pick<OfferLine, "shareBp" | "authority">>;

const headings = ["product", "unitPrice", "quantityPeriods", "rate", "payable"] as const;
const headCell = "h-[34px] border-b border-hair-strong px-3 text-right text-small font-[540] break-keep text-ink-3 first:text-left";
// A row of the table where there is room, else a card: its cells one below the other, each with its name.
const row = "@max-[44rem]:grid @max-[44rem]:gap-y-1 @max-[44rem]:border-b @max-[44rem]:border-hair @max-[44rem]:px-3 @max-[44rem]:py-3 print:table-row print:p-0";
const cell = "text-right @max-[44rem]:flex @max-[44rem]:flex-wrap @max-[44rem]:justify-between @max-[44rem]:gap-x-4 @min-[44rem]:h-10 @min-[44rem]:border-b @min-[44rem]:border-hair @min-[44rem]:px-3 @min-[44rem]:py-2 print:table-cell print:border-b print:border-hair print:px-3 print:py-2";
const total = "bg-sunk font-semibold @max-[44rem]:flex @max-[44rem]:flex-wrap @max-[44rem]:justify-between @max-[44rem]:gap-x-4 @max-[44rem]:px-3 @max-[44rem]:py-2.5 print:table-row print:p-0";

/** The quote line by line, with its totals; shares and authority are for the companies, not for the buyer. */
export function QuoteTable(props: QuoteTableProps) {
  const t = useTranslations("offer");
  const lines: readonly Line[] = props.lines;
  return (
    <div className="@container overflow-x-auto rounded-lg border border-hair bg-sheet">
      <table className="w-full border-separate border-spacing-0 @max-[44rem]:block print:table">
        <caption className="px-3 py-2.5 text-left font-[620] @max-[44rem]:block print:table-caption">{props.caption}</caption>
        <thead className="@max-[44rem]:sr-only print:not-sr-only print:table-header-group">
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col" className={headCell}>
                {t(`field.${heading}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="num @max-[44rem]:block @max-[44rem]:border-t @max-[44rem]:border-hair print:table-row-group">
          {lines.map((line, at) => (
            <tr key={`${line.skuCode}-${at}`} className={row}>
              <th scope="row" className={`${cell} @min-[44rem]:min-w-40 !text-left font-normal wrap-anywhere @max-[44rem]:!block`}>
                {line.productName} · {line.specName}
                {props.breaches ? <LineVerdict line={{ authority: line.authority ?? null, breaches: props.breaches.filter((breach) => breach.line === at) }} own={props.own} /> : null}
              </th>
              <Cell name={t("field.unitPrice")}>
                <Price line={line} />
              </Cell>
              <Cell name={t("field.quantityPeriods")}>
                {line.quantity} × {line.periodNumber}
              </Cell>
              <Cell name={t("field.rate")}>
                <Rate payable={line.rateBp} />
                {props.breaches && line.shareBp !== undefined ? (
                  <span className="small block whitespace-nowrap">
                    {t("field.share")} <Percent bp={line.shareBp} />
                  </span>
                ) : null}
              </Cell>
              <Cell name={t("field.payable")}>
                <Payable listFen={line.listFen} fen={line.amountFen} />
              </Cell>
            </tr>
          ))}
        </tbody>
        <tfoot className="num @max-[44rem]:block print:table-row-group">
          <tr className={total}>
            <th scope="row" colSpan={headings.length - 1} className="text-left @min-[44rem]:px-3 print:px-3">
              {t("form.total")}
            </th>
            <td className="text-right @min-[44rem]:h-10 @min-[44rem]:px-3 @min-[44rem]:py-1.5 print:px-3">
              <Payable listFen={props.totalListFen} fen={props.totalFen} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** A cell that says its name where it stands below the others instead of under its heading. */
function Cell({ name, children }: { name: string; children: ReactNode }) {
  return (
    <td className={cell}>
      <span aria-hidden className="small @min-[44rem]:hidden print:hidden">
        {name}
      </span>
      <span className="block text-right">{children}</span>
    </td>
  );
}

/** What is paid, and beneath it the list price it comes from. */
function Payable({ listFen, fen }: { listFen: string; fen: string }) {
  const t = useTranslations("offer");
  return (
    <>
      <Money fen={fen} />
      {listFen === fen ? null : <span className="small block whitespace-nowrap">{t("form.ofList", { list: formatMoney(listFen) })}</span>}
    </>
  );
}

function Price({ line }: { line: Line }) {
  const t = useTranslations("offer");
  return (
    <>
      <span className="whitespace-nowrap">{t("perUnit", { price: formatMoney(fenOf(line.unitPrice)), period: t(`period.${line.periodType}` as "period.YEAR") })}</span>
      <span className="small block">{t(`charging.${line.chargingMode}` as "charging.PERIOD")}</span>
    </>
  );
}
