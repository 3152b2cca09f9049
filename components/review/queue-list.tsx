import { useLocale, useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { CertificateState } from "@/components/qualification/certificate-state";
import { DateTime, Deadline } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { StateTag } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { applicationLifecycle } from "@/lib/states/product";
import type { CertificateState as State } from "@/server/modules/qualification/contract";
import { type Queue, type QueueFilter, queueFilters, type QueueRow } from "@/server/modules/review/contract";

const path = "/operator/review";
type QueueListProps = { status: QueueFilter; cursor?: string; queue: Queue };

type Words = ReturnType<typeof useTranslations<"review">>;
const dash = <span className="text-ink-3">–</span>;

function columnsOf(t: Words, locale: Locale, open: boolean, now: string): Column<QueueRow>[] {
  return [
    { key: "name", header: t("field.product"), cell: (row) => row.name, wrap: true },
    { key: "company", header: t("field.company"), cell: (row) => row.company, wrap: true },
    { key: "number", header: t("field.number"), cell: (row) => <span className="num">{row.number}</span> },
    { key: "round", header: t("field.round"), align: "end", cell: (row) => <span className="num">{row.round}</span> },
    { key: "certificate", header: t("field.certificate"), cell: (row) => (row.certificate ? <CertificateState state={row.certificate as State} /> : dash) },
    { key: "status", header: t("field.status"), cell: (row) => <StateTag lifecycle={applicationLifecycle} state={row.status} locale={locale} />, underName: true },
    { key: "submitted", header: t("field.submitted"), cell: (row) => <DateTime at={row.submittedAt} precision="day" /> },
    open
      ? { key: "due", header: t("field.due"), cell: (row) => (row.dueAt ? <Deadline due={row.dueAt} now={now} /> : "–"), underName: true }
      : { key: "decided", header: t("field.decided"), cell: (row) => (row.decidedAt ? <>{row.decidedBy} · <DateTime at={row.decidedAt} /></> : dash) },
  ];
}

/** The reviewers' queue: waiting work by its clock, decided work newest first. */
export function QueueList({ status, cursor, queue }: QueueListProps) {
  const t = useTranslations("review");
  const locale = useLocale() as Locale;
  const open = ["waiting", "pending", "in_review"].includes(status);
  const empty =
    status === "waiting" ? (
      <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href={`${path}?status=approved`}>{t("empty.action")}</LinkButton>} />
    ) : (
      <EmptyState kind="no-match" clearHref={path} />
    );
  return (
    <>
      <LinkTabs label={t("filterLabel")} items={queueFilters.map((filter) => ({ href: filter === "waiting" ? path : `${path}?status=${filter}`, label: t(`filter.${filter}`), count: queue.counts[filter] ?? 0, current: filter === status }))} />
      <DataTable
        caption={t("caption")}
        columns={columnsOf(t, locale, open, queue.now)}
        rows={queue.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${path}/${row.id}`}
        count={queue.counts[status] ?? 0}
        empty={empty}
        page={{ prevHref: cursor ? hrefWith(path, { status }, { cursor: null }) : null, nextHref: queue.next ? hrefWith(path, { status }, { cursor: queue.next }) : null }}
      />
    </>
  );
}
