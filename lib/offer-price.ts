import { compare, type Exact, exact, exactFromDecimal, multiply, subtract } from "./exact";
import { divideHalfAwayFromZero, type Fen } from "./money";

export type PricedLine = { readonly unitPrice: string; readonly quantity: number; readonly periodNumber: number; readonly rateBp: number };

function priceOf(text: string): Exact {
  const price = exactFromDecimal(text);
  if (!price) throw new RangeError(`not a price: ${text}`);
  return price;
}

/** List price in fen: yuan per unit and period × quantity × periods, rounded once, halves away from zero. */
export function listPrice(line: Omit<PricedLine, "rateBp">): Fen {
  const unit = priceOf(line.unitPrice);
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

/** What a maker may grant by itself: lowest rate payable (basis points) and, where one is set, lowest price of a unit and period (yuan). */
export type Limit = { readonly rateBp: number; readonly floorUnitPrice: string | null; readonly scope: string };
export type AskedLine = { readonly rateBp: number; readonly unitPrice: string; readonly limit: Limit };
export const breachCodes = ["BELOW_FLOOR", "BELOW_AUTHORITY", "BELOW_FLOOR_PRICE"] as const;
export type Breach = { line: number; code: (typeof breachCodes)[number]; values: Record<string, string> };

/** At most six decimals, trailing zeros gone. */
function decimalText(value: Exact): string {
  const micro = divideHalfAwayFromZero(value.n * 1_000_000n, value.d);
  const text = `${micro / 1_000_000n}.${(micro % 1_000_000n).toString().padStart(6, "0")}`;
  return text.replace(/\.?0+$/, "");
}

function priceBreach({ rateBp, unitPrice, limit }: AskedLine, line: number): Breach[] {
  if (limit.floorUnitPrice === null) return [];
  const [price, floor] = [multiply(priceOf(unitPrice), exact(BigInt(rateBp), 10_000n)), priceOf(limit.floorUnitPrice)];
  if (compare(price, floor) >= 0) return [];
  const values = { price: decimalText(price), floor: decimalText(floor), beyond: decimalText(subtract(floor, price)), scope: limit.scope };
  return [{ line, code: "BELOW_FLOOR_PRICE", values }];
}

/** What goes beyond the maker's own authority, by line (from 0): rates and distances in basis points, prices in yuan. */
export function breachesOf(lines: readonly AskedLine[]): Breach[] {
  return lines.flatMap((asked, line): Breach[] => {
    const { rateBp, limit } = asked;
    const code = limit.scope === "floor" ? "BELOW_FLOOR" : "BELOW_AUTHORITY";
    const values = { rate: String(rateBp), floor: String(limit.rateBp), beyond: String(limit.rateBp - rateBp), scope: limit.scope };
    return [...(rateBp < limit.rateBp ? [{ line, code, values } as const] : []), ...priceBreach(asked, line)];
  });
}

/** The lowest rate payable among lines that go beyond authority, basis points; null when none does. */
export function deepestOf(lines: readonly { readonly rateBp: number }[], breaches: readonly Breach[]): number | null {
  const rates = breaches.flatMap(({ line }) => lines[line]?.rateBp ?? []);
  return rates.length === 0 ? null : Math.min(...rates);
}

export type ApprovalDepth = { readonly role: string; readonly downToBp: number };

/** The roles that may approve a rate this deep, the least powerful first. */
export function approversOf(limits: readonly ApprovalDepth[], deepestBp: number): string[] {
  return limits.filter(({ downToBp }) => downToBp <= deepestBp).toSorted((a, b) => b.downToBp - a.downToBp).map(({ role }) => role);
}

/** What is wrong with a counter-proposal, by input path: a rate for every line, none below what was asked, at least one above it. */
export function counterProblems(asked: readonly { readonly rateBp: number }[], rates: readonly number[]): Record<string, string> {
  if (asked.length !== rates.length) return { rates: "offer.errors.field.oneRatePerLine" };
  const below = rates.flatMap((rate, at) => (rate < (asked[at]?.rateBp ?? 0) ? [[`rates.${at}`, "offer.errors.field.belowAsked"] as const] : []));
  if (below.length > 0) return Object.fromEntries(below);
  return rates.every((rate, at) => rate === asked[at]?.rateBp) ? { "rates.0": "offer.errors.field.sameRates" } : {};
}
