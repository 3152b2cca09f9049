import { useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import type { AuditLine } from "@/server/modules/audit/contract";
import type { Fact } from "./facts";
import { useWords } from "./use-words";

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

function useColumns(home: string): Column<AuditLine>[] {
  const t = useTranslations("audit");
  const words = useWords();
  const brief = (line: AuditLine) => words.factsOf(line).filter(({ plain, value }) => plain && value !== "0");
  return [
    { key: "act", header: t("column.act"), wrap: true, cell: words.actOf },
    { key: "record", header: t("column.noun"), wrap: true, underName: true, cell: (line) => <RecordName line={line} home={home} kind={words.kindOf(line.noun)} /> },
    { key: "detail", header: t("column.detail"), wrap: true, cell: (line) => <Facts facts={brief(line)} /> },
    { key: "actor", header: t("column.actor"), cell: (line) => words.actorOf(line) },
    { key: "at", header: t("column.at"), align: "end", underName: true, cell: ({ at }) => <DateTime at={at} precision="second" /> },
  ];
}

/** Numbers of records stay in one piece. */
const anyNumber = /^[A-Z0-9-]{1,24}$/;

type RecordNameProps = { line: Pick<AuditLine, "label" | "page">; home: string; kind: string };

/** What was acted on: its kind and what people call it, leading to its page where the reader may open it. */
export function RecordName({ line: { label, page }, home, kind }: RecordNameProps) {
  return (
    <span className="break-words">
      <span className="two">{kind}</span> <span className={anyNumber.test(label ?? "") ? "num whitespace-nowrap" : undefined}>{label && page ? <TextLink href={`${home}/${page}`}>{label}</TextLink> : label}</span>
    </span>
  );
}

/** The first facts of an act on two lines; the sheet holds all. */
function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <span className="two line-clamp-2 break-words">
      {facts.map(({ key, term, value }, at) => (
        <span key={key}>
          {at > 0 ? " · " : ""}
          {term} <span className="text-ink">{value}</span>
        </span>
      ))}
    </span>
  );
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
      columns={useColumns(home)}
    />
  );
}
