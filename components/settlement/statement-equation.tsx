import { useLocale, useTranslations } from "next-intl";
import { StatusRail } from "@/components/timeline/status-rail";
import { Deadline, DateTime } from "@/components/ui/date-time";
import { Equation } from "@/components/ui/equation";
import { businessDay, formatDay } from "@/lib/dates";
import { countersignDesks } from "@/lib/states/settlement";
import type { StatementDetail } from "@/server/modules/settlement/contract";
import { stepsOf, type StatementStep } from "./progress";

type Links = { sales: string; refunds: string; products: string };

/** What a statement comes to: each term leads to its lines; the platform's part is in none of them, nor what others get of a partner's. */
export function StatementEquation({ statement, links }: { statement: StatementDetail; links: Links }) {
  const t = useTranslations("settlement.statement.term");
  const partner = statement.side === "partner";
  const agency = statement.productClass === "generic" && !partner;
  const terms = [
    { label: t("gross"), fen: statement.grossFen, href: links.sales },
    { label: t("refund"), fen: statement.refundFen, href: links.refunds },
    { label: t("voucher"), fen: statement.voucherFen, href: links.sales },
    { label: t(statement.platformFen === null ? "others" : partner ? "sellerShare" : "partnerShare"), fen: statement.otherShareFen, href: statement.platformFen === null ? undefined : links.products },
    ...(statement.platformFen === null ? [] : [{ label: t(agency ? "fee" : "platform"), fen: statement.platformFen }]),
  ];
  return <Equation currency={statement.currency} terms={terms} total={{ label: t("payable"), fen: statement.payableFen, note: t("taxIncluded") }} />;
}

/** Where a statement stands and whose turn it is. `mine`: the reader is its payee. */
export function StatementRail({ statement, now, mine }: { statement: StatementDetail; now: string; mine: boolean }) {
  const t = useTranslations("settlement.statement.rail");
  const locale = useLocale() === "en" ? "en" : "zh-CN";
  const signed = statement.signatures.filter((one) => one.round === statement.round && one.decision === "signed").length;
  const label = (step: StatementStep) => (step.key === "countersign" ? t("countersign", { n: signed, of: countersignDesks.length }) : t(step.key));
  const note = (step: StatementStep) => {
    if (step.state !== "current") return undefined;
    if (step.key === "below_minimum") return t("accumulates");
    if (step.key === "receivable") return statement.requisition ? t("setOff", { number: statement.requisition.number }) : t("open");
    if (step.key === "paid") return undefined;
    if (step.key !== "to_invoice") return mine ? t("platformTurn") : t("yourTurn");
    const due = statement.requisition?.invoiceDueAt;
    return (
      <>
        {mine ? t("yourTurn") : t("payeeTurn")}
        {due ? <> · <Deadline due={due} now={now} calm /></> : null}
      </>
    );
  };
  const steps = stepsOf(statement).map((step) => ({
    key: step.key,
    label: label(step),
    state: step.state,
    at: step.at ? <DateTime at={step.at} precision="day" /> : step.by && step.state !== "done" ? t("by", { day: formatDay(businessDay(step.by), locale) }) : undefined,
    note: note(step),
  }));
  return <StatusRail label={t("label")} steps={steps} />;
}
