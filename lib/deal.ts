import { add, type Exact, exact, negate, roundHalfAway, sum, ZERO } from "./exact";
import type { Fen } from "./money";

const FULL = 10_000n;

/**
 * One sold line and the terms that bind it. Rates in basis points: `ratioBp` the seller's part of the price (agency: what
 * the fee leaves), `tierBp` what a good month adds to it, `productTaxBp` what the customer's price contains,
 * `sellerTaxBp` the rate at which the seller invoices. `shareBp` counts only for a partner under agreement (`credited`).
 */
export type DealLine = {
  readonly productClass: string;
  readonly amountFen: Fen;
  readonly voucherFen?: Fen;
  readonly voucherBorneBp?: number;
  readonly ratioBp: number;
  readonly tierBp: number;
  readonly productTaxBp: number;
  readonly sellerTaxBp: number;
  readonly shareBp: number;
  readonly shareBorneBy: "platform" | "seller";
  readonly credited: boolean;
  /** What is settled together is rounded together: contracting entity and product class. */
  readonly statement: string;
};

const cashOf = (line: DealLine) => line.amountFen - (line.voucherFen ?? 0n);

/** The partner's exact amount, tax included: its share of the customer's cash. */
export function partnerShare(line: DealLine): Exact {
  return line.credited ? exact(cashOf(line) * BigInt(line.shareBp), FULL) : ZERO;
}

/**
 * The seller's exact amount. Agency: its part of the price. Principal: its part without the product's tax, plus the tax of
 * its own invoice. A share it bears itself comes off, tax included.
 */
export function sellerNet(line: DealLine): Exact {
  const voucher = (line.voucherFen ?? 0n) * BigInt(line.voucherBorneBp ?? 0);
  const part = line.amountFen * BigInt(line.ratioBp) - voucher + cashOf(line) * BigInt(line.tierBp);
  const borne = line.shareBorneBy === "seller" ? negate(partnerShare(line)) : ZERO;
  if (line.productClass === "generic") return add(exact(part, FULL), borne);
  return add(exact(part * (FULL + BigInt(line.sellerTaxBp)), FULL * (FULL + BigInt(line.productTaxBp))), borne);
}

/** The agency fee by rule; principal sales have none. */
export function agencyFee(line: DealLine): Exact {
  return line.productClass === "generic" ? exact(line.amountFen * (FULL - BigInt(line.ratioBp)), FULL) : ZERO;
}

export type DealAmounts = { readonly amountFen: Fen; readonly sellerNetFen: Fen; readonly partnerFen: Fen; readonly platformFen: Fen; readonly feeFen: Fen };

/** Who gets what of one line, each to the nearest fen; the marketplace keeps what remains. */
export function dealAmounts(line: DealLine): DealAmounts {
  const [sellerNetFen, partnerFen, feeFen] = [roundHalfAway(sellerNet(line)), roundHalfAway(partnerShare(line)), roundHalfAway(agencyFee(line))];
  return { amountFen: line.amountFen, sellerNetFen, partnerFen, platformFen: cashOf(line) - sellerNetFen - partnerFen, feeFen };
}

/** Sums what is settled together exactly and rounds each of those sums once, as a statement does. */
function roundedTotal(lines: readonly DealLine[], key: (line: DealLine) => string, value: (line: DealLine) => Exact): Fen {
  const groups = new Map<string, Exact[]>();
  for (const line of lines) groups.set(key(line), [...(groups.get(key(line)) ?? []), value(line)]);
  return [...groups.values()].reduce((total, parts) => total + roundHalfAway(sum(parts)), 0n);
}

/** The whole sale, as its statements would come out were it settled alone. */
export function dealTotals(lines: readonly DealLine[]): DealAmounts {
  const sellerNetFen = roundedTotal(lines, (line) => `${line.statement}/${line.productClass === "generic" ? 0 : line.sellerTaxBp}`, sellerNet);
  const partnerFen = roundedTotal(lines, (line) => line.statement, partnerShare);
  const feeFen = roundedTotal(lines, (line) => line.statement, agencyFee);
  const amountFen = lines.reduce((total, line) => total + line.amountFen, 0n);
  const cash = lines.reduce((total, line) => total + cashOf(line), 0n);
  return { amountFen, sellerNetFen, partnerFen, platformFen: cash - sellerNetFen - partnerFen, feeFen };
}
