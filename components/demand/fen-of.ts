import { exactFromDecimal, roundHalfAway } from "@/lib/exact";

/** A unit price in yuan as text, rounded to fen for showing. */
export function fenOf(unitPrice: string): bigint {
  const exact = exactFromDecimal(unitPrice);
  return exact ? roundHalfAway({ n: exact.n * 100n, d: exact.d }) : 0n;
}
