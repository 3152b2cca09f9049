import { rateDigits } from "@/lib/money";

/**
 * A rate payable as typed, basis points. Up to 10 it counts tenths (8.5 → 8500, 9 → 9000, 10 → list price), above it
 * percent (85 → 8500); what is no rate is NaN, nothing is undefined.
 */
export function rateFromText(typed: string): number | undefined {
  const plain = typed.normalize("NFKC").replace(/[折%]/gu, "").trim();
  if (plain === "") return undefined;
  if (!/^\d{1,3}(\.\d{1,3})?$/u.test(plain)) return Number.NaN;
  const said = Number(plain);
  const bp = Math.round(said * (said <= 10 ? 1000 : 100));
  return Math.abs(said * (said <= 10 ? 1000 : 100) - bp) < 1e-6 ? bp : Number.NaN;
}

/** The text a stored rate starts as, the digits it is shown with everywhere: 8500 → "85", 8880 → "88.8", 800 → "0.8". */
export const textOfRate = (value: unknown): string => (typeof value === "number" && Number.isSafeInteger(value) ? rateDigits(value) : "");
