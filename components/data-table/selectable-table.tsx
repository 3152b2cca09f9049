"use client";

import { columnVisibilityFeature, rowSelectionFeature, tableFeatures, useTable, type ColumnDef, type RowSelectionState } from "@tanstack/react-table";
import { Columns3 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo, useState, type ReactElement, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import type { EmptyState, EmptyStateProps } from "@/components/ui/empty-state";
import { Popover } from "@/components/ui/popover";
import type { Column } from "./column";
import { HeadCell } from "./head-cell";
import { bodyCell, bodyRow, firstCell, headCell, scrollBox } from "./table-style";

/** What is chosen: these rows, or every row the filter finds. */
export type Selection = { kind: "rows"; keys: string[] } | { kind: "all-matching" };

type SelectableTableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowHref?: (row: Row) => string;
  selectedKey?: string | null;
  empty: ReactElement<EmptyStateProps, typeof EmptyState>;
  /** How many rows the filter finds in all; offers "select all" when more than the page. */
  count?: number;
  /** What can be done with a selection; `clear` empties it. */
  bulk: (selection: Selection, clear: () => void) => ReactNode;
};

const features = tableFeatures({ rowSelectionFeature, columnVisibilityFeature });

/** A list whose rows can be chosen and whose columns can be put away. Costs script; plain lists use DataTable. */
export function SelectableTable<Row extends object>(props: SelectableTableProps<Row>) {
  const { caption, columns, rows, rowKey, count } = props;
  const t = useTranslations("ui");
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({});
  const [everything, setEverything] = useState(false);
  const [columnVisibility, setColumnVisibility] = useState<Record<string, boolean>>({});
  const definitions = useMemo<ColumnDef<typeof features, Row>[]>(
    () => columns.map((column, index) => ({ id: column.key, enableHiding: index > 0 })),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowKey,
    state: { rowSelection, columnVisibility },
    onRowSelectionChange: setRowSelection,
    onColumnVisibilityChange: setColumnVisibility,
  });
  const clear = () => {
    setRowSelection({});
    setEverything(false);
  };
  if (rows.length === 0) return <div className="rounded-lg border border-hair bg-sheet">{props.empty}</div>;

  const keys = Object.keys(rowSelection);
  const whole = table.getIsAllRowsSelected();
  const shown = new Set(table.getVisibleLeafColumns().map((column) => column.id));
  const visible = columns.filter((column) => shown.has(column.key));
  const selection: Selection = everything ? { kind: "all-matching" } : { kind: "rows", keys };
  return (
    <div className="min-w-0">
      <div className="no-print mb-2 flex min-h-8 flex-wrap items-center gap-2">
        <p role="status">{keys.length > 0 ? t("table.selected", { n: everything ? (count ?? keys.length) : keys.length }) : ""}</p>
        {keys.length > 0 ? (
          <>
            {whole && !everything && count !== undefined && count > rows.length ? (
              <Button size="sm" variant="quiet" onClick={() => setEverything(true)}>
                {t("table.selectAll", { n: count })}
              </Button>
            ) : null}
            {props.bulk(selection, clear)}
            <Button size="sm" variant="quiet" onClick={clear}>
              {t("table.clearSelection")}
            </Button>
          </>
        ) : null}
        <span className="ml-auto">
          <Popover
            align="end"
            label={t("table.columns")}
            trigger={
              <>
                <Columns3 aria-hidden size={14} /> {t("table.columns")}
              </>
            }
          >
            <div className="grid gap-1 p-1.5">
              {table.getAllLeafColumns().map((column) => (
                <Checkbox
                  key={column.id}
                  label={columns.find((one) => one.key === column.id)?.header ?? column.id}
                  checked={column.getIsVisible()}
                  disabled={!column.getCanHide()}
                  onChange={column.getToggleVisibilityHandler()}
                />
              ))}
            </div>
          </Popover>
        </span>
      </div>
      <div className={scrollBox} tabIndex={0} role="region" aria-label={caption}>
        <table className="w-full border-separate border-spacing-0">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col" className={`${headCell} w-10`}>
                <input
                  type="checkbox"
                  className="tick"
                  aria-label={t("table.selectPage")}
                  checked={whole}
                  ref={(box) => {
                    if (box) box.indeterminate = !whole && keys.length > 0;
                  }}
                  onChange={(event) => {
                    setEverything(false);
                    table.toggleAllRowsSelected(event.target.checked);
                  }}
                />
              </th>
              {visible.map((column) => (
                <HeadCell key={column.key} column={column} first={false} />
              ))}
            </tr>
          </thead>
          <tbody className="num">
            {table.getRowModel().rows.map((row) => (
              <tr key={row.id} className={bodyRow}>
                <td className={`${bodyCell} ${row.getIsSelected() ? "bg-seal-soft" : ""}`}>
                  <input
                    type="checkbox"
                    className="tick"
                    id={`${row.id}-choice`}
                    aria-label={t("table.selectRow")}
                    aria-labelledby={`${row.id}-choice ${row.id}-name`}
                    checked={row.getIsSelected()}
                    onChange={(event) => {
                      setEverything(false);
                      row.toggleSelected(event.target.checked);
                    }}
                  />
                </td>
                {visible.map((column, index) => (
                  <Cell
                    key={column.key}
                    column={column}
                    row={row.original}
                    first={index === 0}
                    id={row.id}
                    href={props.rowHref?.(row.original)}
                    tint={row.getIsSelected() || row.id === props.selectedKey}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

type CellProps<Row> = { column: Column<Row>; row: Row; first: boolean; id: string; href?: string; tint: boolean };

function Cell<Row>({ column, row, first, id, href, tint }: CellProps<Row>) {
  const look = `${bodyCell} ${tint ? "!bg-seal-soft" : ""} ${column.align === "end" ? "text-right" : ""} ${column.wrap ? "min-w-48 py-2" : "whitespace-nowrap"}`;
  if (!first) return <td className={look}>{column.cell(row)}</td>;
  return (
    <th scope="row" id={`${id}-name`} className={`${look} ${firstCell} text-left font-normal`}>
      {href ? (
        <Link href={href} scroll={!href.includes("open=")} className="link">
          {column.cell(row)}
        </Link>
      ) : (
        column.cell(row)
      )}
    </th>
  );
}
