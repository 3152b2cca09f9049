import { wordsMean, parseAmountInWords } from "./amount-in-words";
import type { BusinessDay, Period } from "./dates";
import type { EInvoice } from "./einvoice";
import { fenToDecimalString, formatRatio, type Fen } from "./money";
import { checkInvoiceArithmetic, INVOICE_TAX_TOLERANCE_FEN, type ArithmeticCode } from "./tax";
import { fold, foldName } from "./text";
import { checkUscc, normaliseUscc } from "./uscc";

/** What the requisition wants the invoice to say. Names and ids come from certification and configuration. */
export type ExpectedInvoice = {
  seller: { name: string; taxId: string };
  buyer: { name: string; taxId: string };
  total: Fen;
  net: Fen;
  tax: Fen;
  rateBp: number;
  requisitionNo: string;
  period: Period;
  /** The day of the notice to invoice; an earlier invoice was issued without one. */
  noticeDay: BusinessDay | null;
  today: BusinessDay;
};

export type InvoiceDifferenceCode =
  | "KIND_NOT_SPECIAL"
  | "NUMBER_FORMAT"
  | "ISSUED_IN_FUTURE"
  | "ISSUED_BEFORE_NOTICE"
  | "ISSUED_TOO_LONG_AGO"
  | "SELLER_TAX_ID"
  | "SELLER_NAME"
  | "BUYER_TAX_ID"
  | "BUYER_NAME"
  | "TAX_ID_CHECK_CHARACTER"
  | "TOTAL"
  | "NET"
  | "TAX"
  | "RATE"
  | "SEVERAL_RATES"
  | "WORDS"
  | "WORDS_UNREADABLE"
  | "REMARK_REQUISITION"
  | "REMARK_PERIOD"
  | ArithmeticCode;

/** "refuse" stops the invoice, "warn" is for the person who verifies it. Values are texts to show. */
export type InvoiceDifference = {
  field: string;
  code: InvoiceDifferenceCode;
  severity: "refuse" | "warn";
  expected: string;
  found: string;
};

/** The same invoice in two files is one invoice: duplicates are found by seller and number. */
export function invoiceKey(invoice: Pick<EInvoice, "number" | "seller">): string {
  return `${normaliseUscc(invoice.seller.taxId)}/${invoice.number}`;
}

type Report = (
  field: string,
  code: InvoiceDifferenceCode,
  expected: string,
  found: string,
  severity?: "refuse" | "warn",
) => void;

function compareHeader(invoice: EInvoice, expected: ExpectedInvoice, report: Report): void {
  if (invoice.kind !== "special") report("kind", "KIND_NOT_SPECIAL", "special", invoice.kind);
  if (!/^\d{20}$/.test(invoice.number))
    report("number", "NUMBER_FORMAT", "20 × 0–9", invoice.number);
  if (invoice.issueDate > expected.today)
    report("issueDate", "ISSUED_IN_FUTURE", expected.today, invoice.issueDate);
  if (expected.noticeDay !== null && invoice.issueDate < expected.noticeDay) {
    report("issueDate", "ISSUED_BEFORE_NOTICE", expected.noticeDay, invoice.issueDate);
  }
  // Five years back by the calendar; days compare as text, so 29 February needs no care.
  const oldest = `${Number(expected.today.slice(0, 4)) - 5}${expected.today.slice(4)}`;
  if (invoice.issueDate < oldest)
    report("issueDate", "ISSUED_TOO_LONG_AGO", oldest, invoice.issueDate);
}

function compareParties(invoice: EInvoice, expected: ExpectedInvoice, report: Report): void {
  for (const role of ["seller", "buyer"] as const) {
    const prefix = role === "seller" ? "SELLER" : "BUYER";
    const [found, wanted] = [invoice[role], expected[role]];
    if (normaliseUscc(found.taxId) !== normaliseUscc(wanted.taxId)) {
      report(`${role}.taxId`, `${prefix}_TAX_ID`, wanted.taxId, found.taxId);
    }
    if (foldName(found.name) !== foldName(wanted.name))
      report(`${role}.name`, `${prefix}_NAME`, wanted.name, found.name);
    const checked = checkUscc(found.taxId);
    if (!checked.ok)
      report(`${role}.taxId`, "TAX_ID_CHECK_CHARACTER", "GB 32100", found.taxId, "warn");
  }
}

function compareAmounts(invoice: EInvoice, expected: ExpectedInvoice, report: Report): void {
  const amount = fenToDecimalString;
  if (invoice.total !== expected.total)
    report("total", "TOTAL", amount(expected.total), amount(invoice.total));
  // Rounding per line and on the total are both lawful, so net and tax may drift where the total may not.
  for (const [field, code] of [
    ["net", "NET"],
    ["tax", "TAX"],
  ] as const) {
    const drift = invoice[field] - expected[field];
    if ((drift < 0n ? -drift : drift) > INVOICE_TAX_TOLERANCE_FEN)
      report(field, code, amount(expected[field]), amount(invoice[field]));
  }
  if (invoice.totalInWords !== "" && !wordsMean(invoice.totalInWords, invoice.total)) {
    const unreadable = parseAmountInWords(invoice.totalInWords) === null;
    report(
      "totalInWords",
      unreadable ? "WORDS_UNREADABLE" : "WORDS",
      amount(invoice.total),
      invoice.totalInWords,
      unreadable ? "warn" : "refuse",
    );
  }
  for (const issue of checkInvoiceArithmetic(invoice)) {
    report(
      issue.line === undefined ? "total" : `lines.${issue.line}`,
      issue.code,
      issue.expected,
      issue.found,
    );
  }
}

function rateText(rateBp: number | null, text: string): string {
  return rateBp === null ? text || "—" : formatRatio(rateBp);
}

function compareRates(invoice: EInvoice, expected: ExpectedInvoice, report: Report): void {
  const rates = new Map(
    invoice.lines.map((line) => [
      line.rateBp ?? line.rateText,
      rateText(line.rateBp, line.rateText),
    ]),
  );
  const wanted = formatRatio(expected.rateBp);
  const found = [...rates.values()].join(", ");
  if (rates.size > 1) report("rate", "SEVERAL_RATES", wanted, found);
  else if (!rates.has(expected.rateBp)) report("rate", "RATE", wanted, found);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The period as people write it: 202503, 2025-03, 2025/3, 2025年3月. */
function periodPattern(of: Period): RegExp {
  const [year, month] = [of.slice(0, 4), of.slice(4)];
  const short = String(Number(month));
  return new RegExp(`(?<!\\d)${year}(?:${month}|[-/.年]0?${short})(?!\\d)`);
}

function compareRemark(invoice: EInvoice, expected: ExpectedInvoice, report: Report): void {
  const remark = fold(invoice.remark);
  const number = new RegExp(`(?<![a-z0-9])${escaped(fold(expected.requisitionNo))}(?![a-z0-9])`);
  if (!number.test(remark))
    report("remark", "REMARK_REQUISITION", expected.requisitionNo, invoice.remark);
  // A requisition number may contain the month; it must not stand in for the period.
  const rest = remark.replace(new RegExp(number, "g"), " ");
  if (!periodPattern(expected.period).test(rest))
    report("remark", "REMARK_PERIOD", expected.period, invoice.remark);
}

/** Every difference between an invoice and what its requisition asks for; empty when it can be accepted. */
export function compareInvoice(invoice: EInvoice, expected: ExpectedInvoice): InvoiceDifference[] {
  const differences: InvoiceDifference[] = [];
  const report: Report = (field, code, wanted, found, severity = "refuse") => {
    differences.push({ field, code, severity, expected: wanted, found });
  };
  compareHeader(invoice, expected, report);
  compareParties(invoice, expected, report);
  compareAmounts(invoice, expected, report);
  compareRates(invoice, expected, report);
  compareRemark(invoice, expected, report);
  return differences;
}
