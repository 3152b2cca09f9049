import { ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatDate } from "@/components/ui/date-format";
import { Equation } from "@/components/ui/equation";
import { Money } from "@/components/ui/money";
import { formatMoney } from "@/components/ui/money-format";
import { Rate } from "@/components/ui/rate";
import type { Locale } from "@/lib/locale";
import { formatRate, formatRatio } from "@/lib/money";
import { rateOf } from "@/lib/offer-price";
import type { QuoteRule, QuoteTotals } from "@/server/modules/offer/contract-quote";

const known = (fen: string | null): fen is string => fen !== null;
const shareOf = (part: string, whole: string) => (BigInt(whole) === 0n ? null : formatRatio(Number((BigInt(part) * 10_000n) / BigInt(whole))));

/** Who gets what of the price, as far as the reader may know; a hint says which part of the whole it is. */
export function CalculationList({ totals }: { totals: QuoteTotals }) {
  const t = useTranslations("offer");
  const { listFen, amountFen, platformFen, partnerFen, sellerNetFen } = totals;
  const hint = (part: string) => shareOf(part, amountFen) ?? undefined;
  const parts = [
    ...(known(platformFen) ? [{ term: t("calc.platform"), value: <Money fen={-BigInt(platformFen)} />, hint: hint(platformFen) }] : []),
    ...(known(partnerFen) && (known(sellerNetFen) || partnerFen !== "0") ? [{ term: t("calc.partner"), value: <Money fen={known(sellerNetFen) ? -BigInt(partnerFen) : partnerFen} />, hint: hint(partnerFen) }] : []),
    ...(known(sellerNetFen) ? [{ term: t("calc.sellerNet"), value: <Money fen={sellerNetFen} />, hint: hint(sellerNetFen) }] : []),
  ];
  return (
    <DefinitionList
      money
      items={[
        { term: t("field.list"), value: <Money fen={listFen} /> },
        { term: t("field.rate"), value: <Rate payable={Math.min(10_000, rateOf(BigInt(listFen), BigInt(amountFen)))} /> },
        { term: t("calc.buyer"), value: <Money fen={amountFen} /> },
        ...parts,
      ]}
    />
  );
}

/** The same in one line: what the buyer pays, what is taken from it, what the seller keeps; or how the price comes about. */
export function CalculationEquation({ totals }: { totals: QuoteTotals }) {
  const t = useTranslations("offer");
  const { listFen, amountFen, platformFen, partnerFen, sellerNetFen } = totals;
  if (known(sellerNetFen)) {
    const terms = [
      { label: t("calc.buyer"), fen: amountFen },
      ...(known(platformFen) ? [{ label: t("calc.platform"), fen: platformFen }] : []),
      ...(known(partnerFen) ? [{ label: t("calc.partner"), fen: partnerFen }] : []),
    ];
    return <Equation terms={terms} total={{ label: t("calc.sellerNet"), fen: sellerNetFen, note: t("calc.taxIncluded") }} />;
  }
  const discount = BigInt(listFen) - BigInt(amountFen);
  const terms = [
    { label: t("field.list"), fen: listFen },
    { label: t("calc.discount"), fen: discount },
  ];
  return <Equation terms={terms} total={{ label: t("calc.buyer"), fen: amountFen, note: known(partnerFen) && partnerFen !== "0" ? t("calc.ofWhichShare", { share: formatMoney(partnerFen) }) : undefined }} />;
}

/** The versions of the rules the calculation rests on, and who may approve how deep. */
export function CalculationRules({ rules }: { rules: readonly QuoteRule[] }) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  return (
    <details className="small group">
      <summary className="inline-flex min-h-6 list-none items-center gap-1">
        <ChevronRight aria-hidden size={12} className="group-open:rotate-90" />
        {t("calc.rules", { n: rules.length })}
      </summary>
      <ul className="mt-1 grid gap-1 pb-1 pl-4">
        {rules.map((rule) => (
          <li key={`${rule.kind}-${rule.scope}`}>
            {ruleWords(rule, t, locale)}
            {rule.validFrom ? ` · ${t("calc.since", { day: formatDate(rule.validFrom, locale, "day") })}` : ""}
          </li>
        ))}
      </ul>
    </details>
  );
}

const ratioIn = ({ value }: QuoteRule) => formatRatio(typeof value["bp"] === "number" ? value["bp"] : 0);

/** One rule version as a sentence. */
function ruleWords(rule: QuoteRule, t: ReturnType<typeof useTranslations<"offer">>, locale: Locale): string {
  switch (rule.kind) {
    case "fee":
      return t("calc.rule.fee", { value: ratioIn(rule) });
    case "ratio":
      return t("calc.rule.ratio", { code: rule.scope, value: ratioIn(rule) });
    case "tier":
      return t("calc.rule.tier");
    case "agreement":
      return rule.value["inForce"] === true ? t("calc.rule.agreement", { number: rule.scope }) : t("calc.rule.noAgreement");
    case "approval":
      return t("calc.rule.approval", { role: t(`role.${rule.scope}` as "role.lead"), rate: formatRate(Number(rule.value["downToBp"] ?? 0), locale) });
    default:
      return `${rule.kind} ${rule.scope}`;
  }
}
