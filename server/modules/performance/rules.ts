import type { Figures } from "./contract";

/** A product's month as it comes from the database. */
export type Cell = {
  readonly period: string;
  readonly productId: string;
  readonly product: string;
  readonly productEn: string;
  readonly lines: number;
  readonly salesFen: string;
  readonly refundFen: string;
  readonly settledFen: string | null;
  readonly unbilledFen: string | null;
  readonly earnedFen: string | null;
};

type Key = "salesFen" | "refundFen" | "settledFen" | "unbilledFen" | "earnedFen";
const sum = (cells: readonly Cell[], key: Key) => cells.reduce((total, cell) => total + BigInt(cell[key] ?? 0), 0n).toString();

/** The figures of several cells together, the company's money only where it may be seen. */
export function together(cells: readonly Cell[], withMoney: boolean): Figures {
  const money = (key: Key) => (withMoney ? sum(cells, key) : null);
  return {
    lines: cells.reduce((total, cell) => total + cell.lines, 0),
    salesFen: sum(cells, "salesFen"),
    refundFen: sum(cells, "refundFen"),
    settledFen: money("settledFen"),
    unbilledFen: money("unbilledFen"),
    earnedFen: money("earnedFen"),
  };
}

/** Cells that share a key, in the order in which the keys first appear. */
export function groupBy<K extends string>(cells: readonly Cell[], keyOf: (cell: Cell) => K): ReadonlyMap<K, readonly Cell[]> {
  const groups = new Map<K, Cell[]>();
  for (const cell of cells) groups.set(keyOf(cell), [...(groups.get(keyOf(cell)) ?? []), cell]);
  return groups;
}
