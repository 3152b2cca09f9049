import { useLocale, useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { DateTime, Deadline } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip, SearchField, ToggleChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { Rate } from "@/components/ui/rate";
import { StateTag, stateLabel } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { rateOf } from "@/lib/offer-price";
import { liveOfferStates, offerLifecycle, type OfferState } from "@/lib/states/offer";
import type { OrgKind } from "@/lib/states/org";
import type { OfferList as Data, OfferSummary } from "@/server/modules/offer/contract";
import { offerFiltersOf } from "./list-filters";

type OfferListProps = { wing: OrgKind; path: string; params: SearchParams; data: Data };

/** A wing's list of exclusive offers, the newest first; every filter is in the address. */
export function OfferList({ wing, path, params, data }: OfferListProps) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  const current = offerFiltersOf(params);
  const filtered = ["status", "live", "q"].some((key) => one(params, key));
  const total = Object.values(data.counts).reduce((sum, n) => sum + n, 0);
  const states = (Object.keys(data.counts) as OfferState[]).toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  const start =
    wing === "operator" ? (
      <EmptyState kind="nothing-yet" title={t("empty.deskTitle")} body={t("empty.deskBody")} action={<LinkButton href="/operator/demands">{t("empty.demands")}</LinkButton>} />
    ) : (
      <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href={`${path}/new`}>{t("new")}</LinkButton>} />
    );
  return (
    <>
      <FilterBar clearHref={filtered ? path : null}>
        <FilterChip
          label={t("field.status")}
          value={current.status ? stateLabel(offerLifecycle, current.status, locale) : null}
          clearHref={hrefWith(path, params, { status: null })}
          options={states.map((state) => ({ label: stateLabel(offerLifecycle, state, locale), href: hrefWith(path, params, { status: state }), current: current.status === state, count: data.counts[state] }))}
        />
        <ToggleChip label={t("live")} on={Boolean(current.live)} href={hrefWith(path, params, { live: current.live ? null : 1 })} />
        <SearchField label={t("search")} action={path} defaultValue={current.q} keep={{ status: one(params, "status"), live: one(params, "live") }} />
      </FilterBar>
      <DataTable
        caption={t("caption")}
        columns={columnsOf(wing, data.now, t, locale)}
        rows={data.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${path}/${row.id}`}
        empty={filtered ? <EmptyState kind="no-match" clearHref={path} /> : start}
        count={current.status ? (data.counts[current.status] ?? 0) : total}
        page={{ prevHref: one(params, "cursor") ? hrefWith(path, params, { cursor: null }) : null, nextHref: data.next ? hrefWith(path, params, { cursor: data.next }) : null }}
      />
    </>
  );
}

const order = Object.keys(offerLifecycle.states) as OfferState[];
type Translate = ReturnType<typeof useTranslations<"offer">>;
const isLive = (state: OfferState) => (liveOfferStates as readonly OfferState[]).includes(state);

function columnsOf(wing: OrgKind, now: string, t: Translate, locale: Locale): Column<OfferSummary>[] {
  const maker: Column<OfferSummary>[] = wing === "partner" ? [] : [{ key: "maker", header: t("field.maker"), cell: (row) => row.makerName }];
  return [
    { key: "name", header: t("field.name"), wrap: true, cell: (row) => row.name },
    { key: "number", header: t("field.number"), cell: (row) => <span className="two">{row.number}</span> },
    { key: "status", header: t("field.status"), cell: (row) => <StateTag lifecycle={offerLifecycle} state={row.status} locale={locale} /> },
    { key: "buyer", header: t("field.buyer"), cell: (row) => row.buyerName || row.buyerAccount },
    { key: "payable", header: t("field.payable"), align: "end", cell: (row) => <Money fen={row.totalFen} /> },
    { key: "rate", header: t("field.rate"), align: "end", cell: (row) => <Rate payable={rateOf(BigInt(row.totalListFen), BigInt(row.totalFen))} /> },
    { key: "validity", header: t("field.validity"), cell: (row) => (isLive(row.status) ? <Deadline due={row.endsAt} now={now} /> : <DateTime at={row.endsAt} precision="day" />) },
    { key: "demand", header: t("field.demand"), cell: (row) => row.demandNumber ?? t("ownSale") },
    { key: "partner", header: t("field.partner"), cell: (row) => row.partnerName ?? "–" },
    ...maker,
    { key: "opened", header: t("field.opened"), align: "end", cell: (row) => row.openedCount },
  ];
}
