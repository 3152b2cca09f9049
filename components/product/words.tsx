import { useTranslations } from "next-intl";
import { exactFromDecimal, roundHalfAway } from "@/lib/exact";
import { Money } from "@/components/ui/money";

/** A unit price in yuan as text, rounded to fen for showing, with the period it is for. */
export function UnitPrice({ price, period }: { price: string | null; period?: string }) {
  const t = useTranslations("product");
  const exact = price === null ? null : exactFromDecimal(price);
  if (!exact) return <span className="text-ink-3">–</span>;
  return (
    <span className="whitespace-nowrap">
      <Money fen={roundHalfAway({ n: exact.n * 100n, d: exact.d })} />
      {period && period !== "NONE" ? ` ${t("per", { period: t(`period.${period}`) })}` : ""}
    </span>
  );
}

/** What stands in the way of an act, as a sentence; null when nothing does. */
export function useBlocked(): (key: string | null) => string | null {
  const t = useTranslations("product");
  return (key) => (key ? t(`blocked.${key}`) : null);
}
