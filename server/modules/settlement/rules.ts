import { addDays, type BusinessDay, endOfBusinessDay, toBusinessDay } from "@/lib/dates";
import { add, type Exact, exact, multiply, roundHalfAway, ZERO } from "@/lib/exact";
import { defineLifecycle } from "@/lib/states/lifecycle";
import { requisitionStates } from "@/lib/states/settlement";
import { splitGross } from "@/lib/tax";
import type { Posting } from "@/server/modules/ledger";

export type Side = "seller" | "partner";

/** Sums over lines of one statement that share tax rates and divisors; amounts in fen, `own` and `other` exact. */
export type Group = {
  readonly taxRateBp: number;
  readonly productTaxBp: number;
  readonly grossFen: bigint;
  readonly refundFen: bigint;
  readonly voucher: Exact;
  readonly own: Exact;
  readonly other: Exact;
};

export type RateTotal = { readonly taxRateBp: number; readonly grossFen: bigint; readonly netFen: bigint; readonly taxFen: bigint };
export type Totals = {
  readonly rates: readonly RateTotal[];
  readonly grossFen: bigint;
  readonly refundFen: bigint;
  readonly voucherFen: bigint;
  readonly otherShareFen: bigint;
  readonly platformFen: bigint;
  readonly payableFen: bigint;
};

const total = <T>(items: readonly T[], value: (item: T) => bigint) => items.reduce((sum, item) => sum + value(item), 0n);
const exactTotal = (items: readonly Exact[]) => items.reduce(add, ZERO);

/** The only rounding there is: once per tax rate. The statement's total is the sum of those, its platform part what remains. */
export function totalsOf(groups: readonly Group[]): Totals {
  const taxRates = [...new Set(groups.map(({ taxRateBp }) => taxRateBp))].toSorted((a, b) => a - b);
  const rates = taxRates.map((taxRateBp) => {
    const own = exactTotal(groups.filter((group) => group.taxRateBp === taxRateBp).map((group) => group.own));
    const { gross, net, tax } = splitGross(roundHalfAway(own), taxRateBp);
    return { taxRateBp, grossFen: gross, netFen: net, taxFen: tax };
  });
  const grossFen = total(groups, (group) => group.grossFen);
  const refundFen = total(groups, (group) => group.refundFen);
  const voucherFen = roundHalfAway(exactTotal(groups.map((group) => group.voucher)));
  const otherShareFen = roundHalfAway(exactTotal(groups.map((group) => group.other)));
  const payableFen = total(rates, (rate) => rate.grossFen);
  return { rates, grossFen, refundFen, voucherFen, otherShareFen, payableFen, platformFen: grossFen - refundFen - voucherFen - otherShareFen - payableFen };
}

export type Settled = { readonly side: Side; readonly productClass: string; readonly orgId: string; readonly groups: readonly Group[]; readonly totals: Totals; readonly serviceTaxBp: number };

/** Revenue and output VAT of principal sales, per product rate; the voucher's rounding stays with the first. */
function revenuePostings(groups: readonly Group[], customerFen: bigint): Posting[] {
  const taxRates = [...new Set(groups.map(({ productTaxBp }) => productTaxBp))].toSorted((a, b) => a - b);
  const amounts = taxRates.map((rate) => {
    const mine = groups.filter((group) => group.productTaxBp === rate);
    const paid = exact(total(mine, (group) => group.grossFen - group.refundFen));
    return roundHalfAway(add(paid, multiply(exactTotal(mine.map((group) => group.voucher)), exact(-1n))));
  });
  const drift = customerFen - amounts.reduce((sum, amount) => sum + amount, 0n);
  return taxRates.flatMap((rate, index) => {
    const { net, tax } = splitGross((amounts[index] ?? 0n) + (index === 0 ? drift : 0n), rate);
    return [
      { account: "revenue" as const, amountFen: -net },
      { account: "output_vat" as const, amountFen: -tax },
    ];
  });
}

/**
 * How a statement stands in the ledger. Agency: the customer's money is owed on, the marketplace keeps its fee.
 * Principal: revenue against cost. A partner's share is a cost of the marketplace; the customer's money came with the seller's side.
 */
export function postingsOf({ side, productClass, orgId, groups, totals, serviceTaxBp }: Settled): Posting[] {
  const { payableFen } = totals;
  const net = total(totals.rates, (rate) => rate.netFen);
  const tax = total(totals.rates, (rate) => rate.taxFen);
  const cost = (account: "share_cost" | "cost_of_sales", payable: "partner_payable" | "seller_payable"): Posting[] => [
    { account, amountFen: net },
    { account: "input_vat", amountFen: tax },
    { account: payable, orgId, amountFen: -payableFen },
  ];
  if (side === "partner") return cost("share_cost", "partner_payable");
  const customerFen = totals.grossFen - totals.refundFen - totals.voucherFen;
  const received: Posting = { account: "customer_funds", amountFen: customerFen };
  if (productClass !== "generic") return [received, ...revenuePostings(groups, customerFen), ...cost("cost_of_sales", "seller_payable")];
  const fee = splitGross(customerFen - payableFen, serviceTaxBp);
  return [
    received,
    { account: "agency_payable", orgId, amountFen: -payableFen },
    { account: "platform_fee", amountFen: -fee.net },
    { account: "output_vat", amountFen: -fee.tax },
  ];
}

/** The account in which a payee's money waits. */
export function payableAccount(side: Side, productClass: string): "partner_payable" | "agency_payable" | "seller_payable" {
  if (side === "partner") return "partner_payable";
  return productClass === "generic" ? "agency_payable" : "seller_payable";
}

/** An agency's payout needs no invoice to the marketplace; all others do. */
export const invoiceNeeded = (side: Side, productClass: string) => side === "partner" || productClass !== "generic";

/** The end of the same day next month in Beijing, or of that month's last day. */
export function monthAfter(at: Date, months = 1): Date {
  const day = toBusinessDay(at);
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const first = `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, "0")}-01` as BusinessDay;
  const wanted = addDays(first, Number(day.slice(8)) - 1);
  if (wanted.slice(0, 7) === first.slice(0, 7)) return endOfBusinessDay(wanted);
  const next = addDays(first, 31);
  return endOfBusinessDay(addDays(`${next.slice(0, 7)}-01` as BusinessDay, -1));
}

/** `202610`, or `202608–202610` when several periods are paid together. */
export function periodLabel(periods: readonly string[]): string {
  const sorted = [...new Set(periods)].toSorted();
  const [first = ""] = sorted;
  return sorted.length > 1 ? `${first}–${sorted.at(-1)}` : first;
}

/** A requisition's way: invoiced where one is needed, then paid. */
export const requisitionLifecycle = defineLifecycle("requisition", requisitionStates, {
  receive_invoice: { zh: "收到发票", en: "Receive invoice", from: ["to_invoice"], to: "invoice_review", who: ["system"] },
  return_invoice: { zh: "退回发票", en: "Return invoice", from: ["invoice_review"], to: "to_invoice", who: ["system"] },
  accept_invoice: { zh: "核验完成", en: "Accept invoice", from: ["invoice_review"], to: "payable", who: ["system"] },
  pay: { zh: "付款", en: "Pay", from: ["payable"], to: "paid", who: ["operator"] },
});
