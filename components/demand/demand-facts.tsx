import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/components/ui/date-format";
import { DateTime } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { formatMoney } from "@/components/ui/money-format";
import { Percent } from "@/components/ui/rate";
import type { Locale } from "@/lib/locale";
import { regionName } from "@/lib/regions";
import type { DemandDetail, InterestLine, SolutionLine } from "@/server/modules/demand/contract";
import { fenOf } from "./fen-of";
import { RevealContact } from "./reveal-contact";

const dash = (text: string | null | undefined): ReactNode => (text ? text : <span className="text-ink-3">–</span>);

/** The documented fields of the demand, none of the customer. */
export function DemandFacts({ demand }: { demand: DemandDetail }) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  return (
    <Card title={t("card.facts")} padded>
      <DefinitionList
        columns={2}
        items={[
          { term: t("field.number"), value: <span className="num">{demand.number}</span> },
          { term: t("field.source"), value: t(`source.${demand.source}`) },
          { term: t("field.submitter"), value: `${demand.submitterName} · ${demand.submitterPerson}` },
          { term: t("field.seller"), value: dash(demand.sellerName), hint: demand.sellerPersonName || undefined },
          { term: t("field.deliveryMode"), value: t(`deliveryMode.${demand.deliveryMode}`) },
          { term: t("field.demandType"), value: t(`demandType.${demand.demandType}`) },
          { term: t("field.budget"), value: <Money fen={demand.budgetFen} /> },
          { term: t("detail.region"), value: dash(regionName({ locale }, demand.region)) },
          { term: t("field.signing"), value: <DateTime at={demand.expectedSigningDate} precision="day" /> },
          { term: t("field.salesContact"), value: dash(demand.salesContact) },
          { term: t("field.salesContactDetails"), value: dash(demand.salesContactDetails) },
          { term: t("field.submitted"), value: <DateTime at={demand.submittedAt} /> },
          { term: t("field.accepted"), value: <DateTime at={demand.acceptedAt} />, hint: demand.rulesVersion ? `${t("field.rules")}: ${demand.rulesVersion}` : undefined },
          { term: t("detail.firstProgress"), value: <DateTime at={demand.firstProgressAt} /> },
          ...(demand.wonFen ? [{ term: t("detail.won"), value: <Money fen={demand.wonFen} /> }] : []),
        ]}
      />
      <DefinitionList
        items={[
          { term: t("field.mainAsk"), value: <span className="whitespace-pre-line">{dash(demand.mainAsk)}</span> },
          { term: t("field.description"), value: <span className="whitespace-pre-line">{dash(demand.description)}</span> },
        ]}
      />
    </Card>
  );
}

/** The customer once released, its contact in part until somebody asks for the whole; else the sentence that it is not. */
export function DemandCustomerCard({ org, demand }: { org: string; demand: DemandDetail }) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  const { customer } = demand;
  return (
    <Card title={t("card.customer")} note={customer?.releasedAt ? t("customerReleased", { at: formatDate(customer.releasedAt, locale) }) : undefined} actions={customer?.masked ? <RevealContact org={org} demand={demand} /> : undefined} padded>
      {customer ? (
        <DefinitionList
          columns={2}
          items={[
            { term: t("field.customerName"), value: dash(customer.name) },
            { term: t("field.customerAccount"), value: <span className="num">{dash(customer.account)}</span> },
            { term: t("field.contactName"), value: dash(customer.contactName) },
            { term: t("field.contactDetails"), value: dash(customer.contactDetails) },
          ]}
        />
      ) : (
        <p className="two">{t(demand.acceptedAt ? "detail.customerMasked" : "customerHidden")}</p>
      )}
      {customer?.masked ? <p className="small mt-2">{t("detail.maskedNote")}</p> : null}
    </Card>
  );
}

type Translate = ReturnType<typeof useTranslations<"demand">>;

const interestColumns = (t: Translate): Column<InterestLine>[] => [
  { key: "product", header: t("field.product"), wrap: true, cell: (line) => line.productName },
  { key: "seller", header: t("field.seller"), cell: (line) => line.sellerName },
  { key: "share", header: t("field.share"), align: "end", cell: (line) => <Percent bp={line.expectedShareBp} /> },
  { key: "max", header: t("field.maxShare"), align: "end", cell: (line) => <Percent bp={line.maxShareBp} /> },
];

const solutionColumns = (t: Translate): Column<SolutionLine>[] => [
  { key: "product", header: t("field.product"), wrap: true, cell: (line) => line.productName },
  { key: "spec", header: t("field.spec"), cell: (line) => line.specName },
  { key: "price", header: t("field.unitPrice"), align: "end", cell: (line) => t("perUnit", { price: formatMoney(fenOf(line.unitPrice)), period: t(`period.${line.periodType}` as "period.YEAR") }) },
  { key: "quantity", header: t("field.quantity"), align: "end", cell: (line) => line.quantity },
];

/** Products of interest with the share asked for, and the seller's solution. */
export function DemandLines({ demand }: { demand: DemandDetail }) {
  const t = useTranslations("demand");
  return (
    <>
      <DataTable
        captionVisible
        caption={t("card.interests")}
        rows={demand.interests}
        rowKey={(line) => line.productId}
        empty={<EmptyState kind="nothing-yet" title={t("card.interests")} body={t("noInterests")} action={null} />}
        columns={interestColumns(t)}
      />
      {demand.status === "offered" ? <InlineAlert tone="mute">{t("lockedNote")}</InlineAlert> : null}
      <DataTable
        captionVisible
        caption={t("card.solution")}
        rows={demand.solution}
        rowKey={(line) => line.productSpecId}
        empty={<EmptyState kind="nothing-yet" title={t("card.solution")} body={t("noSolution")} action={null} />}
        columns={solutionColumns(t)}
      />
    </>
  );
}
