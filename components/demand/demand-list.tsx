import { useLocale, useTranslations } from "next-intl";
import { DataTable } from "@/components/data-table/data-table";
import type { Column } from "@/components/data-table/column";
import { DateTime, Deadline } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip, SearchField, ToggleChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { StateTag, stateLabel } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { demandLifecycle, demandSources, type DemandState } from "@/lib/states/demand";
import type { OrgKind } from "@/lib/states/org";
import { dueFilters, type DemandList as Data, type DemandSummary, type InterestProduct } from "@/server/modules/demand/contract";
import { filtersOf, one, type SearchParams } from "./list-filters";

type DemandListProps = {
  wing: OrgKind;
  /** The list's own path. */
  path: string;
  params: SearchParams;
  data: Data;
  products: readonly Pick<InterestProduct, "id" | "name">[];
};

/** A wing's list of demand: every filter in the address, the newest first. */
export function DemandList({ wing, path, params, data, products }: DemandListProps) {
  const t = useTranslations("demand");
  const filtered = ["status", "source", "product", "due", "q"].some((key) => one(params, key));
  const count = Object.values(data.counts).reduce((sum, n) => sum + n, 0);
  const action = wing === "partner" ? <LinkButton href={`${path}/new`}>{t("new")}</LinkButton> : <LinkButton href={path.replace("/demands", wing === "seller" ? "/offers" : "/team")}>{t(wing === "seller" ? "empty.offers" : "empty.team")}</LinkButton>;
  const empty = filtered ? <EmptyState kind="no-match" clearHref={path} /> : <EmptyState kind="nothing-yet" title={t(`empty.${wing}Title`)} body={t(`empty.${wing}Body`)} action={action} />;
  return (
    <>
      <Filters wing={wing} path={path} params={params} data={data} products={products} filtered={filtered} />
      <DataTable
        caption={t("caption")}
        columns={columnsOf(wing, data.now, t, useLocale() as Locale)}
        rows={data.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${path}/${row.id}`}
        empty={empty}
        count={filtersOf(params).status ? (data.counts[filtersOf(params).status as DemandState] ?? 0) : count}
        page={{ prevHref: one(params, "cursor") ? hrefWith(path, params, { cursor: null }) : null, nextHref: data.next ? hrefWith(path, params, { cursor: data.next }) : null }}
      />
    </>
  );
}

type Translate = ReturnType<typeof useTranslations<"demand">>;

function columnsOf(wing: OrgKind, now: string, t: Translate, locale: Locale): Column<DemandSummary>[] {
  const other: Column<DemandSummary> =
    wing === "partner"
      ? { key: "seller", header: t("field.seller"), cell: (row) => row.sellerName ?? "–" }
      : { key: "submitter", header: t("field.submitter"), wrap: true, cell: (row) => (row.source === "partner" ? row.submitterName : t(`source.${row.source}`)) };
  const seller: Column<DemandSummary>[] = wing === "operator" ? [{ key: "seller", header: t("field.seller"), wrap: true, cell: (row) => row.sellerName ?? "–" }] : [];
  const created: Column<DemandSummary>[] = wing === "operator" ? [] : [{ key: "created", header: t("field.created"), cell: (row) => <DateTime at={row.createdAt} precision="day" /> }];
  return [
    { key: "name", header: t("field.name"), wrap: true, cell: (row) => row.name || row.number },
    { key: "number", header: t("field.number"), cell: (row) => <span className="two">{row.number}</span> },
    { key: "status", header: t("field.status"), cell: (row) => <StateTag lifecycle={demandLifecycle} state={row.status} locale={locale} /> },
    { key: "due", header: t("field.due"), cell: (row) => (row.dueAt ? <Deadline due={row.dueAt} now={now} /> : "–") },
    { key: "products", header: t("field.products"), wrap: true, cell: (row) => row.productNames.join("、") || "–" },
    other,
    ...seller,
    { key: "budget", header: t("field.budget"), align: "end", cell: (row) => <Money fen={row.budgetFen} /> },
    ...created,
  ];
}

function Filters({ path, params, data, products, filtered }: DemandListProps & { filtered: boolean }) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  const current = filtersOf(params);
  const states = (Object.keys(data.counts) as DemandState[]).toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  const chosen = products.find((product) => product.id === current.productId);
  const keep = { status: one(params, "status"), source: one(params, "source"), product: one(params, "product"), due: one(params, "due") };
  return (
    <FilterBar clearHref={filtered ? path : null}>
      <FilterChip
        label={t("field.status")}
        value={current.status ? stateLabel(demandLifecycle, current.status, locale) : null}
        clearHref={hrefWith(path, params, { status: null })}
        options={states.map((state) => ({ label: stateLabel(demandLifecycle, state, locale), href: hrefWith(path, params, { status: state }), current: current.status === state, count: data.counts[state] }))}
      />
      <FilterChip
        label={t("field.source")}
        value={current.source ? t(`source.${current.source}`) : null}
        clearHref={hrefWith(path, params, { source: null })}
        options={demandSources.map((source) => ({ label: t(`source.${source}`), href: hrefWith(path, params, { source }), current: current.source === source }))}
      />
      <FilterChip
        label={t("field.product")}
        value={chosen?.name ?? null}
        clearHref={hrefWith(path, params, { product: null })}
        options={products.slice(0, 40).map(({ id, name }) => ({ label: name, href: hrefWith(path, params, { product: id }), current: current.productId === id }))}
      />
      {dueFilters.map((due) => (
        <ToggleChip key={due} label={t(`due.${due}`)} on={current.due === due} href={hrefWith(path, params, { due: current.due === due ? null : due })} />
      ))}
      <SearchField label={t("search")} action={path} defaultValue={current.q} keep={keep} />
    </FilterBar>
  );
}

const order = Object.keys(demandLifecycle.states) as DemandState[];
