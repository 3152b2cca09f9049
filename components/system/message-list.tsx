import { useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { DateTime } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { SideSheet } from "@/components/ui/side-sheet";
import { Tag } from "@/components/ui/tag";
import type { KeptMessage } from "@/server/modules/system/contract";

const tones = { kept: "mute", sent: "ok", failed: "stop" } as const;

type MessageListProps = { rows: readonly KeptMessage[]; path: string; filtered: boolean; openHref: (id: string) => string; open: string | null; prevHref: string | null; nextHref: string | null };

function useColumns(): Column<KeptMessage>[] {
  const t = useTranslations("system.mail");
  return [
    { key: "subject", header: t("column.subject"), wrap: true, cell: ({ subject, body }) => subject || body.slice(0, 60) },
    { key: "recipient", header: t("column.recipient"), cell: ({ recipient }) => recipient },
    { key: "channel", header: t("column.channel"), cell: ({ channel }) => t(`filter.${channel}`) },
    { key: "state", header: t("column.state"), cell: ({ state }) => <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>, underName: true },
    { key: "at", header: t("column.at"), cell: ({ createdAt }) => <DateTime at={createdAt} />, underName: true },
  ];
}

/** Mail and SMS, newest first; each opens beside the list. */
export function MessageList({ rows, path, filtered, openHref, open, prevHref, nextHref }: MessageListProps) {
  const t = useTranslations("system.mail");
  const empty = filtered ? (
    <EmptyState kind="no-match" clearHref={path} title={t("empty.noMatch")} />
  ) : (
    <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href="/operator/jobs">{t("empty.action")}</LinkButton>} />
  );
  return (
    <DataTable
      caption={t("caption")}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => openHref(id)}
      selectedKey={open}
      empty={empty}
      page={{ prevHref, nextHref }}
      columns={useColumns()}
    />
  );
}

/** One message as it was written. */
export function MessageSheet({ message, closeHref }: { message: KeptMessage; closeHref: string }) {
  const t = useTranslations("system.mail");
  const error = message.error ? [{ term: t("error"), value: message.error }] : [];
  return (
    <SideSheet closeHref={closeHref} title={message.subject || t(`filter.${message.channel}`)} eyebrow={message.recipient}>
      <DefinitionList
        items={[
          { term: t("column.channel"), value: t(`filter.${message.channel}`) },
          { term: t("column.state"), value: <Tag tone={tones[message.state]}>{t(`state.${message.state}`)}</Tag> },
          { term: t("column.at"), value: <DateTime at={message.createdAt} precision="second" /> },
          ...error,
        ]}
      />
      <h3 className="mt-4 font-[620]">{t("body")}</h3>
      <p className="mt-1 break-words whitespace-pre-wrap">{message.body}</p>
    </SideSheet>
  );
}
