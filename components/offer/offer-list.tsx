import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
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
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/locale";
import { rateOf } from "@/lib/offer-price";
import { liveOfferStates, offerLifecycle, type OfferState } from "@/lib/states/offer";
import type { OrgKind } from "@/lib/states/org";
import type { OfferList as Data, OfferSummary } from "@/server/modules/offer/contract";
import { offerFiltersOf } from "./list-filters";

type OfferListProps = {
  wing: OrgKind;
  path: string;
  params: SearchParams;
  data: Data;
  /** The desk's pile, the most urgent first, instead of all offers. */
  desk?: boolean;
};

/** A wing's list of exclusive offers, the newest first; every filter is in the address. */
export function OfferList({ wing, path, params, data, desk }: OfferListProps) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  const current = offerFiltersOf(params);
  const filtered = ["status", "live", "q"].some((key) => one(params, key));
  const total = Object.values(data.counts).reduce((sum, n) => sum + n, 0);
  const states = (Object.keys(data.counts) as OfferState[]).toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  const start =
    wing === "operator" ? (
      <EmptyState kind="nothing-yet" title={t("empty.deskTitle")} body={t("empty.deskBody")} action={<LinkButton href={`${path}?all=1`}>{t("empty.all")}</LinkButton>} />
    ) : (
      <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href={`${path}/new`}>{t("new")}</LinkButton>} />
    );
  return (
    <>
      <FilterBar clearHref={filtered ? hrefWith(path, { all: one(params, "all") }, {}) : null}>
        {desk ? null : <FilterChip
          label={t("field.status")}
          value={current.status ? stateLabel(offerLifecycle, current.status, locale) : null}
          clearHref={hrefWith(path, params, { status: null })}
          options={states.map((state) => ({ label: stateLabel(offerLifecycle, state, locale), href: hrefWith(path, params, { status: state }), current: current.status === state, count: data.counts[state] }))}
        />}
        {desk ? null : <ToggleChip label={t("live")} on={Boolean(current.live)} href={hrefWith(path, params, { live: current.live ? null : 1 })} />}
        <SearchField label={t("search")} action={path} defaultValue={current.q} keep={{ status: one(params, "status"), live: one(params, "live"), all: one(params, "all") }} />
      </FilterBar>
      <DataTable
        caption={t("caption")}
        columns={(desk ? deskColumns : columnsOf)(wing, data.now, t, locale)}
        rows={data.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${path}/${row.id}`}
        empty={filtered ? <EmptyState kind="no-match" clearHref={path} /> : start}
        count={desk ? data.rows.length : current.status ? (data.counts[current.status] ?? 0) : total}
        page={{ prevHref: one(params, "cursor") ? hrefWith(path, params, { cursor: null }) : null, nextHref: data.next ? hrefWith(path, params, { cursor: data.next }) : null }}
      />
    </>
  );
}

const order = Object.keys(offerLifecycle.states) as OfferState[];
type Translate = ReturnType<typeof useTranslations<"offer">>;
const isLive = (state: OfferState) => (liveOfferStates as readonly OfferState[]).includes(state);

/** What waits shows the desk's clock, what is in force its own. */
function Clock({ row, now }: { row: OfferSummary; now: string }) {
  if (row.status === "review" && row.dueAt) return <Deadline due={row.dueAt} now={now} />;
  return isLive(row.status) ? <Deadline due={row.endsAt} now={now} /> : <DateTime at={row.endsAt} precision="day" />;
}

const overall = (row: OfferSummary) => rateOf(BigInt(row.totalListFen), BigInt(row.totalFen));

/** Two facts of one cell: the weightier above, the quieter below. */
function Two({ above, below }: { above: ReactNode; below?: ReactNode }) {
  return (
    <>
      {above}
      {below ? <span className="small block">{below}</span> : null}
    </>
  );
}

function NumberCell({ row }: { row: OfferSummary }) {
  const t = useTranslations("offer");
  return <Two above={<span className="two">{row.number}</span>} below={row.revision > 1 ? t("version", { n: row.revision }) : null} />;
}

const price: (t: Translate) => Column<OfferSummary> = (t) => ({ key: "payable", header: t("field.payable"), align: "end", cell: (row) => <Two above={<Money fen={row.totalFen} />} below={<Rate payable={overall(row)} />} /> });
const buyer: (t: Translate) => Column<OfferSummary> = (t) => ({ key: "buyer", header: t("field.buyer"), cell: (row) => row.buyerName || row.buyerAccount });

/** Where an offer comes from and whom it credits. */
const source: (t: Translate, wing: OrgKind) => Column<OfferSummary> = (t, wing) => ({
  key: "source",
  header: t("field.source"),
  cell: (row) => <Two above={row.demandNumber ?? t("ownSale")} below={wing === "partner" ? null : [...new Set([row.partnerName, wing === "operator" ? row.makerName : null])].filter(Boolean).join(" · ")} />,
});

function columnsOf(wing: OrgKind, now: string, t: Translate, locale: Locale): Column<OfferSummary>[] {
  return [
    { key: "name", header: t("field.name"), wrap: true, cell: (row) => row.name },
    { key: "number", header: t("field.number"), cell: (row) => <NumberCell row={row} /> },
    { key: "status", header: t("field.status"), cell: (row) => <StateTag lifecycle={offerLifecycle} state={row.status} locale={locale} /> },
    { key: "clock", header: t("field.clock"), cell: (row) => <Clock row={row} now={now} /> },
    buyer(t),
    price(t),
    { key: "opened", header: t("field.opened"), cell: (row) => <Receipt row={row} /> },
    source(t, wing),
  ];
}

/** How often the buyer looked, and how many of its questions wait. */
function Receipt({ row }: { row: OfferSummary }) {
  const t = useTranslations("offer");
  const looked = row.openedCount > 0 ? t("openedShort", { n: row.openedCount }) : <span className="text-ink-3">{t("notOpened")}</span>;
  return <Two above={looked} below={row.openQuestions > 0 ? <Tag tone="wait">{t("questions.open", { n: row.openQuestions })}</Tag> : null} />;
}

function deskColumns(wing: OrgKind, now: string, t: Translate): Column<OfferSummary>[] {
  return [
    { key: "name", header: t("field.name"), wrap: true, cell: (row) => row.name },
    { key: "number", header: t("field.number"), cell: (row) => <NumberCell row={row} /> },
    { key: "clock", header: t("field.due"), cell: (row) => <Clock row={row} now={now} /> },
    { key: "deepest", header: t("field.deepest"), align: "end", cell: (row) => (row.deepestBp === null ? "–" : <Rate payable={row.deepestBp} />) },
    price(t),
    buyer(t),
    source(t, wing),
  ];
}
