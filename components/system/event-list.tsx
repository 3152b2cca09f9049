import { useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Tag } from "@/components/ui/tag";
import type { InboundLine, InboundState, RejectedCall } from "@/server/modules/system/contract";

const tones = { received: "run", applied: "ok", parked: "wait", conflict: "stop" } as const;

/** How an event stands. */
export function EventState({ state }: { state: InboundState }) {
  const t = useTranslations("system.events.state");
  return <Tag tone={tones[state]}>{t(state)}</Tag>;
}

/** A reason code in words; an unknown one shows itself. */
export function useReason(): (reason: string | null) => string {
  const t = useTranslations("system.events.reason");
  return (reason) => {
    if (!reason) return "–";
    return t.has(reason as "room_to_come") ? t(reason as "room_to_come") : t("other", { reason });
  };
}

type EventListProps = { rows: readonly InboundLine[]; path: string; filtered: boolean; openHref: (id: string) => string; open: string | null; prevHref: string | null; nextHref: string | null };

function useEventColumns(): Column<InboundLine>[] {
  const t = useTranslations("system.events");
  const reasonOf = useReason();
  return [
    { key: "type", header: t("column.type"), cell: ({ type }) => type },
    { key: "id", header: t("column.id"), cell: ({ webhookId }) => <span className="inline-block max-w-64 truncate align-bottom">{webhookId}</span> },
    { key: "state", header: t("column.state"), cell: ({ state }) => <EventState state={state} />, underName: true },
    { key: "reason", header: t("column.reason"), wrap: true, cell: ({ parkedReason }) => reasonOf(parkedReason) },
    { key: "at", header: t("column.at"), align: "end", cell: ({ receivedAt }) => <DateTime at={receivedAt} precision="second" /> },
  ];
}

/** The events taken in, newest first; each opens beside the list. */
export function EventList({ rows, path, filtered, openHref, open, prevHref, nextHref }: EventListProps) {
  const t = useTranslations("system.events");
  const empty = filtered ? (
    <EmptyState kind="no-match" clearHref={path} title={t("empty.noMatch")} />
  ) : (
    <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href="/docs/api">{t("empty.action")}</LinkButton>} />
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
      columns={useEventColumns()}
    />
  );
}

function useRejectedColumns(): Column<RejectedCall>[] {
  const t = useTranslations("system.events");
  return [
    { key: "reason", header: t("column.reason"), cell: ({ reason }) => reason },
    { key: "about", header: t("column.about"), wrap: true, cell: ({ metadata }) => <code className="break-all">{metadata.slice(0, 600)}</code> },
    { key: "at", header: t("column.at"), align: "end", cell: ({ receivedAt }) => <DateTime at={receivedAt} precision="second" /> },
  ];
}

/** The newest calls that were refused, with what is known of the caller. */
export function RejectedList({ rows }: { rows: readonly RejectedCall[] }) {
  const t = useTranslations("system.events");
  return (
    <DataTable
      caption={t("rejectedCaption")}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState kind="nothing-yet" title={t("rejectedEmpty.title")} body={t("rejectedEmpty.body")} action={<LinkButton href="/docs/api">{t("empty.action")}</LinkButton>} />}
      columns={useRejectedColumns()}
    />
  );
}
