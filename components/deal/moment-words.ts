import { useLocale, useTranslations } from "next-intl";
import { useDescribe } from "@/components/demand/describe";
import { stateLabel } from "@/components/ui/state-tag";
import { formatRatio } from "@/lib/money";
import type { Locale } from "@/lib/locale";
import { told } from "@/lib/told";
import { statementLifecycle, type StatementState } from "@/lib/states/settlement";
import { declineReasons } from "@/server/modules/offer/contract";
import type { DealMoment } from "@/server/modules/demand/contract-deal";

/** One moment of a deal in words: what happened, and what was said with it. */
export function useMomentWords() {
  const t = useTranslations("demand.deal");
  const order = useTranslations("order");
  const offer = useTranslations("offer");
  const describe = useDescribe();
  const locale = useLocale() as Locale;
  const title = (moment: DealMoment): string => {
    const { noun, act, detail, number, orgName } = moment;
    if (act === "attribute") return t(detail["cancelled"] === "true" ? "attributeCancelled" : "attribute", { share: formatRatio(Number(detail["shareBp"])), partner: orgName ?? "", carrier: order(`carrier.${detail["carrier"]}` as "carrier.offer") });
    if (noun === "demand") return describe.title(moment);
    if (noun === "offer") return t.has(`offer.${act}` as "offer.use") ? t(`offer.${act}` as "offer.use", { number, name: detail["name"] ?? "", revision: detail["revision"] ?? "1" }) : `${number} · ${act}`;
    if (noun === "statement") return t(`statement.${act}` as "statement.settle", { number, period: detail["period"] ?? "", side: t(`side.${moment.side ?? "seller"}`) });
    if (act === "create" || act === "renew") return t(`order.${act}`, { number });
    return order.has(`event.${act}` as "event.pay") ? `${order(`event.${act}` as "event.pay", told({ locale }, detail))} · ${number}` : `${number} · ${act}`;
  };
  const body = ({ noun, act, note, detail }: DealMoment): string | undefined => {
    if (noun === "demand") return describe.body({ note, nextStep: detail["nextStep"] ?? null, nextStepOn: detail["nextStepOn"] ?? null });
    if (noun === "statement") return act === "settle" && detail["status"] ? t("statement.now", { status: stateLabel(statementLifecycle, detail["status"] as StatementState, locale) }) : undefined;
    const declined = declineReasons.find((one) => one === note);
    return (declined ? offer(`declineReason.${declined}`) : note) || undefined;
  };
  return { title, body };
}
