import { ArrowDown, ArrowUp } from "lucide-react";
import { Link } from "@/components/ui/link";
import type { Column } from "./column";
import { besideOnly, headCell } from "./table-style";

/** The head of a column; where the list can be sorted by it, a link that does so. */
export function HeadCell<Row>({ column, first }: { column: Column<Row>; first: boolean }) {
  const { sort } = column;
  const words = (
    <>
      {column.header}
      {column.note ? <span className="small ml-1 inline-block">{column.note}</span> : null}
    </>
  );
  return (
    <th
      scope="col"
      aria-sort={sort && sort.direction !== "none" ? sort.direction : undefined}
      style={{ width: column.width }}
      className={`${headCell} ${column.align === "end" ? "!text-right" : ""} ${first ? "max-md:left-0 max-md:z-20" : ""} ${column.underName ? besideOnly : ""}`}
    >
      {sort ? (
        <Link href={sort.href} scroll={false} className="inline-flex min-h-6 items-center gap-1 hover:text-ink">
          {words}
          {sort.direction === "ascending" ? <ArrowUp aria-hidden size={12} /> : null}
          {sort.direction === "descending" ? <ArrowDown aria-hidden size={12} /> : null}
        </Link>
      ) : (
        words
      )}
    </th>
  );
}
