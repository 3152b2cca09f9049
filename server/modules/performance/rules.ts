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
  /** Millionths of a fen: cells are added up before they are rounded, as the lines behind them are. */
  readonly earnedMicro: string | null;
};

type Key = "salesFen" | "refundFen" | "settledFen" | "unbilledFen" | "earnedMicro";
const sum = (cells: readonly Cell[], key: Key) => cells.reduce((total, cell) => total + BigInt(cell[key] ?? 0), 0n).toString();

const wholeFen = (micro: bigint) => (micro < 0n ? -1n : 1n) * ((2n * (micro < 0n ? -micro : micro) + 1_000_000n) / 2_000_000n);

/** The figures of several cells together, the company's money only where it may be seen. */
export function together(cells: readonly Cell[], withMoney: boolean): Figures {
  const money = (key: Key) => (withMoney ? sum(cells, key) : null);
  return {
    lines: cells.reduce((total, cell) => total + cell.lines, 0),
    salesFen: sum(cells, "salesFen"),
    refundFen: sum(cells, "refundFen"),
    settledFen: money("settledFen"),
    unbilledFen: money("unbilledFen"),
    earnedFen: withMoney ? wholeFen(BigInt(sum(cells, "earnedMicro"))).toString() : null,
  };
}

/** Cells that share a key, in the order in which the keys first appear. */
export function groupBy<K extends string>(cells: readonly Cell[], keyOf: (cell: Cell) => K): ReadonlyMap<K, readonly Cell[]> {
  const groups = new Map<K, Cell[]>();
  for (const cell of cells) groups.set(keyOf(cell), [...(groups.get(keyOf(cell)) ?? []), cell]);
  return groups;
}
