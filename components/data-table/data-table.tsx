import { useTranslations } from "next-intl";
import type { ReactElement, ReactNode } from "react";
import { EmptyState, type EmptyStateProps } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import type { Column } from "./column";
import { HeadCell } from "./head-cell";
import { besideOnly, bodyCell, bodyRow, firstCell, headCell, scrollBox, wrapCell } from "./table-style";

export type { Column } from "./column";

type DataTableProps<Row> = {
  /** What the rows are, for those who cannot see the page's heading. */
  caption: string;
  captionVisible?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Makes the first cell a link, most often `?open=…`. */
  rowHref?: (row: Row) => string;
  rowActions?: (row: Row) => ReactNode;
  /** The row whose sheet is open. */
  selectedKey?: string | null;
  /** Shows the totals row; its amounts are the columns' `total`. */
  totals?: { label: ReactNode };
  /** What stands here when there are no rows: one of the three kinds. */
  empty: ReactElement<EmptyStateProps, typeof EmptyState>;
  page?: { prevHref?: string | null; nextHref?: string | null };
  /** How many rows match in all, when known. */
  count?: number;
  countNote?: ReactNode;
  /** Lies on a card already: no border of its own. */
  flush?: boolean;
  /** Each row can be chosen, named so to those who listen; the table then lies within `RowSelection`. */
  select?: (row: Row) => string;
};

/** A list drawn on the server as a real table: it needs no script to be read, sorted or paged. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, page } = props;
  const t = useTranslations("ui");
  const result = props.count === undefined ? t("table.onPage", { shown: rows.length }) : t("table.rows", { shown: rows.length, count: props.count });
  if (rows.length === 0) {
    return (
      <div className={props.flush ? "" : "rounded-lg border border-hair bg-sheet"}>
        <p role="status" className="sr-only">
          {result}
        </p>
        {props.empty}
      </div>
    );
  }
  return (
    <div className="min-w-0">
      <div className={`${scrollBox} ${props.flush ? "!rounded-t-none !border-0" : ""}`} tabIndex={0} role="region" aria-label={caption}>
        <table className="w-full border-separate border-spacing-0">
          <caption className={props.captionVisible ? "px-3 py-2.5 text-left font-[620]" : "sr-only"}>{caption}</caption>
          <thead>
            <tr>
              {props.select ? (
                <th scope="col" className={`${headCell} w-8 !pr-0`}>
                  <input type="checkbox" className="tick" data-row="*" aria-label={t("table.selectPage")} autoComplete="off" />
                </th>
              ) : null}
              {columns.map((column, index) => (
                <HeadCell key={column.key} column={column} first={index === 0} />
              ))}
              {props.rowActions ? (
                <th scope="col" className={`${headCell} ${besideOnly}`}>
                  <span className="sr-only">{t("table.actions")}</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody className="num">
            {rows.map((row) => (
              <BodyRow key={props.rowKey(row)} row={row} {...props} />
            ))}
          </tbody>
          {props.totals ? <Totals {...props} label={props.totals.label} /> : null}
        </table>
      </div>
      <p role="status" className="sr-only">
        {result}
      </p>
      {page ? (
        <div className={props.flush ? "border-t border-hair px-3 py-2" : "pt-2.5"}>
          <Pagination {...page} note={props.countNote ?? result} />
        </div>
      ) : null}
    </div>
  );
}

function BodyRow<Row>({ row, columns, rowKey, rowHref, rowActions, selectedKey, select }: DataTableProps<Row> & { row: Row }) {
  const selected = selectedKey !== undefined && selectedKey !== null && rowKey(row) === selectedKey;
  const tint = selected ? "!bg-seal-soft" : "";
  const href = rowHref?.(row);
  const actions = rowActions?.(row);
  return (
    <tr className={bodyRow}>
      {select ? (
        <td className={`${bodyCell} ${tint} !pr-0`}>
          <SelectBox row={rowKey(row)} name={select(row)} />
        </td>
      ) : null}
      {columns.map((column, index) => {
        const look = `${bodyCell} ${tint} ${column.align === "end" ? "text-right" : ""} ${column.wrap ? wrapCell : "whitespace-nowrap"} ${column.underName ? besideOnly : ""}`;
        if (index > 0) {
          return (
            <td key={column.key} className={look}>
              {column.cell(row)}
            </td>
          );
        }
        return (
          <th key={column.key} scope="row" className={`${look} ${firstCell} text-left font-normal`}>
            {href ? (
              <Link href={href} scroll={!href.includes("open=")} aria-current={selected ? "true" : undefined} className="link">
                {column.cell(row)}
              </Link>
            ) : (
              column.cell(row)
            )}
            <UnderName columns={columns} row={row} actions={actions} />
          </th>
        );
      })}
      {rowActions ? (
        <td className={`${bodyCell} ${tint} ${besideOnly} text-right`}>
          <span className="inline-flex gap-1 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 [@media(hover:none)]:opacity-100">{actions}</span>
        </td>
      ) : null}
    </tr>
  );
}

/** On a phone: what is looked for first, and what can be done, below the row's name. Amounts say what they are. */
function UnderName<Row>({ columns, row, actions }: { columns: readonly Column<Row>[]; row: Row; actions: ReactNode }) {
  const facts = columns.flatMap(({ underName, key, align, header, cell }) => (underName ? [{ key, label: align === "end" ? header : null, said: cell(row) }] : []));
  // What a row has nothing of needs no line.
  const known = facts.filter(({ said }) => said !== null && said !== "" && said !== "–");
  if (known.length === 0 && !actions) return null;
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1 py-1 text-small whitespace-normal md:hidden">
      {known.map(({ key, label, said }) => (
        <span key={key}>
          {label ? <span className="small">{label} </span> : null}
          {said}
        </span>
      ))}
      {actions ? <span className="flex w-full flex-wrap gap-1">{actions}</span> : null}
    </span>
  );
}

function SelectBox({ row, name }: { row: string; name: string }) {
  const t = useTranslations("ui");
  return <input type="checkbox" className="tick" data-row={row} aria-label={t("table.selectRow", { row: name })} autoComplete="off" />;
}

function Totals<Row>({ columns, rowActions, label }: DataTableProps<Row> & { label: ReactNode }) {
  const span = Math.max(
    1,
    columns.findIndex((column) => column.total !== undefined),
  );
  // Columns that phones leave out stand alone here, so that what is left stays under its own.
  const apart = columns.slice(1, span).some(({ underName }) => underName);
  const cell = "sticky bottom-0 h-10 border-t border-hair-strong bg-sunk px-2.5 font-semibold whitespace-nowrap first:pl-3 last:pr-3";
  const below = columns.filter(({ underName, total }) => underName && total !== undefined);
  return (
    <tfoot className="num">
      <tr>
        <th scope="row" colSpan={apart ? 1 : span} className={`${cell} text-left`}>
          {label}
          {below.map(({ key, header, total }) => (
            <span key={key} className="block text-small md:hidden">
              <span className="small">{header}</span> {total}
            </span>
          ))}
        </th>
        {columns.slice(apart ? 1 : span).map((column) => (
          <td key={column.key} className={`${cell} ${column.align === "end" ? "text-right" : ""} ${column.underName ? besideOnly : ""}`}>
            {column.total}
          </td>
        ))}
        {rowActions ? <td className={`${cell} ${besideOnly}`}>{"\u00A0"}</td> : null}
      </tr>
    </tfoot>
  );
}
