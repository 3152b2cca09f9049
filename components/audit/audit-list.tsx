import { useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { AuditLine } from "@/server/modules/audit/contract";

type AuditListProps = {
  rows: readonly AuditLine[];
  home: string;
  path: string;
  filtered: boolean;
  openHref: (seq: string) => string;
  open: string | null;
  prevHref: string | null;
  nextHref: string | null;
};

/** What is known of an actor of each kind; an unknown kind shows itself. */
export function useActorName(): (line: Pick<AuditLine, "actorKind" | "actorName">) => string {
  const t = useTranslations("audit");
  return ({ actorKind, actorName }) => {
    const key = `actor.${actorKind}` as "actor.person";
    return actorKind === "person" || !t.has(key) ? actorName : `${t(key)} · ${actorName}`;
  };
}

function useColumns(): Column<AuditLine>[] {
  const t = useTranslations("audit");
  const nameOf = useActorName();
  return [
    { key: "act", header: t("column.act"), cell: ({ act }) => <code>{act}</code> },
    { key: "actor", header: t("column.actor"), cell: nameOf },
    { key: "detail", header: t("column.detail"), wrap: true, cell: ({ detail }) => <span className="two">{brief(detail)}</span> },
    { key: "at", header: t("column.at"), align: "end", cell: ({ at }) => <DateTime at={at} precision="second" /> },
  ];
}

/** Recorded acts, newest first; each opens beside the list. */
export function AuditList({ rows, home, path, filtered, openHref, open, prevHref, nextHref }: AuditListProps) {
  const t = useTranslations("audit");
  const empty = filtered ? (
    <EmptyState kind="no-match" clearHref={path} title={t("empty.noMatch")} />
  ) : (
    <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href={home}>{t("empty.action")}</LinkButton>} />
  );
  return (
    <DataTable
      caption={t("caption")}
      rows={rows}
      rowKey={({ seq }) => seq}
      rowHref={({ seq }) => openHref(seq)}
      selectedKey={open}
      empty={empty}
      page={{ prevHref, nextHref }}
      columns={useColumns()}
    />
  );
}

function brief(detail: AuditLine["detail"]): string {
  const words = Object.values(detail).filter((value) => ["string", "number"].includes(typeof value));
  return words.join(" · ").slice(0, 120);
}
