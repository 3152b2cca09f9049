import type { Locale } from "./locale";

/** An amount of renminbi in fen (1 yuan = 100 fen). Never a floating-point number. */
export type Fen = bigint;

export type MoneyErrorCode = "empty" | "not_a_number" | "too_precise" | "too_large" | "bad_weights";

/** Why a text is no amount, or a split impossible. The code is the key of the sentence shown. */
export class MoneyError extends Error {
  readonly code: MoneyErrorCode;

  constructor(code: MoneyErrorCode) {
    super(`money: ${code}`);
    this.name = "MoneyError";
    this.code = code;
  }
}

/** The largest amount one field may carry; leaves room for millions of sums in a signed 64-bit column. */
export const MAX_FEN: Fen = 999_999_999_999_999n;

const AMOUNT = /^([-+]?)(?:¥|CNY|RMB)?\s*([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/i;

/**
 * Reads what a person or a file wrote: "12,345.67", "¥ 1.5", "−3". Full-width characters are fine.
 * Throws MoneyError: a third decimal other than zero is refused, never rounded.
 */
export function parseYuan(text: string): Fen {
  const plain = text.normalize("NFKC").replaceAll("−", "-").trim();
  if (plain === "") throw new MoneyError("empty");
  const match = AMOUNT.exec(plain);
  if (!match) throw new MoneyError("not_a_number");
  const [, signBefore = "", signAfter = "", whole = "", decimals = ""] = match;
  if (signBefore !== "" && signAfter !== "") throw new MoneyError("not_a_number");
  if (/[1-9]/.test(decimals.slice(2))) throw new MoneyError("too_precise");
  const digits = whole.replaceAll(",", "").replace(/^0+(?=\d)/, "");
  if (digits.length > MAX_FEN.toString().length) throw new MoneyError("too_large");
  const fen = BigInt(digits) * 100n + BigInt(decimals.slice(0, 2).padEnd(2, "0"));
  if (fen > MAX_FEN) throw new MoneyError("too_large");
  return signBefore === "-" || signAfter === "-" ? -fen : fen;
}

export type ParsedYuan = { ok: true; fen: Fen } | { ok: false; code: MoneyErrorCode };

/** parseYuan as a value instead of an exception. */
export function tryParseYuan(text: string): ParsedYuan {
  try {
    return { ok: true, fen: parseYuan(text) };
  } catch (error) {
    if (error instanceof MoneyError) return { ok: false, code: error.code };
    throw error;
  }
}

/** 1234567n → "12345.67", -5n → "-0.05": for files, APIs and e-invoices. */
export function fenToDecimalString(fen: Fen): string {
  const size = fen < 0n ? -fen : fen;
  const decimals = (size % 100n).toString().padStart(2, "0");
  return `${fen < 0n ? "-" : ""}${size / 100n}.${decimals}`;
}

const grouping: Record<Locale, Intl.NumberFormat> = {
  "zh-CN": new Intl.NumberFormat("zh-CN", { useGrouping: "always" }),
  en: new Intl.NumberFormat("en", { useGrouping: "always" }),
};

/** 1234567n → "¥ 12,345.67", -5n → "−¥ 0.05" (true minus). For people's eyes only. */
export function formatYuan(fen: Fen, locale: Locale = "zh-CN"): string {
  const size = fen < 0n ? -fen : fen;
  const decimals = (size % 100n).toString().padStart(2, "0");
  return `${fen < 0n ? "−" : ""}¥ ${grouping[locale].format(size / 100n)}.${decimals}`;
}

/** n / d rounded to the nearest integer, halves away from zero (2.5 → 3, −2.5 → −3). d must not be 0. */
export function divideHalfAwayFromZero(n: bigint, d: bigint): bigint {
  if (d === 0n) throw new RangeError("division by zero");
  const negative = n < 0n !== d < 0n;
  const size = n < 0n ? -n : n;
  const divisor = d < 0n ? -d : d;
  const quotient = (size * 2n + divisor) / (divisor * 2n);
  return negative ? -quotient : quotient;
}

/**
 * Splits a total by weights so that the parts add up to it exactly: every part is cut to whole fen,
 * the fen left over go to the largest remainders, the earlier one first on a tie.
 * A negative total gives the negated split of the positive one, so a refund undoes a sale to the fen.
 */
export function allocate(total: Fen, weights: readonly bigint[]): Fen[] {
  const sum = weights.reduce((left, right) => left + right, 0n);
  if (sum <= 0n || weights.some((weight) => weight < 0n)) throw new MoneyError("bad_weights");
  const size = total < 0n ? -total : total;
  const parts = weights.map((weight) => (size * weight) / sum);
  const missing = Number(size - parts.reduce((left, right) => left + right, 0n));
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (size * weight) % sum }))
    .toSorted((a, b) =>
      a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
    );
  for (const { index } of byRemainder.slice(0, missing)) parts[index] = (parts[index] ?? 0n) + 1n;
  return total < 0n ? parts.map((part) => -part) : parts;
}

/** Basis points as a decimal without trailing zeros: 8500 → "85", 8850 → "88.5", 8 → "0.08". */
function percentText(basisPoints: number): string {
  assertBasisPoints(basisPoints);
  return (basisPoints / 100).toString();
}

function assertBasisPoints(value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError("basis points must be a whole number");
}

/**
 * The digits of a rate payable, on one scale: percent, so always two before the point (8500 → "85", 9000 → "90", 8850 → "88.5").
 * Ten percent and less would be taken for tenths (8 折 is 80 %): they are written as such, with a point (1000 → "1.0", 800 → "0.8").
 */
export function rateDigits(basisPoints: number): string {
  if (basisPoints > 1000) return percentText(basisPoints);
  assertBasisPoints(basisPoints);
  return basisPoints % 1000 === 0 ? (basisPoints / 1000).toFixed(1) : (basisPoints / 1000).toString();
}

/**
 * A rate payable both ways, because the two conventions are opposite: 8500 → "85 折 · 15 % off"
 * (zh: "85 折 · 优惠 15 %").
 */
export function formatRate(basisPoints: number, locale: Locale = "zh-CN"): string {
  assertBasisPoints(basisPoints);
  if (basisPoints < 0 || basisPoints > 10_000)
    throw new RangeError("a rate payable is 0–10000 basis points");
  if (basisPoints === 10_000) return locale === "en" ? "list price · 0 % off" : "原价 · 优惠 0 %";
  if (basisPoints === 0) return locale === "en" ? "free · 100 % off" : "免费 · 优惠 100 %";
  const folded = rateDigits(basisPoints);
  const off = percentText(10_000 - basisPoints);
  return locale === "en" ? `${folded} 折 · ${off} % off` : `${folded} 折 · 优惠 ${off} %`;
}

/** A share or fee ratio: 800 → "8.00 %". */
export function formatRatio(basisPoints: number): string {
  assertBasisPoints(basisPoints);
  const text = fenToDecimalString(BigInt(basisPoints));
  return `${text.replace("-", "−")} %`;
}
