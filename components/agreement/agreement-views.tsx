import { useLocale, useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Tag } from "@/components/ui/tag";
import type { AgreementDetail, AgreementSummary } from "@/server/modules/agreement/contract";

function useTitle(): (agreement: AgreementSummary) => string {
  const english = useLocale() === "en";
  return ({ title, titleEn }) => (english && titleEn ? titleEn : title);
}

function Standing({ agreement }: { agreement: AgreementSummary }) {
  const t = useTranslations("agreement.state");
  if (agreement.inForce) return <Tag tone="ok">{t("inForce")}</Tag>;
  if (!agreement.signedAt) return <Tag tone="wait">{t("unsigned")}</Tag>;
  return agreement.validTo ? <Tag tone="mute">{t("ended")}</Tag> : <Tag tone="run">{t("coming")}</Tag>;
}

const Day = ({ at }: { at: string | null }) => <DateTime at={at} precision="day" />;

function useColumns(): Column<AgreementSummary>[] {
  const t = useTranslations("agreement");
  const title = useTitle();
  return [
    { key: "title", header: t("column.title"), cell: title, wrap: true },
    { key: "state", header: t("column.state"), cell: (row) => <Standing agreement={row} />, underName: true },
    { key: "number", header: t("column.number"), cell: (row) => row.number },
    { key: "version", header: t("column.version"), cell: (row) => row.agreementVersion },
    { key: "signed", header: t("column.signed"), cell: (row) => <Day at={row.signedAt} /> },
    { key: "from", header: t("field.validFrom"), cell: (row) => <Day at={row.validFrom} /> },
    { key: "to", header: t("field.validTo"), cell: (row) => (row.validTo ? <Day at={row.validTo} /> : t("field.openEnd")) },
  ];
}

type AgreementListProps = { rows: readonly AgreementSummary[]; home: string };

/** A company's agreements with the marketplace, newest first. */
export function AgreementList({ rows, home }: AgreementListProps) {
  const t = useTranslations("agreement");
  const columns = useColumns();
  return (
    <Page>
      <PageHeader title={t("title")} count={rows.length} sub={t("sub")} />
      <DataTable
        caption={t("title")}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${home}/agreements/${row.id}`}
        empty={<EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href={home}>{t("empty.action")}</LinkButton>} />}
      />
    </Page>
  );
}

/** One agreement with its text. */
export function AgreementView({ agreement, home }: { agreement: AgreementDetail; home: string }) {
  const t = useTranslations("agreement");
  const title = useTitle();
  return (
    <Page>
      <PageHeader back={{ href: `${home}/agreements`, label: t("title") }} title={title(agreement)} tag={<Standing agreement={agreement} />} sub={agreement.number} />
      <div className="grid gap-4">
        <Card padded>
          <DefinitionList
            columns={2}
            items={[
              { term: t("field.number"), value: agreement.number },
              { term: t("field.version"), value: agreement.agreementVersion },
              { term: t("field.signedBy"), value: agreement.signedBy ?? "–" },
              { term: t("field.signedAt"), value: <Day at={agreement.signedAt} /> },
              { term: t("field.validFrom"), value: <Day at={agreement.validFrom} /> },
              { term: t("field.validTo"), value: agreement.validTo ? <Day at={agreement.validTo} /> : t("field.openEnd") },
            ]}
          />
        </Card>
        <Card title={t("field.text")} padded>
          <div className="max-w-[72ch] whitespace-pre-line">{agreement.body}</div>
        </Card>
      </div>
    </Page>
  );
}

/** Said to those whose roles do not include the agreements. */
export function AgreementNoRight() {
  const t = useTranslations("agreement");
  return (
    <Page>
      <PageHeader title={t("title")} />
      <EmptyState kind="no-right" permission={t("noRight.permission")} ask={t("noRight.ask")} />
    </Page>
  );
}
