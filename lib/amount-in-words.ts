import type { Fen } from "./money";

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"] as const;
const YI = 100_000_000n;
const WAN = 10_000n;

/** 0–9999 in capitals without leading zeros; inner zeros are said once. */
function fourDigits(value: bigint): string {
  let words = "";
  let zero = false;
  const digits = value.toString();
  for (const [index, digit] of [...digits].entries()) {
    if (digit === "0") {
      zero = true;
      continue;
    }
    if (zero) words += "零";
    zero = false;
    words += (DIGITS[Number(digit)] ?? "") + (PLACES[digits.length - 1 - index] ?? "");
  }
  return words;
}

function wholeNumber(value: bigint): string {
  if (value >= YI) return joined(value / YI, "亿", value % YI, YI);
  if (value >= WAN) return joined(value / WAN, "万", value % WAN, WAN);
  return fourDigits(value);
}

function joined(head: bigint, unit: string, rest: bigint, size: bigint): string {
  if (rest === 0n) return wholeNumber(head) + unit;
  return wholeNumber(head) + unit + (rest < size / 10n ? "零" : "") + wholeNumber(rest);
}

/**
 * The capital form used on invoices and requisitions: 1234567n → "壹万贰仟叁佰肆拾伍元陆角柒分",
 * whole yuan end in "整". `yuan` chooses between the two customary characters, `prefix` adds "人民币".
 */
export function amountInWords(
  fen: Fen,
  options: { prefix?: boolean; yuan?: "元" | "圆" } = {},
): string {
  const size = fen < 0n ? -fen : fen;
  const [yuan, jiao, cent] = [size / 100n, Number((size / 10n) % 10n), Number(size % 10n)];
  const unit = options.yuan ?? "元";
  const start = (options.prefix ? "人民币" : "") + (fen < 0n ? "负" : "");
  if (size === 0n) return `${start}零${unit}整`;
  const whole = yuan === 0n ? "" : wholeNumber(yuan) + unit;
  if (jiao === 0 && cent === 0) return `${start}${whole}整`;
  const tenths = jiao === 0 ? (yuan === 0n ? "" : "零") : `${DIGITS[jiao]}角`;
  return start + whole + tenths + (cent === 0 ? "整" : `${DIGITS[cent]}分`);
}

const PLACE_VALUES: Record<string, bigint> = { 拾: 10n, 佰: 100n, 仟: 1000n };

function readWhole(words: string): bigint | null {
  for (const [unit, size] of [
    ["亿", YI],
    ["万", WAN],
  ] as const) {
    const at = words.lastIndexOf(unit);
    if (at < 0) continue;
    const head = readWhole(words.slice(0, at));
    const rest = readWhole(words.slice(at + 1));
    return head === null || rest === null || at === 0 ? null : head * size + rest;
  }
  return readUnderWan(words);
}

function readUnderWan(words: string): bigint | null {
  let total = 0n;
  let digit: bigint | null = null;
  let lastPlace = 10_000n;
  for (const character of words) {
    const place = PLACE_VALUES[character];
    const value = DIGITS.indexOf(character);
    if (place !== undefined) {
      if (place >= lastPlace || (digit === null && total > 0n)) return null;
      total += (digit ?? 1n) * place;
      lastPlace = place;
      digit = null;
    } else if (value < 0 || (digit !== null && digit > 0n)) {
      return null;
    } else {
      digit = BigInt(value);
    }
  }
  return total + (digit ?? 0n);
}

const WORDS =
  /^(?:人民币)?(负)?(?:([零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)[元圆圓])?(?:零|([零壹贰叁肆伍陆柒捌玖])角)?(?:([零壹贰叁肆伍陆柒捌玖])分)?[整正]?$/;

/** Reads the capital form in its customary variants (元/圆, 整/正 or neither, with or without 人民币); null if it is none. */
export function parseAmountInWords(text: string): Fen | null {
  const plain = text.normalize("NFKC").replace(/[\s:]/g, "");
  if (plain.length > 100) return null;
  const match = WORDS.exec(plain);
  if (!match) return null;
  const [, negative, whole, jiao, cent] = match;
  if (whole === undefined && jiao === undefined && cent === undefined) return null;
  const yuan = whole === undefined ? 0n : readWhole(whole);
  if (yuan === null) return null;
  const fen =
    yuan * 100n + BigInt(DIGITS.indexOf(jiao ?? "零")) * 10n + BigInt(DIGITS.indexOf(cent ?? "零"));
  return negative === undefined ? fen : -fen;
}

/** True when the words say this amount, however they spell it. */
export function wordsMean(text: string, fen: Fen): boolean {
  return parseAmountInWords(text) === fen;
}
