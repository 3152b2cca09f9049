import { Download, SquareKanban, Table2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ColumnChooser, toolButton } from "@/components/data-table/column-chooser";
import { shownColumns } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { RowSelection } from "@/components/data-table/row-selection";
import { TableToolbar } from "@/components/data-table/table-toolbar";
import { Messages } from "@/components/layout/messages";
import { SavedViews } from "@/components/saved-view/saved-views";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith } from "@/components/ui/href";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import type { OrgKind } from "@/lib/states/org";
import type { BoardColumn, DemandCounts, DemandList as Data } from "@/server/modules/demand/contract-list";
import type { SavedView } from "@/server/modules/org/contract-views";
import { DemandBoard } from "./board";
import { type BulkRights, DemandBulk } from "./bulk-actions";
import { useDemandColumns } from "./demand-columns";
import { type DemandChoices, DemandFilters } from "./demand-filters";
import { filterKeys, filtersOf, one, type SearchParams } from "./list-filters";

type DemandListProps = {
  wing: OrgKind;
  /** The company's slug. */
  org: string;
  /** The list's own path. */
  path: string;
  params: SearchParams;
  /** What the address asks for: the rows of a page, or the board's columns. */
  data: Data | { columns: readonly BoardColumn[]; now: string };
  counts: DemandCounts;
  choices: DemandChoices;
  views: readonly SavedView[];
  rights: BulkRights;
};

/** A wing's demand as a table or a board: every filter, column and view in the address. */
export function DemandList(props: DemandListProps) {
  const { wing, org, path, params, data, counts, choices, views } = props;
  return (
    <>
      <SavedViews org={org} room="demands" path={path} params={params} views={views} />
      <DemandFilters path={path} params={params} counts={counts} choices={choices} />
      {"columns" in data ? (
        <>
          <div className="no-print mb-2 flex min-h-8 items-center">
            <span className="small num">
              <Count counts={counts} />
            </span>
            <span className="ml-auto flex gap-1.5">
              <Ways path={path} params={params} />
            </span>
          </div>
          <DemandBoard wing={wing} path={path} params={params} columns={data.columns} counts={counts} now={data.now} />
        </>
      ) : (
        <Rows {...props} data={data} />
      )}
    </>
  );
}

function Rows({ wing, org, path, params, data, counts, rights }: DemandListProps & { data: Data }) {
  const t = useTranslations("demand");
  const columns = useDemandColumns(wing, data.now, one(params, "stage") === "won");
  const nothing = useNothing({ wing, path, params });
  const cols = one(params, "cols");
  const keys = data.rows.map(({ id }) => id);
  const { cursor: _, ...filter } = filtersOf(params);
  const cursor = one(params, "cursor");
  const tools = (
    <>
      <Ways path={path} params={params} />
      <ColumnChooser path={path} params={params} cols={cols} columns={columns.map(({ key, header, hidden }) => ({ key, header, hidden }))} />
      <a href={hrefWith(`${path}/export`, params, { cursor: null, view: null })} download className={toolButton}>
        <Download aria-hidden size={14} /> {t("list.export")}
      </a>
    </>
  );
  return (
    <Messages namespaces={["demand.list", "demand.act", "demand.field", "demand.dialog", "demand.match", "demand.desk", "demand.check", "demand.errors", "demand.noun"]}>
      <RowSelection key={keys.join()} pageKeys={keys} total={counts.total} capped={counts.capped}>
        <TableToolbar
          idle={<Count counts={counts} />}
          tools={tools}
          actions={<DemandBulk org={org} exportHref={hrefWith(`${path}/export`, params, { cursor: null, view: null })} filter={filter} rights={rights} rows={data.rows.map(({ id, number, name }) => ({ demandId: id, number, name }))} />}
        />
        <DataTable
          caption={t(filter.due ? "list.captionDue" : "caption")}
          columns={shownColumns(columns, cols)}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `${path}/${row.id}`}
          select={(row) => row.name || row.number}
          empty={nothing}
          count={counts.total}
          countNote={<Count counts={counts} />}
          page={{ prevHref: cursor ? hrefWith(path, params, { cursor: null }) : null, nextHref: data.next ? hrefWith(path, params, { cursor: data.next }) : null }}
        />
      </RowSelection>
    </Messages>
  );
}

function Count({ counts }: { counts: DemandCounts }) {
  const t = useTranslations("demand");
  return <>{t(counts.capped ? "list.countMore" : "list.count", { n: counts.total })}</>;
}

/** Table or board: the same address otherwise. */
function Ways({ path, params }: { path: string; params: SearchParams }) {
  const t = useTranslations("demand");
  const board = one(params, "view") === "board";
  return (
    <>
      <Link href={hrefWith(path, params, { view: null })} scroll={false} aria-current={board ? undefined : "true"} className={toolButton}>
        <Table2 aria-hidden size={14} /> {t("list.table")}
      </Link>
      <Link href={hrefWith(path, params, { view: "board" })} scroll={false} aria-current={board ? "true" : undefined} className={toolButton}>
        <SquareKanban aria-hidden size={14} /> {t("list.board")}
      </Link>
    </>
  );
}

function useNothing({ wing, path, params }: Pick<DemandListProps, "wing" | "path" | "params">) {
  const t = useTranslations("demand");
  if (filterKeys.some((key) => one(params, key))) return <EmptyState kind="no-match" clearHref={path} />;
  const action =
    wing === "partner" ? <LinkButton href={`${path}/new`}>{t("new")}</LinkButton> : <LinkButton href={path.replace("/demands", wing === "seller" ? "/offers" : "/team")}>{t(wing === "seller" ? "empty.offers" : "empty.team")}</LinkButton>;
  return <EmptyState kind="nothing-yet" title={t(`empty.${wing}Title`)} body={t(`empty.${wing}Body`)} action={action} />;
}
