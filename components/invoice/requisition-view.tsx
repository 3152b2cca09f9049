import { useTranslations } from "next-intl";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { StatusRail } from "@/components/timeline/status-rail";
import { Card } from "@/components/ui/card";
import { DateTime, Deadline, Until, Zone } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { TextLink } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { Percent } from "@/components/ui/rate";
import type { RequisitionState } from "@/lib/states/settlement";
import type { InvoicePreview, InvoiceSummary, RequisitionDetail } from "@/server/modules/invoice/contract";
import { IssueList } from "./issue-list";
import { PreviewPanel } from "./preview-panel";
import { UploadForm } from "./upload-form";
import { WithdrawButton } from "./withdraw-button";
import { InvoiceStatus, RequisitionStatus, useBlocked, VerifiedSeal } from "./words";

/** The road from the notice to the payment, with its days and whose turn it is. */
function Road({ paper }: { paper: RequisitionDetail }) {
  const t = useTranslations("invoice.road");
  const order: RequisitionState[] = paper.invoiceNeeded ? ["to_invoice", "invoice_review", "payable", "paid"] : ["payable", "paid"];
  const now = order.indexOf(paper.status);
  const verified = paper.invoices.find(({ status }) => status === "verified");
  const when: Readonly<Record<string, string | null | undefined>> = { to_invoice: paper.noticedAt, invoice_review: paper.invoices.at(-1)?.createdAt, payable: verified?.decidedAt, paid: paper.payout?.at };
  const steps = order.map((key, at) => ({
    key,
    label: t(`${key}.label`),
    note: t(`${key}.who`),
    at: at <= now && when[key] ? <DateTime at={when[key]} precision="day" /> : undefined,
    state: at < now || paper.status === "paid" ? ("done" as const) : at === now ? ("current" as const) : ("todo" as const),
  }));
  return <StatusRail label={t("label")} steps={steps} />;
}

function Handed({ one, orgSlug, blocked }: { one: InvoiceSummary; orgSlug: string; blocked: string | null }) {
  const t = useTranslations("invoice");
  return (
    <li className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-t border-hair px-4 py-3 first:border-t-0">
      <div className="min-w-0">
        <p className="num flex flex-wrap items-center gap-2 break-all">
          {one.number} <InvoiceStatus state={one.status} />
        </p>
        <p className="small">
          {t("handed", { by: one.submittedByName })} <DateTime at={one.createdAt} /> · <Percent bp={one.taxRateBp} />
        </p>
        <p>
          <Money fen={one.totalFen} />
        </p>
        {one.reasonNote ? <InlineAlert tone="stop" title={t("refusedBecause", { by: one.decidedByName ?? "" })}>{one.reasonNote}</InlineAlert> : null}
      </div>
      {one.status === "verified" ? (
        <span className="grid justify-items-end gap-1">
          <VerifiedSeal by={one.decidedByName} />
          <span className="small"><DateTime at={one.decidedAt} precision="day" /></span>
        </span>
      ) : null}
      {one.status === "submitted" ? (
        <span className="no-print">
          <WithdrawButton orgSlug={orgSlug} invoiceId={one.id} number={one.number} disabledReason={blocked} />
        </span>
      ) : null}
    </li>
  );
}

function Handing({ paper, orgSlug, path }: { paper: RequisitionDetail; orgSlug: string; path: string }) {
  const t = useTranslations("invoice");
  const blocked = useBlocked()(paper.submitBlocked);
  return (
    <Card title={t("upload.title")} padded>
      {blocked ? <InlineAlert tone="mute" title={blocked} /> : <UploadForm orgSlug={orgSlug} requisitionPath={path} />}
      {paper.waiting.length > 0 ? (
        <div className="mt-4 border-t border-hair pt-3">
          <h3 className="small">{t("upload.waiting")}</h3>
          <ul className="mt-1 grid gap-1">
            {paper.waiting.map((file) => (
              <li key={file.id}>
                <TextLink href={`${path}?file=${file.id}`}>{file.name}</TextLink> <span className="small"><DateTime at={file.createdAt} /></span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Card>
  );
}

function Facts({ paper, home }: { paper: RequisitionDetail; home: string }) {
  const t = useTranslations("invoice");
  const due = paper.status === "to_invoice" && paper.invoiceDueAt ? <Deadline due={paper.invoiceDueAt} now={paper.asOf} calm /> : <Until at={paper.invoiceDueAt} precision="day" />;
  const statements = (
    <ul>
      {paper.statements.map((one) => (
        <li key={one.id}>
          <TextLink href={`${home}/statements/${one.id}`}>{one.number}</TextLink> <Money fen={one.payableFen} currency={paper.currency} />
        </li>
      ))}
    </ul>
  );
  const payout = paper.payout
    ? [
        { term: t("pay.reference"), value: <span className="num">{paper.payout.bankReference}</span> },
        { term: t("pay.paidOn"), value: <DateTime at={paper.payout.paidOn} precision="day" /> },
      ]
    : [];
  return (
    <Card title={t("facts")} padded>
      <DefinitionList
        items={[
          { term: t("column.toInvoice"), value: <Money fen={paper.totalFen} currency={paper.currency} /> },
          { term: t("column.period"), value: <span className="num">{paper.periodLabel}</span> },
          { term: t("column.productClass"), value: t(`productClass.${paper.productClass}`) },
          { term: t("noticed"), value: <DateTime at={paper.noticedAt} /> },
          { term: t("column.due"), value: due },
          { term: t("statements"), value: statements },
          { term: t("payee"), value: paper.payee ? <span lang="zh-CN">{paper.payee.name}</span> : "–", hint: paper.payee?.taxId },
          { term: t("account"), value: paper.payee ? <span lang="zh-CN" className="num">{`${paper.payee.bankName} ${paper.payee.bankAccountNo}`}</span> : "–" },
          ...payout,
        ]}
      />
    </Card>
  );
}

type RequisitionViewProps = { paper: RequisitionDetail; preview: InvoicePreview | null; orgSlug: string; home: string };

/** A requisition as its payee sees it: what to invoice, what was handed in, what comes next. */
export function RequisitionView({ paper, preview, orgSlug, home }: RequisitionViewProps) {
  const t = useTranslations("invoice");
  const path = `${home}/invoices/${paper.id}`;
  const blocked = useBlocked();
  const mayNot = paper.submitBlocked === "submitPermission" ? blocked("submitPermission") : null;
  return (
    <Page>
      <PageHeader title={paper.number} tag={<RequisitionStatus state={paper.status} />} sub={<>{t("sub", { period: paper.periodLabel })} <Zone /></>} back={{ href: `${home}/invoices`, label: t("back") }} />
      <Card>
        <Road paper={paper} />
      </Card>
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="grid gap-4">
          {preview ? <PreviewPanel preview={preview} paper={paper} orgSlug={orgSlug} path={path} /> : null}
          {paper.invoiceNeeded ? <IssueList paper={paper} /> : <InlineAlert tone="mute" title={t("notNeededLong")} />}
          {paper.invoices.length > 0 ? (
            <Card title={t("invoices")} note={String(paper.invoices.length)}>
              <ul>
                {paper.invoices.map((one) => (
                  <Handed key={one.id} one={one} orgSlug={orgSlug} blocked={mayNot} />
                ))}
              </ul>
            </Card>
          ) : null}
        </div>
        <div className="no-print grid gap-4">
          {paper.invoiceNeeded ? <Handing paper={paper} orgSlug={orgSlug} path={path} /> : null}
          <Facts paper={paper} home={home} />
        </div>
      </div>
    </Page>
  );
}
