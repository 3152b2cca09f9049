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

/** The text a stored rate starts as: 8500 → "85", 8880 → "88.8"; below 10 % in tenths, as it would be read back. */
export function textOfRate(value: unknown): string {
  if (typeof value !== "number" || !Number.isFinite(value)) return "";
  return String(value > 1000 ? value / 100 : value / 1000);
}
