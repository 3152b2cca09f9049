import { useLocale, useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Named } from "@/components/transaction/standing";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { StateTag, stateLabel } from "@/components/ui/state-tag";
import { Two } from "@/components/ui/two";
import { formatPeriod, type Period } from "@/lib/dates";
import { listed } from "@/lib/names";
import type { OrgKind } from "@/lib/states/org";
import { productClasses } from "@/lib/states/product";
import { countersignDesks, statementLifecycle, type StatementState } from "@/lib/states/settlement";
import type { StatementList as List, StatementSummary } from "@/server/modules/settlement/contract";

export type StatementQuery = Readonly<Partial<Record<"status" | "class" | "side" | "period", string>>>;
type ListProps = { wing: OrgKind; path: string; home: string; query: StatementQuery; list: List; cursor: string | null };

/** The states the address asks for; none = all. */
const statesIn = ({ status }: StatementQuery): readonly StatementState[] => (status ? (status.split(",") as StatementState[]) : []);

/** Narrows the statements; the counts obey the other filters. */
function Filters({ wing, path, query, list }: Pick<ListProps, "wing" | "path" | "query" | "list">) {
  const t = useTranslations("settlement");
  const locale = useLocale() === "en" ? "en" : "zh-CN";
  const option = (key: keyof StatementQuery, value: string, label: string, count?: number) => ({ label, count, current: query[key] === value, href: hrefWith(path, query, { [key]: value }) });
  const states = Object.keys(statementLifecycle.states) as StatementState[];
  const chosen = statesIn(query);
  return (
    <FilterBar clearHref={Object.values(query).some(Boolean) ? path : null}>
      <FilterChip
        label={t("list.filter.status")}
        value={chosen.length > 0 ? listed({ locale }, chosen.map((state) => stateLabel(statementLifecycle, state, locale))) : null}
        clearHref={hrefWith(path, query, { status: null })}
        options={states.map((state) => ({ ...option("status", state, stateLabel(statementLifecycle, state, locale), list.counts[state] ?? 0), current: chosen.includes(state) }))}
      />
      <FilterChip label={t("list.filter.class")} value={query.class ? t(`class.${query.class as "generic"}`) : null} clearHref={hrefWith(path, query, { class: null })} options={productClasses.map((name) => option("class", name, t(`class.${name}`)))} />
      {wing === "operator" ? (
        <FilterChip label={t("list.filter.side")} value={query.side ? t(`side.${query.side as "seller"}`) : null} clearHref={hrefWith(path, query, { side: null })} options={(["seller", "partner"] as const).map((name) => option("side", name, t(`side.${name}`)))} />
      ) : null}
    </FilterBar>
  );
}

function useColumns(wing: OrgKind): Column<StatementSummary>[] {
  const t = useTranslations("settlement");
  const locale = useLocale() === "en" ? "en" : "zh-CN";
  const operator: Column<StatementSummary>[] = [
    { key: "company", header: t("list.column.company"), cell: (row) => <Two above={<Named zh={row.orgName} en={row.orgNameEn} />} below={t(`side.${row.side}`)} />, wrap: true, underName: true },
    { key: "desks", header: t("list.column.desks"), align: "end", cell: (row) => `${row.signedDesks.length}/${countersignDesks.length}` },
    { key: "check", header: t("list.column.check"), cell: (row) => (row.differences === null ? t("list.unchecked") : t("list.differences", { n: row.differences })) },
  ];
  return [
    { key: "statement", header: t("list.column.statement"), cell: (row) => row.number },
    { key: "period", header: t("list.column.period"), cell: (row) => formatPeriod(row.period as Period, locale) },
    { key: "class", header: t("list.column.class"), cell: (row) => t(`class.${row.productClass}`) },
    ...(wing === "operator" ? operator : []),
    { key: "status", header: t("list.column.status"), cell: (row) => <Two above={<StateTag lifecycle={statementLifecycle} state={row.status} locale={locale} />} below={wing === "operator" ? row.requisitionNumber : null} />, underName: true },
    ...(wing === "operator" ? [] : [{ key: "requisition", header: t("list.column.requisition"), cell: (row: StatementSummary) => row.requisitionNumber ?? "–" }]),
    { key: "lines", header: t("list.column.lines"), align: "end", cell: (row) => row.lineCount },
    { key: "payable", header: t("list.column.payable"), note: t("list.noteTax"), align: "end", cell: (row) => <Money fen={row.payableFen} currency={row.currency} />, underName: true },
  ];
}

/** Statements of a company, or of all for the operator. */
export function StatementList(props: ListProps) {
  const { wing, path, home, query, list, cursor } = props;
  const t = useTranslations("settlement.list");
  const columns = useColumns(wing);
  const action = wing === "operator" ? <LinkButton href={`${home}/close`}>{t("empty.actionClose")}</LinkButton> : <LinkButton href={`${home}/transactions`}>{t("empty.action")}</LinkButton>;
  const empty = Object.values(query).some(Boolean) ? <EmptyState kind="no-match" clearHref={path} /> : <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={action} />;
  const chosen = statesIn(query);
  const all = Object.entries(list.counts).reduce((sum, [state, n]) => (chosen.length > 0 && !chosen.includes(state as StatementState) ? sum : sum + n), 0);
  return (
    <>
      <Filters {...props} />
      <DataTable
        caption={t("title")}
        columns={columns}
        rows={list.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${path}/${row.id}`}
        count={all}
        page={{ prevHref: cursor ? hrefWith(path, query, { cursor: null }) : null, nextHref: list.next ? hrefWith(path, query, { cursor: list.next }) : null }}
        empty={empty}
      />
    </>
  );
}
