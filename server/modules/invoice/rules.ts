import { period, type BusinessDay } from "@/lib/dates";
import type { EInvoice } from "@/lib/einvoice";
import { compareInvoice, type ExpectedInvoice } from "@/lib/einvoice-compare";
import { formatRatio, type Fen } from "@/lib/money";
import { splitGross } from "@/lib/tax";
import type { Difference, Obstacle } from "./contract";

type Row = { readonly taxRateBp: number; readonly grossFen: Fen; readonly netFen: Fen; readonly taxFen: Fen };
type Counted = { readonly taxRateBp: number; readonly totalFen: Fen; readonly status: string };

/** A row of the issue list and how much of it is invoiced; `missing` is what no invoice covers yet. */
export type Cover<R extends Row = Row> = { readonly row: R; readonly submitted: Fen; readonly verified: Fen; readonly missing: Fen };

/** What the live invoices of a requisition cover, row by row. */
export function coverOf<R extends Row>(rows: readonly R[], invoices: readonly Counted[]): Cover<R>[] {
  const sum = (rate: number, status: string) => invoices.filter((one) => one.taxRateBp === rate && one.status === status).reduce((total, one) => total + one.totalFen, 0n);
  return rows.map((row) => {
    const [submitted, verified] = [sum(row.taxRateBp, "submitted"), sum(row.taxRateBp, "verified")];
    return { row, submitted, verified, missing: row.grossFen - submitted - verified };
  });
}

/** Where a requisition stands after a change of its invoices. */
export function standing(covers: readonly Cover[]): "accepted" | "received" | "returned" {
  if (covers.every((cover) => cover.verified === cover.row.grossFen)) return "accepted";
  return covers.some((cover) => cover.submitted > 0n) ? "received" : "returned";
}

/** The row an invoice is meant for: by its one rate; where that fits none, the row its total fits, else one still open. */
export function coverFor(invoice: EInvoice, covers: readonly Cover[]): Cover | undefined {
  const rates = new Set(invoice.lines.map((line) => line.rateBp));
  const byRate = rates.size === 1 ? covers.find((cover) => rates.has(cover.row.taxRateBp)) : undefined;
  return byRate ?? covers.find((cover) => cover.missing === invoice.total) ?? covers.find((cover) => cover.missing > 0n) ?? covers[0];
}

export type Parties = Pick<ExpectedInvoice, "seller" | "buyer" | "requisitionNo" | "noticeDay"> & { readonly periodLabel: string };
export type Claim = { readonly invoice: EInvoice; readonly part: boolean; readonly today: BusinessDay };
export type Judgement = { readonly expected: ExpectedInvoice; readonly differences: readonly Difference[] };

/** Both ends of the periods a requisition covers: `202608–202610` → two, `202610` → one. */
const endsOf = (label: string) => [...new Set(label.split("–"))].map(period);

/**
 * Holds an invoice against one row of the issue list. The total is what is still missing of the row, to the fen; for a part
 * it may be less. An invoice in parts splits its own total, for net and tax are then its own.
 */
export function judge({ invoice, part, today }: Claim, cover: Cover, parties: Parties): Judgement {
  const { row, missing } = cover;
  const { periodLabel, ...rest } = parties;
  const total = part && invoice.total > 0n && invoice.total < missing ? invoice.total : missing;
  const whole = total === row.grossFen;
  const split = splitGross(total, row.taxRateBp);
  const amounts = { total, net: whole ? row.netFen : split.net, tax: whole ? row.taxFen : split.tax };
  const [first, ...others] = endsOf(periodLabel);
  if (!first) throw new Error("a requisition without a period");
  const expected: ExpectedInvoice = { ...rest, ...amounts, rateBp: row.taxRateBp, period: first, today };
  return { expected, differences: differencesOf(invoice, expected, [first, ...others], periodLabel) };
}

/** All differences; the remark has to name every end of the periods, and says so once. */
export function differencesOf(invoice: EInvoice, expected: ExpectedInvoice, periods: readonly ExpectedInvoice["period"][], periodLabel: string): Difference[] {
  const [all = [], ...more] = periods.map((one) => compareInvoice(invoice, { ...expected, period: one }));
  const late = more.flat().filter(({ code }) => code === "REMARK_PERIOD");
  const found = all.some(({ code }) => code === "REMARK_PERIOD") ? all : [...all, ...late.slice(0, 1)];
  return found.map((one) => ({
    ...one,
    expected: one.code === "REMARK_PERIOD" ? periodLabel : one.expected,
    line: one.field.startsWith("lines.") ? Number(one.field.slice("lines.".length)) : 0,
  }));
}

/** The differences of an invoice against what it was held against before. */
export function differencesAgain(kept: { invoice: EInvoice; expected: ExpectedInvoice; periodLabel: string }): Difference[] {
  return differencesOf(kept.invoice, kept.expected, endsOf(kept.periodLabel), kept.periodLabel);
}

export const stops = (differences: readonly Difference[]) => differences.filter(({ severity }) => severity === "refuse");

type Standing = { readonly number: string; readonly status: string; readonly invoiceNeeded: boolean; readonly noticedAt: Date | null; readonly certified: boolean };

/** Why this requisition takes no invoice at all now; null when it does. */
export function closedFor({ number, status, invoiceNeeded, noticedAt, certified }: Standing, covers: readonly Cover[]): Obstacle | null {
  const values = { requisition: number };
  if (!invoiceNeeded || covers.length === 0) return { key: "notNeeded", values };
  if (!noticedAt) return { key: "beforeNotice", values };
  if (status !== "to_invoice" && status !== "invoice_review") return { key: "complete", values };
  return certified ? null : { key: "notCertified", values };
}

/** The row of the invoice's rate is covered by other invoices. */
export function covered(requisition: string, cover: Cover): Obstacle | null {
  return cover.missing > 0n ? null : { key: "rowCovered", values: { requisition, rate: formatRatio(cover.row.taxRateBp) } };
}

/** What the remark of the invoice has to say. */
export const remarkFor = (requisitionNo: string, periodLabel: string) => `申付单号：${requisitionNo}；对账期次：${periodLabel}`;
