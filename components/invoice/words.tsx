import { useLocale, useTranslations } from "next-intl";
import { SealStamp } from "@/components/ui/seal-stamp";
import { Tag } from "@/components/ui/tag";
import type { StateEntry } from "@/lib/states/lifecycle";
import { invoiceLifecycle, type InvoiceState, requisitionStates, type RequisitionState } from "@/lib/states/settlement";

function useWord(): (entry: StateEntry) => string {
  const english = useLocale() === "en";
  return (entry) => (english ? entry.en : entry.zh);
}

/** How an invoice stands. */
export function InvoiceStatus({ state }: { state: InvoiceState }) {
  const entry = invoiceLifecycle.states[state];
  return <Tag tone={entry.tone}>{useWord()(entry)}</Tag>;
}

/** How a requisition stands. */
export function RequisitionStatus({ state }: { state: RequisitionState }) {
  const entry = requisitionStates[state];
  return <Tag tone={entry.tone}>{useWord()(entry)}</Tag>;
}

/** The seal of a verified invoice, with who set it. */
export function VerifiedSeal({ by, size }: { by: string | null; size?: number }) {
  const t = useTranslations("invoice");
  return <SealStamp label={t("seal")} sub={by ?? undefined} size={size} />;
}

/** What stands in the way of an act, as a sentence of its own. */
export function useBlocked(): (key: string | null) => string | null {
  const t = useTranslations("invoice.blocked");
  return (key) => (key ? t(key as Parameters<typeof t>[0]) : null);
}
