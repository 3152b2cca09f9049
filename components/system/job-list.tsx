import { useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Tag } from "@/components/ui/tag";
import type { QueueJob } from "@/server/modules/system/contract";
import { ActButton } from "./act-button";

type JobListProps = { jobs: readonly QueueJob[]; orgSlug: string; mayOperate: boolean };

function useColumns(): Column<QueueJob>[] {
  const t = useTranslations("system.jobs");
  const taskName = (task: string) => (t.has(`task.${task}` as "task.sweep") ? t(`task.${task}` as "task.sweep") : task);
  return [
    { key: "task", header: t("column.task"), cell: ({ task, id }) => `${taskName(task)} · ${id}` },
    { key: "state", header: t("column.state"), cell: (job) => <JobState job={job} />, underName: true },
    { key: "attempts", header: t("column.attempts"), align: "end", cell: ({ attempts, maxAttempts }) => `${attempts} / ${maxAttempts}` },
    { key: "runAt", header: t("column.runAt"), cell: ({ runAt }) => <DateTime at={runAt} precision="second" /> },
    { key: "error", header: t("column.error"), wrap: true, cell: ({ lastError }) => (lastError ? <span className="break-words whitespace-pre-wrap">{lastError.slice(0, 500)}</span> : "–") },
  ];
}

/** What stands in the queue, failures first, with what went wrong and a way to try again. */
export function JobList({ jobs, orgSlug, mayOperate }: JobListProps) {
  const t = useTranslations("system.jobs");
  return (
    <DataTable
      caption={t("caption")}
      rows={jobs}
      rowKey={({ id }) => id}
      empty={<EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href="/operator/events">{t("empty.action")}</LinkButton>} />}
      rowActions={mayOperate ? retryFor(orgSlug) : undefined}
      columns={useColumns()}
    />
  );
}

const retryFor = (orgSlug: string) => (job: QueueJob) => (job.lastError ? <ActButton orgSlug={orgSlug} act="retryJob" id={job.id} /> : null);

function JobState({ job }: { job: QueueJob }) {
  const t = useTranslations("system.jobs.state");
  if (job.running) return <Tag tone="run">{t("running")}</Tag>;
  if (!job.lastError) return <Tag tone="wait">{t("waiting")}</Tag>;
  return job.attempts >= job.maxAttempts ? <Tag tone="stop">{t("gaveUp")}</Tag> : <Tag tone="stop">{t("retrying")}</Tag>;
}
