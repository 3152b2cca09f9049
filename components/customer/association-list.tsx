import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { DateTime } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip, SearchField } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { SideSheet } from "@/components/ui/side-sheet";
import { Tag } from "@/components/ui/tag";
import { countShown } from "@/lib/counts";
import type { OrgKind } from "@/lib/states/org";
import type { AssociationList as Data, AssociationListInput, AssociationRow } from "@/server/modules/customer/contract";
import { type CustomerQuery, EndReason } from "./registration-list";

type Words = ReturnType<typeof useTranslations<"customer">>;
type ListProps = { wing: OrgKind; path: string; query: CustomerQuery; asked: AssociationListInput; data: Data; openId: string | null; start: ReactNode };

const State = ({ row, t }: { row: AssociationRow; t: Words }) => <Tag tone={row.endedAt ? "mute" : "ok"}>{t(row.endedAt ? "current.no" : "current.yes")}</Tag>;

function columnsOf(t: Words, wing: OrgKind): Column<AssociationRow>[] {
  const partner: Column<AssociationRow>[] = wing === "operator" ? [{ key: "partner", header: t("field.partner"), wrap: true, cell: (row) => row.partnerName }] : [];
  return [
    { key: "customer", header: t("field.customer"), wrap: true, cell: (row) => row.customerName },
    { key: "account", header: t("field.customerAccount"), cell: (row) => row.customerAccount, underName: true },
    { key: "state", header: t("field.current"), cell: (row) => <State row={row} t={t} />, underName: true },
    ...partner,
    { key: "started", header: t("field.started"), cell: (row) => <DateTime at={row.startedAt} precision="day" /> },
    { key: "ended", header: t("field.ended"), cell: (row) => <DateTime at={row.endedAt} precision="day" /> },
    { key: "registration", header: t("field.registration"), cell: (row) => row.registrationNumber ?? "–" },
  ];
}

/** Which customers are associated with which partner, and were. */
export function AssociationList({ wing, path, query, asked, data, openId, start }: ListProps) {
  const t = useTranslations("customer");
  const filtered = Boolean(asked.current ?? asked.q);
  const home = hrefWith(path, {}, { view: "associations" });
  const choice = (current: "yes" | "no") => ({ label: t(`current.${current}`), href: hrefWith(path, query, { current }), current: asked.current === current, count: countShown(current === "yes" ? data.counts.current : data.counts.ended) });
  return (
    <>
      <FilterBar clearHref={filtered ? home : null}>
        <FilterChip label={t("field.current")} value={asked.current ? t(`current.${asked.current}`) : null} clearHref={hrefWith(path, query, { current: null })} options={[choice("yes"), choice("no")]} />
        <SearchField action={path} label={t("search")} defaultValue={asked.q} keep={{ view: "associations", ...(asked.current ? { current: asked.current } : {}) }} />
      </FilterBar>
      <DataTable
        caption={t("associationsCaption")}
        columns={columnsOf(t, wing)}
        rows={data.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => hrefWith(path, query, { open: row.id, cursor: asked.cursor ?? null })}
        selectedKey={openId}
        empty={filtered ? <EmptyState kind="no-match" clearHref={home} /> : <EmptyState kind="nothing-yet" title={t("empty.associationsTitle")} body={t("empty.associationsBody")} action={start} />}
        page={{ prevHref: asked.cursor ? hrefWith(path, query, { cursor: null }) : null, nextHref: data.next ? hrefWith(path, query, { cursor: data.next }) : null }}
      />
    </>
  );
}

type SheetProps = { row: AssociationRow; wing: OrgKind; closeHref: string; registrationHref: string | null; actions: ReactNode };

/** One association: since when, from where, how it ended. */
export function AssociationSheet({ row, wing, closeHref, registrationHref, actions }: SheetProps) {
  const t = useTranslations("customer");
  const ended = row.endedAt ? [{ term: t("field.ended"), value: <DateTime at={row.endedAt} /> }, { term: t("field.endReason"), value: <EndReason text={row.endReason} /> }] : [];
  return (
    <SideSheet
      closeHref={closeHref}
      eyebrow={row.customerAccount}
      title={row.customerName}
      footer={
        <>
          {actions}
          {registrationHref ? <LinkButton href={registrationHref}>{row.registrationNumber}</LinkButton> : null}
        </>
      }
    >
      <DefinitionList
        items={[
          { term: t("field.current"), value: <State row={row} t={t} /> },
          { term: t("field.partner"), value: row.partnerName },
          { term: t("field.started"), value: <DateTime at={row.startedAt} /> },
          ...ended,
          ...(wing === "operator" && row.note ? [{ term: t("field.note"), value: row.note }] : []),
        ]}
      />
    </SideSheet>
  );
}
