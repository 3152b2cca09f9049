"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { attemptWithReason } from "@/components/demand/attempt";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { api } from "@/components/trpc/client";
import { stateLabel } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { offerLifecycle } from "@/lib/states/offer";
import type { OfferActs, OfferDetail } from "@/server/modules/offer/contract";

/** What the reader may do with an offer; what it may not says why. */
export function OfferActions({ org, offer }: { org: string; offer: Pick<OfferDetail, "id" | "acts" | "status" | "version"> }) {
  const t = useTranslations("offer");
  const router = useRouter();
  const state = stateLabel(offerLifecycle, offer.status, useLocale() as Locale);
  const { id: offerId, version, acts } = offer;
  const blocked = (verb: keyof OfferActs) => (acts[verb] ? t(`blocked.${acts[verb]}` as "blocked.state", { state }) : null);
  const run = (work: () => Promise<unknown>) =>
    attemptWithReason(async () => {
      await work();
      router.refresh();
    });
  const reason = { label: t("dialog.reason"), required: true, maxLength: 500 };
  const decision = { label: t("dialog.decision"), required: true, maxLength: 500 };
  return (
    <>
      {acts.withdraw === "wing" ? null : (
        <ConfirmDialog trigger={{ label: t("act.withdraw"), disabledReason: blocked("withdraw") }} title={t("act.withdraw")} body={t("dialog.withdraw")} confirmLabel={t("act.withdraw")} onConfirm={() => run(() => api(org).offer.withdraw.mutate({ offerId }))} />
      )}
      {acts.revoke === "wing" ? null : (
        <ConfirmDialog trigger={{ label: t("act.revoke"), disabledReason: blocked("revoke") }} title={t("act.revoke")} body={t("dialog.revoke")} confirmLabel={t("act.revoke")} danger reason={reason} onConfirm={(note) => run(() => api(org).offer.revoke.mutate({ offerId, note }))} />
      )}
      {acts.refuse === "wing" ? null : (
        <ConfirmDialog trigger={{ label: t("act.refuse"), disabledReason: blocked("refuse") }} title={t("act.refuse")} body={t("dialog.refuse")} confirmLabel={t("act.refuse")} danger reason={decision} onConfirm={(note) => run(() => api(org).offer.refuse.mutate({ offerId, version, note }))} />
      )}
      {acts.approve === "wing" ? null : (
        <ConfirmDialog
          trigger={{ label: t("act.approve"), variant: "primary", disabledReason: blocked("approve") }}
          title={t("act.approve")}
          body={t("dialog.approve")}
          confirmLabel={t("act.approve")}
          reason={decision}
          onConfirm={(note) => run(() => api(org).offer.approve.mutate({ offerId, version, note }))}
        />
      )}
    </>
  );
}
