import { useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Tag } from "@/components/ui/tag";
import type { InboxEntry } from "@/server/modules/notification/contract";
import { EntryLink } from "./entry-link";

type InboxListProps = {
  orgSlug: string;
  rows: readonly InboxEntry[];
  home: string;
  path: string;
  filtered: boolean;
  prevHref: string | null;
  nextHref: string | null;
};

function useColumns(orgSlug: string): Column<InboxEntry>[] {
  const t = useTranslations("notification");
  return [
    { key: "message", header: t("column.message"), wrap: true, cell: (entry) => <Message entry={entry} orgSlug={orgSlug} /> },
    { key: "state", header: t("column.state"), cell: (entry) => <EntryState entry={entry} />, underName: true },
    { key: "at", header: t("column.at"), cell: ({ createdAt }) => <DateTime at={createdAt} />, underName: true },
  ];
}

/** The messages of a company, newest first. */
export function InboxList({ orgSlug, rows, home, path, filtered, prevHref, nextHref }: InboxListProps) {
  const t = useTranslations("notification");
  const empty = filtered ? (
    <EmptyState kind="no-match" clearHref={path} title={t("empty.noMatch")} />
  ) : (
    <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href={home}>{t("empty.action")}</LinkButton>} />
  );
  return (
    <DataTable
      caption={t("caption")}
      rows={rows}
      rowKey={({ id }) => id}
      empty={empty}
      page={{ prevHref, nextHref }}
      columns={useColumns(orgSlug)}
    />
  );
}

function Message({ entry, orgSlug }: { entry: InboxEntry; orgSlug: string }) {
  return (
    <span className="block">
      <span className={entry.read ? "" : "font-[620]"}>
        <EntryLink orgSlug={orgSlug} entryId={entry.id} href={entry.href} read={entry.read}>
          {entry.title}
        </EntryLink>
      </span>
      {entry.body ? <span className="two block">{entry.body}</span> : null}
    </span>
  );
}

function EntryState({ entry }: { entry: InboxEntry }) {
  const t = useTranslations("notification");
  if (entry.actionNeeded) return <Tag tone="wait">{t("state.todo")}</Tag>;
  return entry.read ? <Tag tone="mute">{t("state.read")}</Tag> : <Tag tone="run">{t("state.unread")}</Tag>;
}
