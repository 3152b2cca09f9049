import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { DateTime, Deadline } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { StateTag, stateLabel } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { stateNames } from "@/lib/states/lifecycle";
import { applicationLifecycle } from "@/lib/states/product";
import type { ApplicationList as Data, ApplicationListInput, ApplicationSummary } from "@/server/modules/product/contract";

type ApplicationListProps = { path: string; params: Record<string, string | string[] | undefined>; asked: ApplicationListInput; data: Data; action: ReactNode };

type Words = ReturnType<typeof useTranslations<"product">>;

function columnsOf(t: Words, locale: Locale, now: string): Column<ApplicationSummary>[] {
  return [
    { key: "name", header: t("field.name"), cell: (row) => row.name || t("unnamed"), wrap: true },
    { key: "number", header: t("field.number"), cell: (row) => <span className="num">{row.number}</span> },
    { key: "status", header: t("field.status"), cell: (row) => <StateTag lifecycle={applicationLifecycle} state={row.status} locale={locale} />, underName: true },
    { key: "submitted", header: t("field.submitted"), cell: (row) => <DateTime at={row.submittedAt} /> },
    { key: "due", header: t("field.due"), cell: (row) => (row.dueAt ? <Deadline due={row.dueAt} now={now} calm /> : "–"), underName: true },
    { key: "decided", header: t("field.decided"), cell: (row) => <DateTime at={row.decidedAt} /> },
  ];
}

/** The seller's applications, newest first, each at the step where there is something to do. */
export function ApplicationList({ path, params, asked, data, action }: ApplicationListProps) {
  const t = useTranslations("product");
  const locale = useLocale() as Locale;
  const total = Object.values(data.counts).reduce((sum, n) => sum + n, 0);
  return (
    <>
      <FilterBar clearHref={asked.status ? path : null}>
        <FilterChip
          label={t("field.status")}
          value={asked.status ? stateLabel(applicationLifecycle, asked.status, locale) : null}
          clearHref={hrefWith(path, params, { status: null })}
          options={stateNames(applicationLifecycle)
            .filter((state) => data.counts[state])
            .map((state) => ({ label: stateLabel(applicationLifecycle, state, locale), href: hrefWith(path, params, { status: state }), current: state === asked.status, count: data.counts[state] }))}
        />
      </FilterBar>
      <DataTable
        caption={t("applicationsCaption")}
        columns={columnsOf(t, locale, data.now)}
        rows={data.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${path}/${row.id}/${row.status === "draft" ? "type" : "submit"}`}
        count={asked.status ? (data.counts[asked.status] ?? 0) : total}
        empty={asked.status ? <EmptyState kind="no-match" clearHref={path} /> : <EmptyState kind="nothing-yet" title={t("empty.applicationsTitle")} body={t("empty.applicationsBody")} action={action} />}
        page={{ prevHref: asked.cursor ? hrefWith(path, params, { cursor: null }) : null, nextHref: data.next ? hrefWith(path, params, { cursor: data.next }) : null }}
      />
    </>
  );
}
