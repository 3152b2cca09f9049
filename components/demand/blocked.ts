import { useLocale, useTranslations } from "next-intl";
import { stateLabel } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { demandLifecycle } from "@/lib/states/demand";
import type { DemandActs, DemandDetail } from "@/server/modules/demand/contract";

/** Why a verb is out of reach, as a sentence; null when it can be done. */
export function useBlocked({ acts, status }: Pick<DemandDetail, "acts" | "status">): (verb: keyof DemandActs) => string | null {
  const t = useTranslations("demand");
  const state = stateLabel(demandLifecycle, status, useLocale() as Locale);
  return (verb) => {
    const reason = acts[verb];
    return reason ? t(`blocked.${reason}` as "blocked.state", { state }) : null;
  };
}
