import type { Column } from "./column";

/** A column that may be put away; `hidden` ones are shown only when chosen. The first column always stays. */
export type ChosenColumn<Row> = Column<Row> & { hidden?: boolean };

/** The keys that `cols` of the address names, as far as there are such columns; else those shown from the start. */
export function shownKeys(columns: readonly { key: string; hidden?: boolean }[], cols: string | undefined): readonly string[] {
  const asked = new Set((cols ?? "").split(",").filter((key) => columns.some((column) => column.key === key)));
  const shown = columns.filter((column, at) => at === 0 || (asked.size > 0 ? asked.has(column.key) : !column.hidden));
  return shown.map(({ key }) => key);
}

/** The columns to draw, always in the table's own order. */
export function shownColumns<Row>(columns: readonly ChosenColumn<Row>[], cols: string | undefined): readonly Column<Row>[] {
  const keys = shownKeys(columns, cols);
  return columns.filter(({ key }) => keys.includes(key));
}
