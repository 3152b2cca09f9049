import type { ReactNode } from "react";

export type SortDirection = "ascending" | "descending" | "none";

/** One column of a list of rows. */
export type Column<Row> = {
  key: string;
  header: string;
  /** A word of explanation beside the header. */
  note?: string;
  /** Amounts and counts stand at the end. */
  align?: "start" | "end";
  cell: (row: Row) => ReactNode;
  /** Where a click on the header leads, and how the list is sorted by it now. */
  sort?: { href: string; direction: SortDirection };
  /** What stands under the column in the totals row. */
  total?: ReactNode;
  width?: string;
  /** Long text may take several lines. */
  wrap?: boolean;
  /** On a phone it stands below the row's name, where it is seen without scrolling, and has no column. */
  underName?: boolean;
};
