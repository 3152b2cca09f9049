import { useLocale } from "next-intl";
import type { Locale } from "@/lib/locale";
import { formatRate, formatRatio } from "@/lib/money";

/** A rate payable in basis points, both ways: 8500 → "85 折 · 15 % off". */
export function Rate({ payable }: { payable: number }) {
  const locale = useLocale() as Locale;
  return <span className="num whitespace-nowrap">{formatRate(payable, locale)}</span>;
}

/** A ratio in basis points: 7000 → "70.00 %". */
export function Percent({ bp }: { bp: number | null | undefined }) {
  if (bp === null || bp === undefined) return <span className="text-ink-3">–</span>;
  return <span className="num whitespace-nowrap">{formatRatio(bp)}</span>;
}
