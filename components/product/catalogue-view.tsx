import { useLocale, useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import { Percent, Rate } from "@/components/ui/rate";
import type { Locale } from "@/lib/locale";
import { regionName } from "@/lib/regions";
import type { SpecRow } from "@/server/modules/product/contract";
import type { CatalogueItem, MaterialRow } from "@/server/modules/product/contract-catalogue";
import { UnitPrice } from "./words";

type ViewProps = { item: CatalogueItem; home: string; mayDemand: boolean; mayOffer: boolean };
type Words = ReturnType<typeof useTranslations<"product">>;

function specColumns(t: Words, english: boolean): Column<SpecRow>[] {
  return [
    { key: "name", header: t("field.specName"), cell: (row) => (english && row.nameEn ? row.nameEn : row.name), wrap: true },
    { key: "sku", header: t("field.sku"), cell: (row) => <span className="num">{row.skuCode}</span> },
    { key: "mode", header: t("field.chargingMode"), cell: (row) => t(`charging.${row.chargingMode}`) },
    { key: "price", header: t("field.unitPrice"), align: "end", cell: (row) => <UnitPrice price={row.unitPrice} period={row.periodType} /> },
  ];
}

/** A product's papers for partners: kind, title, and the file behind it. */
function Materials({ rows, path }: { rows: readonly MaterialRow[]; path: string }) {
  const t = useTranslations("product");
  return (
    <Card title={t("material.card")} padded>
      {rows.length === 0 ? <p className="two">{t("material.emptyPartner")}</p> : null}
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="border-b border-hair py-2 last:border-0">
            <TextLink href={`${path}/materials/${row.id}`} external>
              {row.title}
            </TextLink>
            <span className="small block">
              {t(`material.kind.${row.kind}`)} · {row.fileName}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** One product as a partner sells it: what it is, what may be asked for and granted, what there is to show. */
export function CatalogueView({ item, home, mayDemand, mayOffer }: ViewProps) {
  const t = useTranslations("product");
  const locale = useLocale() as Locale;
  const english = locale === "en";
  const path = `${home}/products/${item.id}`;
  const actions = (
    <>
      <LinkButton href={`${home}/demands/new?product=${item.id}`} disabledReason={mayDemand ? null : t("blocked.permission")}>
        {t("bringDemand")}
      </LinkButton>
      <LinkButton variant="primary" href={`${home}/offers/new?product=${item.id}`} disabledReason={mayOffer ? null : t("blocked.permission")}>
        {t("makeOffer")}
      </LinkButton>
    </>
  );
  return (
    <Page>
      <PageHeader back={{ href: `${home}/products`, label: t("backCatalogue") }} title={item.name} sub={`${item.sellerName} · ${item.code}`} actions={actions} />
      <div className="grid items-start gap-[18px] lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="grid min-w-0 content-start gap-[18px]">
          <Card title={t("terms")} padded>
            <DefinitionList
              columns={2}
              items={[
                { term: t("field.share"), value: <Percent bp={item.shareBp} /> },
                { term: t("field.authority"), value: <Rate payable={item.authorityBp} />, hint: t(`authorityScope.${item.authorityScope}`) },
                { term: t("field.fromPrice"), value: <UnitPrice price={item.fromPrice} /> },
                { term: t("field.floorPrice"), value: <UnitPrice price={item.floorPrice} /> },
                { term: t("field.incentive"), value: t(`incentive.${item.incentive}`), hint: t(`incentiveHint.${item.incentive}`) },
                { term: t("field.regions"), value: item.regions.length > 0 ? item.regions.map((one) => regionName({ locale }, one)).join(" · ") : t("everywhere") },
              ]}
            />
            {item.customerAuthority.length > 0 ? (
              <>
                <h3 className="mt-4 mb-1 font-[620]">{t("customerAuthority.title")}</h3>
                <DefinitionList
                  columns={2}
                  items={item.customerAuthority.map(({ account, rateBp, until }) => ({
                    term: account,
                    value: <Rate payable={rateBp} />,
                    hint: until ? <>{t("customerAuthority.until")} <DateTime at={until} precision="day" /></> : undefined,
                  }))}
                />
              </>
            ) : null}
          </Card>
          <DataTable
            caption={t("specsCaption")}
            captionVisible
            rows={item.specRows}
            rowKey={(row) => row.id}
            columns={specColumns(t, english)}
            empty={<EmptyState kind="nothing-yet" title={t("empty.catalogueTitle")} body={t("empty.catalogueBody")} action={null} />}
          />
          <Card title={t("card.facts")} padded>
            <DefinitionList
              columns={2}
              items={[
                { term: t("field.productClass"), value: t(`class.${item.productClass}`) },
                { term: t("field.deliveryMode"), value: t(`deliveryMode.${item.deliveryMode}`) },
                { term: t("field.category"), value: item.category || "–" },
                { term: t("field.supervised"), value: t(item.supervised ? "yes" : "no") },
                { term: t("field.listed"), value: <DateTime at={item.listedAt} precision="day" /> },
              ]}
            />
            <DefinitionList items={[{ term: t("field.overview"), value: item.overview || "–" }, { term: t("field.description"), value: <span className="whitespace-pre-line">{item.description || "–"}</span> }]} />
          </Card>
        </div>
        <Materials rows={item.materialRows} path={path} />
      </div>
    </Page>
  );
}
