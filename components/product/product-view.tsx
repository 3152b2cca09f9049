import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { CertificateState } from "@/components/qualification/certificate-state";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link-button";
import { Percent, Rate } from "@/components/ui/rate";
import { StateTag } from "@/components/ui/state-tag";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/locale";
import { productLifecycle } from "@/lib/states/product";
import type { ProductDetail, SpecRow } from "@/server/modules/product/contract";
import type { CertificateState as State } from "@/server/modules/qualification/contract";
import { History } from "./history";
import { UnitPrice } from "./words";

const dash = (text: string | null | undefined): ReactNode => (text ? text : <span className="text-ink-3">–</span>);

function Facts({ product, home }: { product: ProductDetail; home: string }) {
  const t = useTranslations("product");
  return (
    <Card title={t("card.facts")} padded>
      <DefinitionList
        columns={2}
        items={[
          { term: t("field.code"), value: <span className="num">{product.code}</span> },
          { term: t("field.nameEn"), value: dash(product.nameEn) },
          { term: t("field.productClass"), value: t(`class.${product.productClass}`) },
          { term: t("field.deliveryMode"), value: t(`deliveryMode.${product.deliveryMode}`) },
          { term: t("field.category"), value: dash(product.category) },
          { term: t("field.listed"), value: <DateTime at={product.listedAt} /> },
          { term: t("field.interfaceId"), value: t(product.hasInterface ? "yes" : "no") },
          { term: t("field.supervised"), value: t(product.supervised ? "yes" : "no") },
          { term: t("field.application"), value: product.application ? <TextLink href={`${home}/applications/${product.application.id}/submit`}>{product.application.number}</TextLink> : dash(null) },
          { term: t("field.certificate"), value: product.certificate ? <><span className="num">{dash(product.certificate.regNo)}</span> <CertificateState state={product.certificate.state as State} /></> : dash(null) },
        ]}
      />
      <DefinitionList items={[{ term: t("field.overview"), value: dash(product.overview) }, { term: t("field.overviewEn"), value: dash(product.overviewEn) }, { term: t("field.description"), value: <span className="whitespace-pre-line">{dash(product.description)}</span> }]} />
    </Card>
  );
}

function Terms({ product }: { product: ProductDetail }) {
  const t = useTranslations("product");
  const shared = product.productClass !== "generic";
  return (
    <Card title={t("card.terms")} padded>
      <DefinitionList
        columns={2}
        items={[
          { term: t("field.sellerRatio"), value: <Percent bp={product.sellerRatioBp} /> },
          { term: t("field.tax"), value: <>{t.has(`taxItem.${product.taxItem}`) ? t(`taxItem.${product.taxItem}`) : product.taxItem} <Percent bp={product.taxRateBp} /></> },
          { term: t("field.maxShareBp"), value: shared ? <Percent bp={product.maxShareBp} /> : dash(null) },
          { term: t("field.floorRateBp"), value: shared ? <Rate payable={product.floorRateBp} /> : dash(null) },
          { term: t("field.entity"), value: product.legalEntityName },
        ]}
      />
    </Card>
  );
}

function specColumns(t: ReturnType<typeof useTranslations<"product">>, english: boolean): Column<SpecRow>[] {
  return [
    { key: "name", header: t("field.specName"), cell: (row) => (english && row.nameEn ? row.nameEn : row.name), wrap: true },
    { key: "sku", header: t("field.sku"), cell: (row) => <span className="num">{row.skuCode}</span> },
    { key: "mode", header: t("field.chargingMode"), cell: (row) => t(`charging.${row.chargingMode}`) },
    { key: "price", header: t("field.unitPrice"), align: "end", cell: (row) => <UnitPrice price={row.unitPrice} period={row.periodType} /> },
    { key: "sale", header: t("field.onSale"), cell: (row) => <Tag tone={row.onSale ? "ok" : "mute"}>{t(row.onSale ? "yes" : "no")}</Tag> },
  ];
}

function Specs({ rows }: { rows: readonly SpecRow[] }) {
  const t = useTranslations("product");
  const english = useLocale() === "en";
  return (
    <DataTable
      caption={t("specsCaption")}
      captionVisible
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState kind="nothing-yet" title={t("empty.productsTitle")} body={t("empty.productsBody")} action={null} />}
      columns={specColumns(t, english)}
    />
  );
}

/** A listing as its seller sees it: facts, terms, specifications, history. */
export function ProductView({ product, home, actions, papers }: { product: ProductDetail; home: string; actions: ReactNode; papers?: ReactNode }) {
  const t = useTranslations("product");
  const locale = useLocale() as Locale;
  return (
    <Page>
      <PageHeader back={{ href: `${home}/products`, label: t("back") }} title={product.name} tag={<StateTag lifecycle={productLifecycle} state={product.status} locale={locale} />} sub={product.code} actions={actions} />
      <div className="grid items-start gap-[18px] lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="grid min-w-0 content-start gap-[18px]">
          <Facts product={product} home={home} />
          <Specs rows={product.specRows} />
          <Terms product={product} />
          {papers}
        </div>
        <History lines={product.history} />
      </div>
    </Page>
  );
}
