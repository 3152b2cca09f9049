import { periodBounds, periodOf } from "@/lib/dates";
import { divideHalfAwayFromZero } from "@/lib/money";
import type { OrderType, SupervisionState } from "@/lib/states/order";

/** What applying an event came to. `paidLines` are lines whose provisioning is owed; `opens` names what parked events may wait for. */
export type EventOutcome =
  | { readonly outcome: "applied"; readonly paidLines: string[]; readonly opens: string[] }
  | { readonly outcome: "parked"; readonly reason: string; readonly waitsFor: string }
  | { readonly outcome: "conflict"; readonly reason: string };

export const applied = (number: string, paidLines: string[] = [], lineNumbers: string[] = []): EventOutcome => ({
  outcome: "applied",
  paidLines,
  opens: [`order:${number}`, ...lineNumbers.map((line) => `line:${line}`)],
});
export const parked = (reason: string, waitsFor: string): EventOutcome => ({ outcome: "parked", reason, waitsFor });
export const conflicted = (reason: string): EventOutcome => ({ outcome: "conflict", reason });

/** New supervised purchases are watched until accepted; nothing else is (products.md §12b). */
export function supervisionAtOrder(supervised: boolean, type: OrderType): SupervisionState {
  return supervised && type === "new" ? "open" : "not_applicable";
}

/** The seller's program is called for what is bought anew; a renewal or change keeps its instance. */
export function callsInterface(hasInterface: boolean, type: OrderType): boolean {
  return hasInterface && (type === "new" || type === "trial");
}

/** The Beijing month an order was placed in: the cycle within which credit must be repaid as a whole. */
export function creditCycle(placedAt: Date): { start: Date; end: Date; key: string } {
  const key = periodOf(placedAt);
  const { start, end } = periodBounds(key);
  return { start, end, key };
}

/** A part of a total in the proportion of another (list price of a partial refund), rounded half away from zero. */
export function proportion(total: bigint, part: bigint, whole: bigint): bigint {
  return whole === 0n ? 0n : divideHalfAwayFromZero(total * part, whole);
}
