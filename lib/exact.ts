import { divideHalfAwayFromZero } from "./money";

/** An exact fraction n/d with d > 0. Sums stay exact until the one division that the rules allow. */
export type Exact = { readonly n: bigint; readonly d: bigint };

export const ZERO: Exact = { n: 0n, d: 1n };

/** n/d with the sign moved to the numerator. Throws RangeError when d is 0. */
export function exact(n: bigint, d: bigint = 1n): Exact {
  if (d === 0n) throw new RangeError("division by zero");
  return d < 0n ? { n: -n, d: -d } : { n, d };
}

/** A plain decimal such as "-12.345" or "0.130000"; null for any other text. */
export function exactFromDecimal(text: string): Exact | null {
  const match = /^([-+]?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = "0", decimals = ""] = match;
  const n = BigInt(whole + decimals);
  return { n: sign === "-" ? -n : n, d: 10n ** BigInt(decimals.length) };
}

export function add(a: Exact, b: Exact): Exact {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function subtract(a: Exact, b: Exact): Exact {
  return add(a, negate(b));
}

export function multiply(a: Exact, b: Exact): Exact {
  return { n: a.n * b.n, d: a.d * b.d };
}

export function negate(a: Exact): Exact {
  return { n: -a.n, d: a.d };
}

export function absolute(a: Exact): Exact {
  return a.n < 0n ? negate(a) : a;
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** The same value in lowest terms. */
export function normalise(a: Exact): Exact {
  let [left, right] = [a.n < 0n ? -a.n : a.n, a.d];
  while (right !== 0n) [left, right] = [right, left % right];
  return { n: a.n / left, d: a.d / left };
}

/** The nearest integer, halves away from zero. */
export function roundHalfAway(a: Exact): bigint {
  return divideHalfAwayFromZero(a.n, a.d);
}

/** Adds numerators that share a divisor, so a million lines need a handful of fractions. */
export function sumByDivisor(parts: Iterable<Exact>): Map<bigint, bigint> {
  const sums = new Map<bigint, bigint>();
  for (const { n, d } of parts) sums.set(d, (sums.get(d) ?? 0n) + n);
  return sums;
}

/** The exact total of any number of fractions, in lowest terms. */
export function sum(parts: Iterable<Exact>): Exact {
  let total = ZERO;
  for (const [d, n] of sumByDivisor(parts)) total = normalise(add(total, { n, d }));
  return total;
}
