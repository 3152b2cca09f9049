import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Percent, Rate } from "@/components/ui/rate";
import type { Draft, SpecDraft } from "@/server/modules/product/contract";
import { UnitPrice } from "./words";

const dash = (text: ReactNode): ReactNode => (text ? text : <span className="text-ink-3">–</span>);

type Row = SpecDraft & { readonly at: number };

function columnsOf(t: ReturnType<typeof useTranslations<"product">>): Column<Row>[] {
  return [
    { key: "name", header: t("field.specName"), cell: (row) => dash(row.name), wrap: true },
    { key: "mode", header: t("field.chargingMode"), cell: (row) => dash(row.chargingMode && t(`charging.${row.chargingMode}`)) },
    { key: "price", header: t("field.unitPrice"), align: "end", cell: (row) => <UnitPrice price={row.unitPrice || null} period={row.periodType} /> },
  ];
}

/** Everything an application says, as it would be listed. */
export function DraftPreview({ draft, title }: { draft: Draft; title: string }) {
  const t = useTranslations("product");
  const { type, basics, pricing } = draft;
  const shared = type.productClass === "co_sell";
  return (
    <Card title={title} padded>
      <DefinitionList
        columns={2}
        items={[
          { term: t("field.name"), value: dash(basics.name) },
          { term: t("field.nameEn"), value: dash(basics.nameEn) },
          { term: t("field.productClass"), value: dash(type.productClass && t(`class.${type.productClass}`)) },
          { term: t("field.deliveryMode"), value: dash(type.deliveryMode && t(`deliveryMode.${type.deliveryMode}`)) },
          { term: t("field.category"), value: dash(basics.category) },
          { term: t("field.interfaceId"), value: t(type.interfaceId ? "yes" : "no") },
          { term: t("field.supervised"), value: t(type.supervised ? "yes" : "no") },
          { term: t("field.maxShareBp"), value: shared ? <Percent bp={pricing.maxShareBp} /> : dash("") },
          { term: t("field.floorRateBp"), value: shared && pricing.floorRateBp !== undefined ? <Rate payable={pricing.floorRateBp} /> : dash("") },
        ]}
      />
      <DefinitionList items={[{ term: t("field.overview"), value: dash(basics.overview) }, { term: t("field.overviewEn"), value: dash(basics.overviewEn ?? "") }, { term: t("field.description"), value: <span className="whitespace-pre-line">{dash(basics.description)}</span> }]} />
      <div className="mt-3">
        <DataTable
          caption={t("specsCaption")}
          rows={pricing.specs.map((spec, at) => ({ ...spec, at }))}
          rowKey={(row) => String(row.at)}
          empty={<EmptyState kind="nothing-yet" title={t("card.specs")} body={t("none")} action={null} />}
          columns={columnsOf(t)}
        />
      </div>
    </Card>
  );
}
