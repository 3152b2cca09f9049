import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { DateTime, Deadline } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip, SearchField } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { SideSheet } from "@/components/ui/side-sheet";
import { StateTag, stateLabel } from "@/components/ui/state-tag";
import { countShown } from "@/lib/counts";
import type { Locale } from "@/lib/locale";
import { registrationLifecycle, type RegistrationState } from "@/lib/states/customer";
import type { OrgKind } from "@/lib/states/org";
import type { RegistrationList as Data, RegistrationListInput, RegistrationRow } from "@/server/modules/customer/contract";

export type CustomerQuery = Record<string, string | undefined>;
type Words = ReturnType<typeof useTranslations<"customer">>;
type ListProps = { wing: OrgKind; path: string; query: CustomerQuery; asked: RegistrationListInput; data: Data; openId: string | null; start: ReactNode };

const states = Object.keys(registrationLifecycle.states) as RegistrationState[];

function columnsOf(t: Words, wing: OrgKind, now: string, locale: Locale): Column<RegistrationRow>[] {
  const partner: Column<RegistrationRow>[] = wing === "operator" ? [{ key: "partner", header: t("field.partner"), wrap: true, cell: (row) => row.partnerName }] : [];
  return [
    { key: "customer", header: t("field.customer"), wrap: true, cell: (row) => row.customerName },
    { key: "number", header: t("field.number"), cell: (row) => <span className="two">{row.number}</span> },
    { key: "status", header: t("field.status"), cell: (row) => <StateTag lifecycle={registrationLifecycle} state={row.status} locale={locale} />, underName: true },
    ...partner,
    { key: "until", header: t("field.holdsUntil"), cell: (row) => (row.status === "held" && row.holdsUntil ? <Deadline due={row.holdsUntil} now={now} /> : "–"), underName: true },
    { key: "account", header: t("field.customerAccount"), cell: (row) => row.customerAccount ?? "–" },
    { key: "created", header: t("field.created"), cell: (row) => <DateTime at={row.createdAt} precision="day" /> },
  ];
}

/** Registrations of a wing; every filter is in the address. */
export function RegistrationList({ wing, path, query, asked, data, openId, start }: ListProps) {
  const t = useTranslations("customer");
  const locale = useLocale() as Locale;
  const filtered = Boolean(asked.status ?? asked.q);
  const present = states.filter((state) => data.counts[state]);
  const body = wing === "operator" ? t("empty.operatorBody") : t("empty.body");
  return (
    <>
      <FilterBar clearHref={filtered ? path : null}>
        <FilterChip
          label={t("field.status")}
          value={asked.status ? stateLabel(registrationLifecycle, asked.status, locale) : null}
          clearHref={hrefWith(path, query, { status: null })}
          options={present.map((state) => ({ label: stateLabel(registrationLifecycle, state, locale), href: hrefWith(path, query, { status: state }), current: asked.status === state, count: countShown(data.counts[state] ?? 0) }))}
        />
        <SearchField action={path} label={t("search")} defaultValue={asked.q} keep={asked.status ? { status: asked.status } : {}} />
      </FilterBar>
      <DataTable
        caption={t("caption")}
        columns={columnsOf(t, wing, data.now, locale)}
        rows={data.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => hrefWith(path, query, { open: row.id, cursor: asked.cursor ?? null })}
        selectedKey={openId}
        empty={filtered ? <EmptyState kind="no-match" clearHref={path} /> : <EmptyState kind="nothing-yet" title={t("empty.title")} body={body} action={start} />}
        page={{ prevHref: asked.cursor ? hrefWith(path, query, { cursor: null }) : null, nextHref: data.next ? hrefWith(path, query, { cursor: data.next }) : null }}
      />
    </>
  );
}

/** Why something ended, in words where it is one of our own reasons. */
export function EndReason({ text }: { text: string | null }) {
  const t = useTranslations("customer");
  if (!text) return <>–</>;
  return <>{t.has(`reason.${text}` as "reason.marketplace") ? t(`reason.${text}` as "reason.marketplace") : text}</>;
}

type SheetProps = { row: RegistrationRow; now: string; closeHref: string; associationHref: string | null; actions: ReactNode };

/** One registration with its clock. */
export function RegistrationSheet({ row, now, closeHref, associationHref, actions }: SheetProps) {
  const t = useTranslations("customer");
  const locale = useLocale() as Locale;
  const ended = row.endedAt ? [{ term: t("field.ended"), value: <DateTime at={row.endedAt} /> }, { term: t("field.endReason"), value: <EndReason text={row.endReason} /> }] : [];
  return (
    <SideSheet
      closeHref={closeHref}
      eyebrow={row.number}
      title={row.customerName}
      footer={
        <>
          {actions}
          {associationHref ? <LinkButton href={associationHref}>{t("view.associations")}</LinkButton> : null}
        </>
      }
    >
      <DefinitionList
        items={[
          { term: t("field.status"), value: <StateTag lifecycle={registrationLifecycle} state={row.status} locale={locale} /> },
          ...(row.status === "held" && row.holdsUntil ? [{ term: t("field.holdsUntil"), value: <Deadline due={row.holdsUntil} now={now} /> }] : []),
          { term: t("field.partner"), value: row.partnerName },
          { term: t("field.customerAccount"), value: row.customerAccount ?? "–" },
          { term: t("field.project"), value: row.project },
          { term: t("field.contactName"), value: row.contactName || "–" },
          { term: t("field.contactDetails"), value: row.contactDetails || "–" },
          { term: t("field.created"), value: <DateTime at={row.createdAt} />, hint: row.createdByName },
          ...ended,
        ]}
      />
    </SideSheet>
  );
}
