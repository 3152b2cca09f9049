import { useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, SearchField } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { Percent, Rate } from "@/components/ui/rate";
import type { Catalogue as Data, CatalogueInput, CatalogueRow } from "@/server/modules/product/contract";
import { UnitPrice } from "./words";

type CatalogueProps = { home: string; params: Record<string, string | string[] | undefined>; asked: CatalogueInput; data: Data };

type Words = ReturnType<typeof useTranslations<"product">>;

function columnsOf(t: Words): Column<CatalogueRow>[] {
  return [
    {
      key: "name",
      header: t("field.name"),
      wrap: true,
      cell: (row) => (
        <>
          {row.name}
          <span className="small block">{row.overview}</span>
        </>
      ),
    },
    { key: "seller", header: t("field.seller"), cell: (row) => row.sellerName, wrap: true },
    { key: "class", header: t("field.productClass"), cell: (row) => t(`class.${row.productClass}`) },
    { key: "mode", header: t("field.deliveryMode"), cell: (row) => t(`deliveryMode.${row.deliveryMode}`) },
    { key: "from", header: t("field.fromPrice"), align: "end", cell: (row) => <UnitPrice price={row.fromPrice} /> },
    { key: "share", header: t("field.share"), align: "end", cell: (row) => <Percent bp={row.maxShareBp} /> },
    { key: "floor", header: t("field.floor"), align: "end", cell: (row) => <Rate payable={row.floorRateBp} /> },
  ];
}

/** What a partner may sell: the highest share and the floor of each product. */
export function Catalogue({ home, params, asked, data }: CatalogueProps) {
  const t = useTranslations("product");
  const path = `${home}/products`;
  const action = <LinkButton href={`${home}/demands`}>{t("empty.catalogueAction")}</LinkButton>;
  return (
    <>
      <FilterBar clearHref={asked.q ? path : null}>
        <SearchField action={path} label={t("search")} defaultValue={asked.q} />
      </FilterBar>
      <DataTable
        caption={t("catalogueCaption")}
        columns={columnsOf(t)}
        rows={data.rows}
        rowKey={(row) => row.id}
        empty={asked.q ? <EmptyState kind="no-match" clearHref={path} /> : <EmptyState kind="nothing-yet" title={t("empty.catalogueTitle")} body={t("empty.catalogueBody")} action={action} />}
        page={{ prevHref: asked.cursor ? hrefWith(path, params, { cursor: null }) : null, nextHref: data.next ? hrefWith(path, params, { cursor: data.next }) : null }}
      />
    </>
  );
}
