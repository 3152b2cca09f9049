import { exactFromDecimal } from "./exact";
import { divideHalfAwayFromZero, type Fen } from "./money";

export type PricedLine = { readonly unitPrice: string; readonly quantity: number; readonly periodNumber: number; readonly rateBp: number };

/** List price in fen: yuan per unit and period × quantity × periods, rounded once, halves away from zero. */
export function listPrice(line: Omit<PricedLine, "rateBp">): Fen {
  const unit = exactFromDecimal(line.unitPrice);
  if (!unit) throw new RangeError(`not a price: ${line.unitPrice}`);
  return divideHalfAwayFromZero(unit.n * 100n * BigInt(line.quantity) * BigInt(line.periodNumber), unit.d);
}

/** What the buyer pays of a list price at a rate payable, fen. */
export function payableAt(listFen: Fen, rateBp: number): Fen {
  return divideHalfAwayFromZero(listFen * BigInt(rateBp), 10_000n);
}

/** The rate payable two amounts stand for, basis points; list price when there is none to compare with. */
export function rateOf(listFen: Fen, amountFen: Fen): number {
  return listFen === 0n ? 10_000 : Number(divideHalfAwayFromZero(amountFen * 10_000n, listFen));
}

export type AskedLine = { readonly rateBp: number; readonly floorRateBp: number };
export type Breach = { line: number; code: "BELOW_FLOOR"; values: Record<string, string> };

/** What goes beyond the maker's own authority, by line (from 0). Rates and distances in basis points. */
export function breachesOf(lines: readonly AskedLine[]): Breach[] {
  return lines.flatMap(({ rateBp, floorRateBp }, line): Breach[] =>
    rateBp < floorRateBp ? [{ line, code: "BELOW_FLOOR", values: { rate: String(rateBp), floor: String(floorRateBp), beyond: String(floorRateBp - rateBp) } }] : [],
  );
}
