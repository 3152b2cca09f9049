/** A settled line as it was frozen, with what its order says today. */
export type FrozenLine = { orderLineId: string; trace: string; numerator: string; divisor: string; orderedFen: string; voucherFen: string };

type Inputs = {
  side: "seller" | "partner";
  productClass: string;
  orderType: string;
  amountFen: string;
  voucherFen: string;
  voucherBorneBp: number;
  ratioBp: number;
  tierBp: number;
  shareBp: number;
  shareBorneBy: "platform" | "seller";
  productTaxBp: number;
  taxRateBp: number;
};

type RateAgain = { gross: bigint; net: bigint; tax: bigint };
export type Recomputed = {
  readonly differences: string[];
  readonly totals: { gross: bigint; refund: bigint; voucher: bigint; payable: bigint; rates: Map<number, RateAgain> };
};

// Its own arithmetic on purpose: nothing here is shared with the close, so that one error cannot hide in both.
const half = (up: bigint, down: bigint): bigint => {
  const whole = up / down;
  const rest = up % down;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice < down) return whole;
  return up < 0n ? whole - 1n : whole + 1n;
};

/** What the payee is owed for a line as up/down fen, from the documented formulas written out term by term. */
function owed(line: Inputs): { up: bigint; down: bigint } {
  const amount = BigInt(line.amountFen);
  const voucher = BigInt(line.voucherFen);
  const cash = amount - voucher;
  const share = cash * BigInt(line.shareBp);
  if (line.side === "partner") return { up: share, down: 10_000n };
  const taken = line.shareBorneBy === "seller" ? share : 0n;
  const sale = amount * BigInt(line.ratioBp) + cash * BigInt(line.tierBp) - voucher * BigInt(line.voucherBorneBp);
  if (line.productClass === "generic") return { up: sale - taken, down: 10_000n };
  // Principal: the tax-exclusive share of the sale, plus the payee's own tax; a borne share is tax-inclusive already.
  const withoutTax = { up: sale, down: 10_000n + BigInt(line.productTaxBp) };
  const withPayeeTax = withoutTax.up * (10_000n + BigInt(line.taxRateBp));
  return { up: withPayeeTax - taken * withoutTax.down, down: 10_000n * withoutTax.down };
}

type Bucket = { rate: number; up: bigint; down: bigint };

/** Each tax rate's total: fractions with one divisor are added first, so that divisors never pile up. */
function rateTotals(buckets: Iterable<Bucket>): Map<number, RateAgain> {
  const sums = new Map<number, { up: bigint; down: bigint }>();
  for (const { rate, up, down } of buckets) {
    const sum = sums.get(rate) ?? { up: 0n, down: 1n };
    sums.set(rate, { up: sum.up * down + up * sum.down, down: sum.down * down });
  }
  return new Map(
    [...sums].map(([rate, { up, down }]) => {
      const gross = half(up, down);
      const net = half(gross * 10_000n, 10_000n + BigInt(rate));
      return [rate, { gross, net, tax: gross - net }];
    }),
  );
}

/** Recomputes a whole statement from its lines' frozen inputs; every disagreement is named. */
export function recompute(lines: readonly FrozenLine[]): Recomputed {
  const differences: string[] = [];
  const buckets = new Map<string, Bucket>();
  let [gross, refund, voucherUp] = [0n, 0n, 0n];
  for (const line of lines) {
    const inputs = JSON.parse(line.trace) as Inputs;
    const { up, down } = owed(inputs);
    if (up * BigInt(line.divisor) !== BigInt(line.numerator) * down) differences.push(`line ${line.orderLineId}: ${line.numerator}/${line.divisor} kept, ${up}/${down} recomputed`);
    if (inputs.amountFen !== line.orderedFen || inputs.voucherFen !== line.voucherFen) differences.push(`line ${line.orderLineId}: the order's amount is another one now`);
    const key = `${inputs.taxRateBp}/${down}`;
    buckets.set(key, { rate: inputs.taxRateBp, up: (buckets.get(key)?.up ?? 0n) + up, down });
    if (inputs.orderType === "refund") refund -= BigInt(inputs.amountFen);
    else gross += BigInt(inputs.amountFen);
    if (inputs.side === "seller") voucherUp += BigInt(inputs.voucherFen) * BigInt(inputs.voucherBorneBp);
  }
  const rates = rateTotals(buckets.values());
  const payable = [...rates.values()].reduce((sum, rate) => sum + rate.gross, 0n);
  return { differences, totals: { gross, refund, voucher: half(voucherUp, 10_000n), payable, rates } };
}
