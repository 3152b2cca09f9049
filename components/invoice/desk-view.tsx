import { useTranslations } from "next-intl";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Timeline } from "@/components/timeline/timeline";
import { Card } from "@/components/ui/card";
import { Zone } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { TextLink } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import type { InvoiceDetail } from "@/server/modules/invoice/contract";
import { DecideButtons } from "./decide-buttons";
import { NextInvoice } from "./next-invoice";
import { Differences, FieldTable, LineTable } from "./reading-view";
import { InvoiceStatus, RequisitionStatus, useBlocked, VerifiedSeal } from "./words";

const deskPath = "/operator/invoices";

function useMoments(one: InvoiceDetail) {
  const t = useTranslations("invoice.moment");
  const submitted = { key: "submit", at: one.createdAt, title: t("submit"), actor: one.submittedByName, tone: "plain" as const };
  if (!one.decidedAt || one.status === "submitted") return [submitted];
  const tone = one.status === "verified" ? ("key" as const) : one.status === "rejected" ? ("stop" as const) : ("plain" as const);
  return [{ key: one.status, at: one.decidedAt, title: t(one.status), actor: one.decidedByName, body: one.reasonNote ?? undefined, tone }, submitted];
}

function Decision({ one, orgSlug }: { one: InvoiceDetail; orgSlug: string }) {
  const t = useTranslations("invoice");
  const blocked = useBlocked();
  const reason = one.decideBlocked ?? one.verifyBlocked;
  if (one.status === "verified") {
    return (
      <Card title={t("decision")} padded>
        <div className="grid justify-items-center py-2">
          <VerifiedSeal by={one.decidedByName} size={96} />
        </div>
      </Card>
    );
  }
  return (
    <Card title={t("decision")} padded>
      <div className="grid gap-3">
        {one.reading.differences.length > 0 ? <Differences differences={one.reading.differences} /> : <InlineAlert tone="ok" title={t("preview.matches")} />}
        {reason && reason !== "differs" ? <InlineAlert tone="mute" title={blocked(reason)} /> : null}
        <DecideButtons
          orgSlug={orgSlug}
          invoiceId={one.id}
          number={one.number}
          version={one.version}
          verifyBlocked={blocked(one.verifyBlocked)}
          decideBlocked={blocked(one.decideBlocked)}
        />
      </div>
    </Card>
  );
}

function Facts({ one, orgSlug }: { one: InvoiceDetail; orgSlug: string }) {
  const t = useTranslations("invoice");
  return (
    <Card title={t("facts")} padded>
      <DefinitionList
        items={[
          { term: t("column.company"), value: one.orgName },
          { term: t("column.requisition"), value: <><TextLink href={`${deskPath}?view=payable&open=${one.requisitionId}`}>{one.requisitionNumber}</TextLink> <RequisitionStatus state={one.requisitionStatus} /></> },
          { term: t("column.period"), value: <span className="num">{one.periodLabel}</span> },
          { term: t("column.total"), value: <Money fen={one.totalFen} /> },
          { term: t("file"), value: <TextLink href={`/api/files/${one.fileId}?org=${orgSlug}`} external>{one.fileName}</TextLink>, hint: <span className="break-all">SHA-256 {one.fileSha256}</span> },
        ]}
      />
    </Card>
  );
}

/** The finance desk: an invoice's fields beside the expected ones, and the seal or the refusal. */
export function DeskView({ one, orgSlug }: { one: InvoiceDetail; orgSlug: string }) {
  const t = useTranslations("invoice");
  const moments = useMoments(one);
  const next = one.nextId ? <NextInvoice href={`${deskPath}/${one.nextId}`} /> : null;
  return (
    <Page wide>
      <PageHeader title={<span className="num">{one.number}</span>} tag={<InvoiceStatus state={one.status} />} sub={<>{one.orgName} · {one.requisitionNumber} · {one.periodLabel} <Zone /></>} back={{ href: deskPath, label: t("queue") }} actions={next} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_400px]">
        <div className="grid gap-4">
          <Card title={t("reading.title")} note={t(one.status === "submitted" ? "reading.now" : "reading.then")}>
            <FieldTable fields={one.reading.fields} />
          </Card>
          <LineTable reading={one.reading} backHref={deskPath} />
        </div>
        <div className="grid gap-4">
          <Decision one={one} orgSlug={orgSlug} />
          <Facts one={one} orgSlug={orgSlug} />
          <Card title={t("moments")} padded>
            <Timeline items={moments} />
          </Card>
        </div>
      </div>
    </Page>
  );
}
