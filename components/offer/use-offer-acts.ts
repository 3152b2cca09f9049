"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { attemptWithReason } from "@/components/demand/attempt";
import { stateLabel } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { offerLifecycle } from "@/lib/states/offer";
import type { OfferActs, OfferDetail } from "@/server/modules/offer/contract";

type Offer = Pick<OfferDetail, "acts" | "status">;

/** For a verb: why it is out of reach, as a sentence (null when it can be done), and whether it is this side's at all. */
export function useOfferActs({ acts, status }: Offer): { blocked: (verb: keyof OfferActs) => string | null; ours: (verb: keyof OfferActs) => boolean } {
  const t = useTranslations("offer");
  const state = stateLabel(offerLifecycle, status, useLocale() as Locale);
  return {
    blocked: (verb) => (acts[verb] ? t(`blocked.${acts[verb]}` as "blocked.state", { state }) : null),
    ours: (verb) => acts[verb] !== "wing",
  };
}

/** Does it, and draws the page anew; a refusal is handed to the dialog that asked. */
export function useRun(): (work: () => Promise<unknown>) => Promise<{ error?: string } | void> {
  const router = useRouter();
  return (work) =>
    attemptWithReason(async () => {
      await work();
      router.refresh();
    });
}
