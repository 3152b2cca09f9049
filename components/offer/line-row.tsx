"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { TextField } from "@/components/form/fields";
import { useSay } from "@/components/form/messages";
import { PercentField } from "@/components/form/money-fields";
import { Button } from "@/components/ui/button";
import { Money } from "@/components/ui/money";
import { formatMoney } from "@/components/ui/money-format";
import { formatRatio } from "@/lib/money";
import type { QuotableSpec } from "@/server/modules/offer/contract";
import type { QuoteLine } from "@/server/modules/offer/contract-quote";
import type { LineFigures } from "./line-figures";
import { LineVerdict } from "./line-verdict";
import { RateField } from "./rate-field";
import { SpecField } from "./spec-field";

type LineRowProps = {
  at: number;
  specs: readonly QuotableSpec[];
  spec: QuotableSpec | undefined;
  /** The product it begins with while no specification is chosen. */
  productId: string | null;
  figures: LineFigures | null;
  /** What the server says of the line; null until it has. */
  verdict: QuoteLine | null;
  /** Keys of what keeps it from being sent. */
  problems: readonly string[];
  sellerOrgId: string | null;
  asksShare: boolean;
  /** The partner's share a demand brings along, basis points; null where none does. */
  broughtShareBp: number | null;
  remove: (() => void) | null;
};

/** One line of the quote: what, how much of it, at which rate, and what that comes to. */
export function LineRow({ at, specs, spec, productId, figures, verdict, problems, sellerOrgId, asksShare, broughtShareBp, remove }: LineRowProps) {
  const t = useTranslations("offer");
  const say = useSay();
  const oneOff = spec?.periodType === "NONE";
  return (
    <fieldset className="min-w-0 rounded-md border border-hair p-3 pt-1">
      <legend className="small px-1">{t("form.lineTitle", { n: at + 1 })}</legend>
      <div className="grid gap-3">
        <SpecField name={`lines.${at}.productSpecId`} specs={specs} spec={spec} startProductId={productId} sellerOrgId={sellerOrgId} withSeller={asksShare} />
        <div className="flex flex-wrap items-start gap-3">
          <div className="w-20">
            <TextField name={`lines.${at}.quantity`} label={t("field.quantity")} inputMode="numeric" required />
          </div>
          <div className="w-24">
            <TextField name={`lines.${at}.periodNumber`} label={oneOff || !spec ? t("field.periods") : t("form.periodsOf", { period: t(`period.${spec.periodType}` as "period.YEAR") })} inputMode="numeric" required />
          </div>
          <RateField name={`lines.${at}.rateBp`} label={t("field.rate")} required />
          {asksShare ? <PercentField name={`lines.${at}.shareBp`} label={t("field.share")} hint={spec ? t("hint.share", { max: formatRatio(verdict?.maxShareBp ?? spec.maxShareBp) }) : undefined} optional /> : null}
          <div className="ml-auto text-right max-sm:w-full">
            <p className="text-lead font-[620]">{figures ? <Money fen={figures.amountFen} /> : "–"}</p>
            <p className="small num">{figures ? t("form.ofList", { list: formatMoney(figures.listFen) }) : null}</p>
            {broughtShareBp === null ? null : <p className="small">{t("hint.shareFixed", { share: formatRatio(broughtShareBp) })}</p>}
          </div>
        </div>
        <div className="flex min-h-6 flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <div role="status" className="min-w-0 flex-1">
            {verdict ? <LineVerdict line={verdict} own /> : null}
            {problems.map((key) => (
              <p key={key} className="text-small text-stop">
                {say(key)}
              </p>
            ))}
          </div>
          {remove ? (
            <Button variant="quiet" size="sm" icon={<X aria-hidden size={13} />} onClick={remove}>
              {t("form.removeLine", { n: at + 1 })}
            </Button>
          ) : null}
        </div>
      </div>
    </fieldset>
  );
}
