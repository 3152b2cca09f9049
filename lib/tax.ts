import {
  absolute,
  add,
  compare,
  exact,
  exactFromDecimal,
  multiply,
  subtract,
  ZERO,
  type Exact,
} from "./exact";
import { divideHalfAwayFromZero, fenToDecimalString, type Fen } from "./money";

const FULL = 10_000n;

/** What common tax-control software tolerates: one line's tax, the whole invoice's tax, quantity × unit price. */
export const LINE_TAX_TOLERANCE_FEN: Fen = 6n;
export const INVOICE_TAX_TOLERANCE_FEN: Fen = 127n;
export const LINE_AMOUNT_TOLERANCE_FEN: Fen = 1n;

export type TaxSplit = { gross: Fen; net: Fen; tax: Fen };

function basisPoints(rateBp: number): bigint {
  if (!Number.isSafeInteger(rateBp) || rateBp < 0)
    throw new RangeError("a tax rate is whole basis points, 0 or more");
  return BigInt(rateBp);
}

/** Splits a tax-inclusive amount: net = gross / (1 + rate) rounded half away from zero, tax = the difference. */
export function splitGross(gross: Fen, rateBp: number): TaxSplit {
  const net = divideHalfAwayFromZero(gross * FULL, FULL + basisPoints(rateBp));
  return { gross, net, tax: gross - net };
}

/** Tax on a tax-exclusive amount, rounded half away from zero. */
export function taxOnNet(net: Fen, rateBp: number): Fen {
  return divideHalfAwayFromZero(net * basisPoints(rateBp), FULL);
}

/** One line of an invoice; quantity and unit price are decimals as written, either may be absent. */
export type TaxedLine = {
  net: Fen;
  tax: Fen;
  rateBp: number | null;
  quantity?: string | null;
  unitPrice?: string | null;
};

export type TaxedInvoice = { net: Fen; tax: Fen; total: Fen; lines: readonly TaxedLine[] };

export type ArithmeticCode =
  | "HEADER_SUM"
  | "LINES_NET"
  | "LINES_TAX"
  | "LINE_TAX"
  | "LINE_AMOUNT"
  | "INVOICE_TAX";

/** A sum that does not hold: which one, in which line (from 1), and both values as decimal yuan. */
export type ArithmeticIssue = {
  code: ArithmeticCode;
  line?: number;
  expected: string;
  found: string;
};

/** How far the written tax is from net × rate, in exact fen. */
function taxDrift(line: TaxedLine): Exact {
  if (line.rateBp === null) return ZERO;
  return absolute(subtract(exact(line.net * basisPoints(line.rateBp), FULL), exact(line.tax)));
}

function lineAmountIssue(line: TaxedLine, number: number): ArithmeticIssue | null {
  const quantity = exactFromDecimal(line.quantity ?? "");
  const unitPrice = exactFromDecimal(line.unitPrice ?? "");
  if (!quantity || !unitPrice || quantity.n === 0n) return null;
  const amount = multiply(multiply(quantity, unitPrice), exact(100n));
  if (compare(absolute(subtract(amount, exact(line.net))), exact(LINE_AMOUNT_TOLERANCE_FEN)) <= 0)
    return null;
  const expected = fenToDecimalString(divideHalfAwayFromZero(amount.n, amount.d));
  return { code: "LINE_AMOUNT", line: number, expected, found: fenToDecimalString(line.net) };
}

function lineIssues(line: TaxedLine, number: number): ArithmeticIssue[] {
  const issues: ArithmeticIssue[] = [];
  if (line.rateBp !== null && compare(taxDrift(line), exact(LINE_TAX_TOLERANCE_FEN)) > 0) {
    const expected = fenToDecimalString(taxOnNet(line.net, line.rateBp));
    issues.push({ code: "LINE_TAX", line: number, expected, found: fenToDecimalString(line.tax) });
  }
  const amount = lineAmountIssue(line, number);
  return amount ? [...issues, amount] : issues;
}

/** Checks an invoice against itself: header sum, line sums, each line's tax and amount, the accumulated tax drift. */
export function checkInvoiceArithmetic(invoice: TaxedInvoice): ArithmeticIssue[] {
  const linesNet = invoice.lines.reduce((sum, line) => sum + line.net, 0n);
  const linesTax = invoice.lines.reduce((sum, line) => sum + line.tax, 0n);
  const issues = invoice.lines.flatMap((line, index) => lineIssues(line, index + 1));
  const same = (code: ArithmeticCode, expected: Fen, found: Fen): void => {
    if (expected !== found)
      issues.push({
        code,
        expected: fenToDecimalString(expected),
        found: fenToDecimalString(found),
      });
  };
  same("HEADER_SUM", invoice.net + invoice.tax, invoice.total);
  same("LINES_NET", linesNet, invoice.net);
  same("LINES_TAX", linesTax, invoice.tax);
  const drift = invoice.lines.map(taxDrift).reduce(add, ZERO);
  if (compare(drift, exact(INVOICE_TAX_TOLERANCE_FEN)) > 0) {
    const found = fenToDecimalString(divideHalfAwayFromZero(drift.n, drift.d));
    issues.push({
      code: "INVOICE_TAX",
      expected: fenToDecimalString(INVOICE_TAX_TOLERANCE_FEN),
      found,
    });
  }
  return issues;
}
