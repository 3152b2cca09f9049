import { listPrice, payableAt } from "@/lib/offer-price";
import type { QuotableSpec } from "@/server/modules/offer/contract";

/** A line as it stands in the form: numbers may still be half-typed texts. */
export type Row = { productSpecId: string; quantity: number | string; periodNumber: number | string; rateBp: number; shareBp?: number };
export type LineFigures = { listFen: bigint; amountFen: bigint; rateBp: number; quantity: number; periodNumber: number };

const whole = (value: number | string) => (/^\d{1,6}$/u.test(String(value)) ? Number(value) : 0);

/** The price of a row as far as it is filled in; null while it is not. */
export function figuresOf(row: Row, spec: QuotableSpec | undefined): LineFigures | null {
  const [quantity, periodNumber, rateBp] = [whole(row.quantity), whole(row.periodNumber), Number(row.rateBp)];
  if (!spec || quantity < 1 || periodNumber < 1 || !Number.isInteger(rateBp) || rateBp < 1 || rateBp > 10_000) return null;
  const listFen = listPrice({ unitPrice: spec.unitPrice, quantity, periodNumber });
  return { listFen, amountFen: payableAt(listFen, rateBp), rateBp, quantity, periodNumber };
}
