import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { ColumnChooser, toolButton } from "@/components/data-table/column-chooser";
import { shownColumns } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { RowSelection } from "@/components/data-table/row-selection";
import { TableToolbar } from "@/components/data-table/table-toolbar";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { Messages } from "@/components/layout/messages";
import { SavedViews } from "@/components/saved-view/saved-views";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import type { OrgKind } from "@/lib/states/org";
import type { OfferCounts, OfferList as Data } from "@/server/modules/offer/contract-list";
import type { SavedView } from "@/server/modules/org/contract-views";
import { filterKeys, offerFiltersOf } from "./list-filters";
import { OfferBulk, type OfferBulkRights } from "./offer-bulk";
import { useOfferColumns } from "./offer-columns";
import { type OfferChoices, OfferFilters } from "./offer-filters";

type OfferListProps = {
  wing: OrgKind;
  /** The company's slug. */
  org: string;
  /** The list's own path. */
  path: string;
  params: SearchParams;
  data: Data;
  counts: OfferCounts;
  choices: OfferChoices;
  views: readonly SavedView[];
  rights: OfferBulkRights;
  /** The desk's pile, the most urgent first, instead of all offers. */
  desk?: boolean;
};

/** A wing's list of exclusive offers, the newest first: every filter and column in the address. */
export function OfferList(props: OfferListProps) {
  const { wing, org, path, params, data, counts, choices, views, rights, desk = false } = props;
  const t = useTranslations("offer");
  const columns = useOfferColumns(wing, data.now, desk);
  const nothing = useNothing(props);
  const [cols, cursor] = [one(params, "cols"), one(params, "cursor")];
  const keys = data.rows.map(({ id }) => id);
  const { cursor: _, ...filter } = offerFiltersOf(params);
  const exportHref = hrefWith(`${path}/export`, params, { cursor: null });
  const count = <Count counts={counts} />;
  const tools = (
    <>
      <ColumnChooser path={path} params={params} cols={cols} columns={columns.map(({ key, header, hidden }) => ({ key, header, hidden }))} />
      <a href={exportHref} download className={toolButton}>
        <Download aria-hidden size={14} /> {t("list.export")}
      </a>
    </>
  );
  return (
    <>
      <SavedViews org={org} room="offers" path={path} params={params} views={views} />
      <OfferFilters path={path} params={params} counts={counts} choices={choices} desk={desk} />
      <Messages namespaces={["offer.list", "offer.field", "offer.act", "offer.blocked", "offer.dialog", "offer.errors", "offer.noun", "offer.handOver"]}>
        <RowSelection key={keys.join()} pageKeys={keys} total={counts.total} capped={counts.capped}>
          <TableToolbar
            idle={count}
            tools={tools}
            actions={<OfferBulk org={org} exportHref={exportHref} filter={desk ? { ...filter, desk } : filter} rights={rights} rows={data.rows.map(({ id, number, name, ours }) => ({ offerId: id, number, name, ours }))} />}
          />
          <DataTable
            caption={t(desk ? "list.captionDesk" : filter.ending ? "list.captionEnding" : "caption")}
            columns={shownColumns(columns, cols)}
            rows={data.rows}
            rowKey={(row) => row.id}
            rowHref={(row) => `${path}/${row.id}`}
            select={(row) => row.name}
            empty={nothing}
            count={counts.total}
            countNote={count}
            page={desk ? {} : { prevHref: cursor ? hrefWith(path, params, { cursor: null }) : null, nextHref: data.next ? hrefWith(path, params, { cursor: data.next }) : null }}
          />
        </RowSelection>
      </Messages>
    </>
  );
}

function Count({ counts }: { counts: OfferCounts }) {
  const t = useTranslations("offer");
  return <>{t(counts.capped ? "list.countMore" : "list.count", { n: counts.total })}</>;
}

function useNothing({ wing, path, params, desk }: Pick<OfferListProps, "wing" | "path" | "params" | "desk">) {
  const t = useTranslations("offer");
  if (filterKeys.some((key) => one(params, key))) return <EmptyState kind="no-match" clearHref={hrefWith(path, { all: one(params, "all"), cols: one(params, "cols") }, {})} />;
  if (desk) return <EmptyState kind="nothing-yet" title={t("empty.deskTitle")} body={t("empty.deskBody")} action={<LinkButton href={`${path}?all=1`}>{t("empty.all")}</LinkButton>} />;
  if (wing === "operator") return <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("list.emptyBody")} action={<LinkButton href="/operator/demands">{t("list.emptyAct")}</LinkButton>} />;
  return <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href={`${path}/new`}>{t("new")}</LinkButton>} />;
}
