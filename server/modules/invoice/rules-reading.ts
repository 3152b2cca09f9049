import type { EInvoice } from "@/lib/einvoice";
import type { ExpectedInvoice } from "@/lib/einvoice-compare";
import { formatRatio } from "@/lib/money";
import type { Difference, FieldKey, FieldReading, Reading } from "./contract";
import { remarkFor } from "./rules";

/** Where the comparison's names of fields appear in the table of fields. */
const placeOf: Readonly<Record<string, FieldKey>> = { "seller.name": "sellerName", "seller.taxId": "sellerTaxId", "buyer.name": "buyerName", "buyer.taxId": "buyerTaxId" };

type Held = readonly [key: FieldKey, unit: FieldReading["unit"], expected: string | null, found: string];

function ratesOf(invoice: EInvoice): string {
  return [...new Set(invoice.lines.map(({ rateBp, rateText }) => (rateBp === null ? rateText || "—" : formatRatio(rateBp))))].join(", ");
}

function held(invoice: EInvoice, expected: ExpectedInvoice, periodLabel: string): Held[] {
  return [
    ["kind", "kind", "special", invoice.kind],
    ["number", "text", null, invoice.number],
    ["issueDate", "day", expected.noticeDay, invoice.issueDate],
    ["sellerName", "text", expected.seller.name, invoice.seller.name],
    ["sellerTaxId", "text", expected.seller.taxId, invoice.seller.taxId],
    ["buyerName", "text", expected.buyer.name, invoice.buyer.name],
    ["buyerTaxId", "text", expected.buyer.taxId, invoice.buyer.taxId],
    ["total", "money", expected.total.toString(), invoice.total.toString()],
    ["net", "money", expected.net.toString(), invoice.net.toString()],
    ["tax", "money", expected.tax.toString(), invoice.tax.toString()],
    ["rate", "text", formatRatio(expected.rateBp), ratesOf(invoice)],
    ["totalInWords", "text", null, invoice.totalInWords],
    ["remark", "text", remarkFor(expected.requisitionNo, periodLabel), invoice.remark],
  ];
}

/** The fields as read beside what was expected, each marked, with the invoice's lines and all differences. */
export function readingOf(invoice: EInvoice, expected: ExpectedInvoice, periodLabel: string, differences: readonly Difference[]): Reading {
  const markOf = (key: FieldKey): FieldReading["mark"] => {
    const mine = differences.filter(({ field }) => (placeOf[field] ?? field) === key);
    if (mine.length === 0) return "same";
    return mine.some(({ severity }) => severity === "refuse") ? "differs" : "warn";
  };
  const fields = held(invoice, expected, periodLabel).map(([key, unit, wanted, found]) => ({ key, unit, expected: wanted, found, mark: markOf(key) }));
  const lines = invoice.lines.map(({ name, quantity, unitPrice, net, tax, rateBp, rateText }) => ({ name, quantity, unitPrice, netFen: net.toString(), taxFen: tax.toString(), rate: rateBp === null ? rateText : formatRatio(rateBp) }));
  return { fields, lines, differences };
}
