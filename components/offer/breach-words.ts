import type { useTranslations } from "next-intl";
import { fenOf } from "@/components/demand/fen-of";
import { formatMoney } from "@/components/ui/money-format";
import type { Locale } from "@/lib/locale";
import { formatRate } from "@/lib/money";
import type { Breach } from "@/lib/offer-price";

/** Basis points as percentage points: 400 → "4", 450 → "4.5". */
export const pointsOf = (bp: string | number | undefined) => String(Number(bp ?? 0) / 100);

/** How far a breach goes beyond, percentage points in basis points; a price below the floor price has none of its own. */
export const beyondBp = ({ code, values }: Breach) => (code === "BELOW_FLOOR_PRICE" ? 0 : Number(values["beyond"] ?? 0));

type Reader = { readonly t: ReturnType<typeof useTranslations<"offer">>; readonly locale: Locale; /** Whether the authority is the reader's own. */ readonly own: boolean };

/** What a line breaches and by how much, as a sentence. */
export function breachWords({ code, values }: Breach, { t, locale, own }: Reader): string {
  if (code === "BELOW_FLOOR_PRICE") return t("breach.belowFloorPrice", { beyond: formatMoney(fenOf(values["beyond"] ?? "0")), floor: formatMoney(fenOf(values["floor"] ?? "0")) });
  if (!own) return t("breach.belowMakers", { points: pointsOf(values["beyond"]) });
  return t(code === "BELOW_FLOOR" ? "breach.belowFloor" : "breach.belowAuthority", { points: pointsOf(values["beyond"]), floor: formatRate(Number(values["floor"]), locale) });
}
