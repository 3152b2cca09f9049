import { useFormatter, useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith } from "@/components/ui/href";
import { TextLink } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Tag } from "@/components/ui/tag";
import type { CellNote } from "@/lib/states/demand";
import { type ImportDetail, type ImportField, importFields, type ImportRow, type ImportRowFilter, importRowFilters, type ImportRows } from "@/server/modules/demand/contract-import";

const tones = { good: "wait", bad: "stop", imported: "ok", undone: "mute", kept: "wait" } as const;

/** A note's sentence with the figure it names. */
function useSentence(): (note: CellNote) => string {
  const t = useTranslations();
  return ({ key, value = "" }) => t(key as "errors.field.tooLong", { value, maximum: value, minimum: value });
}

type RowsProps = { batch: ImportDetail; rows: ImportRows; show: ImportRowFilter; cursor: string | undefined; path: string; base: string };

/** The file's rows by what became of them, each wrong cell marked with its sentence. */
export function ImportRowTable({ batch, rows, show, cursor, path, base }: RowsProps) {
  const t = useTranslations("import.result");
  const format = useFormatter();
  const columns = useColumns(batch, rows.rows, base);
  const tabs = importRowFilters.filter((one) => one === "all" || one === show || (batch.counts[one] ?? 0) > 0);
  const query = { show };
  const count = batch.counts[show] ?? 0;
  return (
    <section aria-labelledby="import-rows" className="min-w-0 rounded-lg border border-hair bg-sheet">
      <h2 id="import-rows" className="px-4 pt-3.5 pb-1">
        {t("title")}
      </h2>
      <LinkTabs label={t("filter")} items={tabs.map((one) => ({ href: hrefWith(path, {}, { show: one }), label: t(one), count: format.number(batch.counts[one] ?? 0), current: one === show }))} />
      <DataTable
        caption={t("caption")}
        columns={columns}
        rows={rows.rows}
        rowKey={(row) => String(row.line)}
        flush
        count={count}
        countNote={t("page", { shown: rows.rows.length, count })}
        page={{ prevHref: cursor ? hrefWith(path, query, { cursor: null }) : null, nextHref: rows.next ? hrefWith(path, query, { cursor: rows.next }) : null }}
        empty={<EmptyState kind="no-match" title={t("noMatch")} clearHref={hrefWith(path, {}, { show: "all" })} />}
      />
    </section>
  );
}

/** Columns in the template's order, but those with a wrong cell on this page right behind the name. */
function useColumns(batch: ImportDetail, rows: readonly ImportRow[], base: string): Column<ImportRow>[] {
  const t = useTranslations("import");
  const wrong = new Set(rows.flatMap(({ errors }) => Object.keys(errors)));
  const rank = (field: ImportField) => (field === "name" ? 0 : wrong.has(field) ? 1 : 2);
  const mapped = importFields.filter((field) => batch.mapping[field] !== undefined).toSorted((a, b) => rank(a) - rank(b));
  return [
    { key: "line", header: t("result.line"), cell: (row) => row.line },
    { key: "state", header: t("result.state"), cell: (row) => <Tag tone={tones[row.state]}>{t(`row.${row.state}`)}</Tag> },
    { key: "problems", header: t("result.problems"), cell: (row) => <Problems row={row} base={base} />, wrap: true },
    ...mapped.map((field): Column<ImportRow> => ({ key: field, header: t(`field.${field}`), cell: (row) => <Cell text={row.cells[batch.mapping[field] ?? -1] ?? ""} wrong={row.errors[field]} /> })),
  ];
}

function Cell({ text, wrong }: { text: string; wrong: CellNote | undefined }) {
  const sentence = useSentence();
  const shown = <span className="block max-w-64 truncate">{text || "–"}</span>;
  if (!wrong) return shown;
  return (
    <span className="block rounded-xs bg-stop-soft px-1.5 py-0.5 text-stop" title={sentence(wrong)}>
      {shown}
      <span className="sr-only">{sentence(wrong)}</span>
    </span>
  );
}

/** Everything to be said about a row: its errors, why it was kept, what is worth a look, and its demand. */
function Problems({ row, base }: { row: ImportRow; base: string }) {
  const t = useTranslations("import");
  const sentence = useSentence();
  const notesOf = (notes: ImportRow["errors"]) => (Object.keys(notes) as ImportField[]).flatMap((field) => (notes[field] ? [{ field, text: sentence(notes[field]) }] : []));
  const errors = notesOf(row.errors);
  const warnings = row.state === "bad" ? [] : notesOf(row.warnings);
  return (
    <div className="grid justify-items-start gap-0.5">
      {row.demandId && row.demandNumber ? <TextLink href={`${base}/${row.demandId}`}>{row.demandNumber}</TextLink> : null}
      {row.state === "kept" && row.keptReason ? <span>{t(`kept.${row.keptReason}`)}</span> : null}
      {errors.map(({ field, text }) => (
        <span key={field} className="text-stop">
          {t("result.at", { field: t(`field.${field}`), problem: text })}
        </span>
      ))}
      {warnings.map(({ field, text }) => (
        <span key={field} className="text-wait">
          {text}
        </span>
      ))}
    </div>
  );
}
