import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip, SearchField } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { StateTag, stateLabel } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { stateNames } from "@/lib/states/lifecycle";
import { productLifecycle } from "@/lib/states/product";
import type { ProductList as Data, ProductListInput, ProductSummary } from "@/server/modules/product/contract";

type Params = Record<string, string | string[] | undefined>;
type ProductListProps = { path: string; params: Params; asked: ProductListInput; data: Data; action: ReactNode };

type Words = ReturnType<typeof useTranslations<"product">>;

function columnsOf(t: Words, locale: Locale): Column<ProductSummary>[] {
  return [
    { key: "name", header: t("field.name"), cell: (row) => row.name, wrap: true },
    { key: "code", header: t("field.code"), cell: (row) => <span className="num">{row.code}</span> },
    { key: "class", header: t("field.productClass"), cell: (row) => t(`class.${row.productClass}`) },
    { key: "mode", header: t("field.deliveryMode"), cell: (row) => t(`deliveryMode.${row.deliveryMode}`) },
    { key: "specs", header: t("field.specs"), align: "end", cell: (row) => <span className="num">{row.specs}</span> },
    { key: "status", header: t("field.status"), cell: (row) => <StateTag lifecycle={productLifecycle} state={row.status} locale={locale} />, underName: true },
    { key: "listed", header: t("field.listed"), cell: (row) => <DateTime at={row.listedAt} precision="day" /> },
  ];
}

/** The seller's listings, newest first. */
export function ProductList({ path, params, asked, data, action }: ProductListProps) {
  const t = useTranslations("product");
  const locale = useLocale() as Locale;
  const filtered = asked.status !== undefined || asked.q !== undefined;
  const total = Object.values(data.counts).reduce((sum, n) => sum + n, 0);
  return (
    <>
      <FilterBar clearHref={filtered ? path : null}>
        <SearchField action={path} label={t("search")} defaultValue={asked.q} keep={{ status: asked.status }} />
        <FilterChip
          label={t("field.status")}
          value={asked.status ? stateLabel(productLifecycle, asked.status, locale) : null}
          clearHref={hrefWith(path, params, { status: null })}
          options={stateNames(productLifecycle)
            .filter((state) => data.counts[state])
            .map((state) => ({ label: stateLabel(productLifecycle, state, locale), href: hrefWith(path, params, { status: state }), current: state === asked.status, count: data.counts[state] }))}
        />
      </FilterBar>
      <DataTable
        caption={t("caption")}
        columns={columnsOf(t, locale)}
        rows={data.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${path}/${row.id}`}
        count={asked.status ? (data.counts[asked.status] ?? 0) : total}
        empty={filtered ? <EmptyState kind="no-match" clearHref={path} /> : <EmptyState kind="nothing-yet" title={t("empty.productsTitle")} body={t("empty.productsBody")} action={action} />}
        page={{ prevHref: asked.cursor ? hrefWith(path, params, { cursor: null }) : null, nextHref: data.next ? hrefWith(path, params, { cursor: data.next }) : null }}
      />
    </>
  );
}
