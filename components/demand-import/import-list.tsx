import { useLocale, useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { StateTag } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { importLifecycle } from "@/lib/states/demand";
import type { ImportList, ImportSummary } from "@/server/modules/demand/contract-import";

function useColumns(): Column<ImportSummary>[] {
  const t = useTranslations("import.list");
  const locale = useLocale() as Locale;
  return [
    { key: "number", header: t("number"), cell: (row) => row.number },
    { key: "file", header: t("file"), cell: (row) => <span className="block max-w-72 truncate">{row.fileName}</span> },
    { key: "state", header: t("state"), cell: (row) => <StateTag lifecycle={importLifecycle} state={row.status} locale={locale} />, underName: true },
    { key: "rows", header: t("rows"), align: "end", cell: (row) => row.totalRows },
    { key: "imported", header: t("imported"), align: "end", cell: (row) => (["imported", "undoing", "undone", "importing"].includes(row.status) ? row.doneRows - row.undoneRows : 0) },
    { key: "bad", header: t("bad"), align: "end", cell: (row) => row.badRows },
    { key: "by", header: t("by"), cell: (row) => row.createdByName },
    { key: "at", header: t("at"), cell: (row) => <DateTime at={row.createdAt} /> },
  ];
}

/** The company's former imports with what became of their rows. */
export function ImportListTable({ list, path, cursor }: { list: ImportList; path: string; cursor: string | undefined }) {
  const t = useTranslations("import.list");
  const columns = useColumns();
  return (
    <DataTable
      caption={t("title")}
      captionVisible
      columns={columns}
      rows={list.rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `${path}/${row.id}`}
      page={cursor || list.next ? { prevHref: cursor ? path : null, nextHref: list.next ? hrefWith(path, {}, { cursor: list.next }) : null } : undefined}
      empty={
        <EmptyState
          kind="nothing-yet"
          title={t("emptyTitle")}
          body={t("emptyBody")}
          action={
            <LinkButton href={`${path}/template`} download>
              {t("emptyAction")}
            </LinkButton>
          }
        />
      }
    />
  );
}
