import { useLocale, useTranslations } from "next-intl";
import { formatDate } from "@/components/ui/date-format";
import { stateLabel } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { told } from "@/lib/told";
import { lostReasons, rejectReasons } from "@/lib/states/demand";
import { offerLifecycle, type OfferState } from "@/lib/states/offer";

type Happening = { readonly act: string; readonly detail: Readonly<Record<string, string>> };
type Said = { readonly note: string; readonly nextStep: string | null; readonly nextStepOn: string | null };

/** A demand's happenings in words: what was done, and what was said with it. */
export function useDescribe() {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  const reason = (act: string, code: string) => {
    if (act === "unlock" && code in offerLifecycle.states) return stateLabel(offerLifecycle, code as OfferState, locale);
    const lost = lostReasons.find((one) => one === code);
    const rejected = rejectReasons.find((one) => one === code);
    if (lost && (act !== "reject" || !rejected)) return t(`lostReason.${lost}`);
    return rejected ? t(`rejectReason.${rejected}`) : code;
  };
  const title = ({ act, detail }: Happening) => {
    if (!t.has(`event.${act}` as "event.reject")) return act;
    const spoken = { seller: "", ...told({ locale }, detail) };
    const due = detail["due"] ? formatDate(detail["due"], locale) : "";
    return t(`event.${act}` as "event.reject", { ...spoken, reason: reason(act, detail["reason"] ?? ""), due });
  };
  const body = ({ note, nextStep, nextStepOn }: Said) => {
    const next = nextStep ? (nextStepOn ? t("event.nextOn", { on: formatDate(nextStepOn, locale, "day"), step: nextStep }) : t("event.next", { step: nextStep })) : "";
    return [note, next].filter(Boolean).join("\n") || undefined;
  };
  return { title, body };
}
