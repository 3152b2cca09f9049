import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip, SearchField } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { Percent, Rate } from "@/components/ui/rate";
import type { Locale } from "@/lib/locale";
import { regionName } from "@/lib/regions";
import { deliveryModes } from "@/lib/states/demand";
import { incentives } from "@/lib/states/product";
import { type Catalogue as Data, type CatalogueInput, type CatalogueRow, partnerClasses } from "@/server/modules/product/contract-catalogue";
import { UnitPrice } from "./words";

type CatalogueProps = {
  path: string;
  params: Record<string, string | string[] | undefined>;
  asked: CatalogueInput;
  data: Data;
  /** Partners see their own authority and open a product; operators act on rows. */
  wing: "partner" | "operator";
  demandsHref: string;
  rowActions?: (row: CatalogueRow) => ReactNode;
};

type Words = ReturnType<typeof useTranslations<"product">>;

function columnsOf(t: Words, wing: CatalogueProps["wing"], locale: Locale): Column<CatalogueRow>[] {
  const authority: Column<CatalogueRow> = {
    key: "authority",
    header: t("field.authority"),
    align: "end",
    cell: (row) => (
      <>
        <Rate payable={row.authorityBp} />
        <span className="small block">{t(`authorityScope.${row.authorityScope}`)}</span>
        {row.customerAuthority[0] ? (
          <span className="small block">
            {t("customerAuthority.some", { n: row.customerAuthority.length })}
            <br />
            <Rate payable={row.customerAuthority[0].rateBp} />
          </span>
        ) : null}
      </>
    ),
  };
  const floor: Column<CatalogueRow> = { key: "floor", header: t("field.floor"), align: "end", cell: (row) => <Rate payable={row.floorRateBp} /> };
  return [
    {
      key: "name",
      header: t("field.name"),
      wrap: true,
      cell: (row) => (
        <>
          {row.name}
          <span className="small block">{row.sellerName}</span>
          <span className="small block">{row.overview}</span>
        </>
      ),
    },
    {
      key: "class",
      header: t("field.productClass"),
      cell: (row) => (
        <>
          {t(`class.${row.productClass}`)}
          <span className="small block">{t(`deliveryMode.${row.deliveryMode}`)}</span>
        </>
      ),
    },
    { key: "from", header: t("field.fromPrice"), align: "end", cell: (row) => <UnitPrice price={row.fromPrice} />, underName: true },
    { key: "share", header: t("field.share"), align: "end", cell: (row) => <Percent bp={row.shareBp} />, underName: true },
    ...(wing === "partner" ? [authority, { key: "lowest", header: t("field.floorPrice"), align: "end" as const, cell: (row: CatalogueRow) => <UnitPrice price={row.floorPrice} /> }] : [floor]),
    { key: "incentive", header: t("field.incentive"), cell: (row) => t(`incentive.${row.incentive}`) },
    { key: "regions", header: t("field.regions"), wrap: true, cell: (row) => (row.regions.length > 0 ? row.regions.slice(0, 3).map((one) => regionName({ locale }, one)).join(" · ") : t("everywhere")) },
    { key: "materials", header: t("field.materials"), align: "end", cell: (row) => row.materials },
  ];
}

/** What partners may sell: share, authority, floor, incentive and papers of each product. */
export function Catalogue({ path, params, asked, data, wing, demandsHref, rowActions }: CatalogueProps) {
  const t = useTranslations("product");
  const locale = useLocale() as Locale;
  const filtered = Boolean(asked.q ?? asked.productClass ?? asked.deliveryMode ?? asked.incentive);
  const chip = (key: "productClass" | "deliveryMode" | "incentive", words: readonly string[], say: (word: string) => string) => (
    <FilterChip
      label={t(`field.${key}`)}
      value={asked[key] ? say(asked[key]) : null}
      clearHref={hrefWith(path, params, { [key]: null })}
      options={words.map((word) => ({ label: say(word), href: hrefWith(path, params, { [key]: word }), current: asked[key] === word }))}
    />
  );
  const kept = Object.fromEntries((["productClass", "deliveryMode", "incentive"] as const).flatMap((key) => (asked[key] ? [[key, asked[key]]] : [])));
  const action = <LinkButton href={demandsHref}>{t("empty.catalogueAction")}</LinkButton>;
  return (
    <>
      <FilterBar clearHref={filtered ? path : null}>
        {chip("productClass", partnerClasses, (word) => t(`class.${word}`))}
        {chip("deliveryMode", deliveryModes, (word) => t(`deliveryMode.${word}`))}
        {chip("incentive", incentives, (word) => t(`incentive.${word}`))}
        <SearchField action={path} label={t("search")} defaultValue={asked.q} keep={kept} />
      </FilterBar>
      <DataTable
        caption={t("catalogueCaption")}
        columns={columnsOf(t, wing, locale)}
        rows={data.rows}
        rowKey={(row) => row.id}
        rowHref={wing === "partner" ? (row) => `${path}/${row.id}` : undefined}
        rowActions={rowActions}
        empty={filtered ? <EmptyState kind="no-match" clearHref={path} /> : <EmptyState kind="nothing-yet" title={t("empty.catalogueTitle")} body={t("empty.catalogueBody")} action={action} />}
        page={{ prevHref: asked.cursor ? hrefWith(path, params, { cursor: null }) : null, nextHref: data.next ? hrefWith(path, params, { cursor: data.next }) : null }}
      />
    </>
  );
}
