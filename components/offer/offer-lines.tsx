"use client";

import { useLocale, useTranslations } from "next-intl";
import { fenOf } from "@/components/demand/fen-of";
import { useLive } from "@/components/demand/use-live";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { SelectField, TextField } from "@/components/form/fields";
import { PercentField } from "@/components/form/money-fields";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import { formatMoney } from "@/components/ui/money-format";
import type { Locale } from "@/lib/locale";
import { formatRate, formatRatio } from "@/lib/money";
import { breachesOf, listPrice, payableAt, rateOf } from "@/lib/offer-price";
import type { QuotableSpec } from "@/server/modules/offer/contract";

export type Row = { productSpecId: string; quantity: number | string; periodNumber: number | string; rateBp: number; shareBp?: number };
type OfferLinesProps = { specs: readonly QuotableSpec[]; shares: Record<string, number> | null; asksShare: boolean; emptyRow: Row };
type Figures = { listFen: bigint; amountFen: bigint; rateBp: number } | null;

const whole = (value: number | string) => (/^\d{1,6}$/u.test(String(value)) ? Number(value) : 0);

/** The price of a row as far as it is filled in; null while it is not. */
function figuresOf(row: Row, spec: QuotableSpec | undefined): Figures {
  const [quantity, periodNumber, rateBp] = [whole(row.quantity), whole(row.periodNumber), Number(row.rateBp)];
  if (!spec || quantity < 1 || periodNumber < 1 || !Number.isInteger(rateBp) || rateBp < 1 || rateBp > 10_000) return null;
  const listFen = listPrice({ unitPrice: spec.unitPrice, quantity, periodNumber });
  return { listFen, amountFen: payableAt(listFen, rateBp), rateBp };
}

/** The quote's lines with their price as one types, and what would have to be approved. */
export function OfferLines({ specs, shares, asksShare, emptyRow }: OfferLinesProps) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  const [rows, setRows] = useLive<Row[]>("lines");
  const specOf = new Map(specs.map((spec) => [spec.id, spec]));
  const figures = rows.map((row) => figuresOf(row, specOf.get(row.productSpecId)));
  const total = (of: "listFen" | "amountFen") => figures.reduce((sum, one) => sum + (one?.[of] ?? 0n), 0n);
  const breaches = breachesOf(rows.map((row, at) => ({ rateBp: figures[at] ? row.rateBp : 10_000, floorRateBp: specOf.get(row.productSpecId)?.floorRateBp ?? 0 })));
  const options = specs.map((spec) => ({
    value: spec.id,
    label: t("form.specOption", { product: spec.productName, spec: spec.name, price: formatMoney(fenOf(spec.unitPrice)), period: t(`period.${spec.periodType}` as "period.YEAR") }),
  }));
  return (
    <div className="grid gap-4">
      {rows.map((row, at) => {
        const spec = specOf.get(row.productSpecId);
        const figure = figures[at];
        return (
          <fieldset key={at} className="grid gap-3 rounded-md border border-hair p-3">
            <legend className="small px-1">{t("form.lineTitle", { n: at + 1 })}</legend>
            <SelectField name={`lines.${at}.productSpecId`} label={t("field.spec")} options={options} placeholder={t("form.choose")} required />
            <div className="flex flex-wrap items-start gap-3">
              <div className="w-24">
                <TextField name={`lines.${at}.quantity`} label={t("field.quantity")} inputMode="numeric" required />
              </div>
              <div className="w-24">
                <TextField name={`lines.${at}.periodNumber`} label={t("field.periods")} inputMode="numeric" required />
              </div>
              <PercentField name={`lines.${at}.rateBp`} label={t("field.rate")} hint={t("hint.rate")} required />
              {asksShare ? <PercentField name={`lines.${at}.shareBp`} label={t("field.share")} hint={spec ? t("hint.share", { max: formatRatio(spec.maxShareBp) }) : undefined} optional /> : null}
              <div className="ml-auto text-right">
                <p className="num font-[620]">{figure ? <Money fen={figure.amountFen} /> : "–"}</p>
                <p className="small num">{figure ? t("calculation", { list: formatMoney(figure.listFen), rate: formatRate(figure.rateBp, locale) }) : null}</p>
                {shares && spec && Object.keys(shares).length > 0 ? <p className="small">{t("hint.shareFixed", { share: formatRatio(shares[spec.productId] ?? Math.min(Math.max(0, ...Object.values(shares)), spec.maxShareBp)) })}</p> : null}
              </div>
            </div>
            {rows.length > 1 ? (
              <div>
                <Button variant="quiet" size="sm" onClick={() => setRows(rows.filter((_other, other) => other !== at))}>
                  {t("form.removeLine", { n: at + 1 })}
                </Button>
              </div>
            ) : null}
          </fieldset>
        );
      })}
      <div>
        <Button onClick={() => setRows([...rows, emptyRow])}>{t("form.addLine")}</Button>
      </div>
      <DefinitionList
        money
        items={[
          { term: t("field.list"), value: <Money fen={total("listFen")} /> },
          { term: t("field.rate"), value: formatRate(Math.min(10_000, rateOf(total("listFen"), total("amountFen"))), locale) },
          { term: t("field.payable"), value: <Money fen={total("amountFen")} /> },
        ]}
      />
      {breaches.length === 0 ? (
        <InlineAlert tone="ok">{t("form.withinRule")}</InlineAlert>
      ) : (
        breaches.map((breach) => (
          <InlineAlert key={breach.line} tone="wait">
            {t("form.beyond", { n: breach.line + 1, points: Number(breach.values["beyond"]) / 100, floor: formatRate(Number(breach.values["floor"]), locale) })}
          </InlineAlert>
        ))
      )}
    </div>
  );
}
