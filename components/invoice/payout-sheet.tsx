import { useTranslations } from "next-intl";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { CopyButton } from "@/components/ui/copy-button";
import { DateTime } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { TextLink } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { SideSheet } from "@/components/ui/side-sheet";
import type { InvoiceSummary, RequisitionDetail } from "@/server/modules/invoice/contract";
import { PayoutForm } from "./payout-form";
import { InvoiceStatus, RequisitionStatus, useBlocked } from "./words";

function Invoices({ rows }: { rows: readonly InvoiceSummary[] }) {
  const t = useTranslations("invoice");
  if (rows.length === 0) return <span className="small">{t("none")}</span>;
  return (
    <ul className="grid gap-1">
      {rows.map((one) => (
        <li key={one.id} className="num">
          <TextLink href={`/operator/invoices/${one.id}`}>{one.number}</TextLink> <InvoiceStatus state={one.status} />
        </li>
      ))}
    </ul>
  );
}

function Account({ paper }: { paper: RequisitionDetail }) {
  if (!paper.payee) return <>–</>;
  const { bankAccountName, bankName, bankAccountNo } = paper.payee;
  return (
    <span lang="zh-CN">
      {bankAccountName}
      <br />
      {bankName} <span className="num">{bankAccountNo}</span> <CopyButton value={bankAccountNo} />
    </span>
  );
}

type PayoutSheetProps = { paper: RequisitionDetail; today: string; orgSlug: string; closeHref: string };

/** A requisition at the finance desk: to whom, how much, on which invoices, and the record of its payment. */
export function PayoutSheet({ paper, today, orgSlug, closeHref }: PayoutSheetProps) {
  const t = useTranslations("invoice");
  const blocked = useBlocked()(paper.payBlocked);
  const facts = [
    { term: t("column.company"), value: paper.orgName },
    { term: t("column.toInvoice"), value: <Money fen={paper.totalFen} currency={paper.currency} /> },
    { term: t("column.period"), value: <span className="num">{paper.periodLabel}</span> },
    { term: t("account"), value: <Account paper={paper} /> },
    { term: t("invoices"), value: paper.invoiceNeeded ? <Invoices rows={paper.invoices} /> : t("notNeeded") },
  ];
  return (
    <SideSheet closeHref={closeHref} eyebrow={t("column.requisition")} title={<>{paper.number} <RequisitionStatus state={paper.status} /></>}>
      <DefinitionList items={facts} />
      {paper.payout ? (
        <DefinitionList
          items={[
            { term: t("pay.reference"), value: <span className="num">{paper.payout.bankReference}</span> },
            { term: t("pay.paidOn"), value: <DateTime at={paper.payout.paidOn} precision="day" /> },
            { term: t("pay.by"), value: paper.payout.recordedByName, hint: <DateTime at={paper.payout.at} /> },
          ]}
        />
      ) : (
        <section className="mt-4 grid gap-3">
          <h3 className="font-[620]">{t("pay.title")}</h3>
          {blocked ? <InlineAlert tone="mute" title={blocked} /> : null}
          <PayoutForm orgSlug={orgSlug} requisitionId={paper.id} today={today} doneHref={closeHref} disabledReason={blocked} />
        </section>
      )}
    </SideSheet>
  );
}
