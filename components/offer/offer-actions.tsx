"use client";

import { useTranslations } from "next-intl";
import { FormDialog } from "@/components/demand/form-dialog";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { SelectField, TextareaField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { LinkButton } from "@/components/ui/link-button";
import { type HandOverOffersInput, handOverOffersInput, type OfferDetail } from "@/server/modules/offer/contract";
import { useOfferActs, useRun } from "./use-offer-acts";

type OfferActionsProps = { org: string; base: string; offer: Pick<OfferDetail, "id" | "acts" | "status" | "demandId" | "personId" | "colleagues"> };

const ended = ["refused", "declined", "withdrawn", "revoked", "expired"];

/** What the reader may do with an offer; what it may not says why. What the desk decides stands on the desk. */
export function OfferActions({ org, base, offer }: OfferActionsProps) {
  const t = useTranslations("offer");
  const run = useRun();
  const { blocked, ours } = useOfferActs(offer);
  const { id: offerId } = offer;
  // The banner of a counter-proposal holds its three answers itself.
  const answering = offer.status === "countered" && ours("acceptCounter");
  return (
    <>
      {ours("withdraw") && !answering ? <WithdrawOffer org={org} offer={offer} /> : null}
      {ours("revoke") ? (
        <ConfirmDialog
          trigger={{ label: t("act.revoke"), disabledReason: blocked("revoke") }}
          title={t("act.revoke")}
          body={t("dialog.revoke")}
          confirmLabel={t("act.revoke")}
          danger
          reason={{ label: t("dialog.reason"), required: true, maxLength: 500 }}
          onConfirm={(note) => run(() => api(org).offer.revoke.mutate({ offerId, note }))}
        />
      ) : null}
      {ours("handOver") ? <HandOverOffer org={org} offer={offer} /> : null}
      {ours("amend") && !answering ? (
        ended.includes(offer.status) ? (
          <LinkButton href={`${base}/new?from=${offerId}`}>{t("act.resubmit")}</LinkButton>
        ) : (
          <LinkButton href={`${base}/new?from=${offerId}`} disabledReason={blocked("amend")}>
            {t("act.amend")}
          </LinkButton>
        )
      ) : null}
    </>
  );
}

/** Gives an offer of the company's own sales to a colleague, who follows it up from then on. */
function HandOverOffer({ org, offer }: Pick<OfferActionsProps, "org" | "offer">) {
  const t = useTranslations("offer");
  const { blocked } = useOfferActs(offer);
  const others = offer.colleagues.filter(({ personId }) => personId !== offer.personId);
  const send = async (values: HandOverOffersInput) => {
    const [done] = await api(org).offer.handOver.mutate(values);
    if (done?.error) return Promise.reject(Object.assign(new Error(done.error), { data: { what: t("handOver.failed") } }));
  };
  return (
    <FormDialog trigger={{ label: t("act.handOver"), disabledReason: blocked("handOver") ?? (others.length === 0 ? t("handOver.nobodyElse") : null) }} body={t("handOver.body")} schema={handOverOffersInput} defaultValues={{ offerIds: [offer.id], personId: "", note: "" }} send={send}>
      <SelectField name="personId" label={t("handOver.colleague")} placeholder={t("list.choose")} options={others.map(({ personId, name }) => ({ value: personId, label: name }))} required />
      <TextareaField name="note" label={t("handOver.note")} rows={2} optional />
    </FormDialog>
  );
}

/** Takes an offer back that is not yet decided. */
export function WithdrawOffer({ org, offer }: Pick<OfferActionsProps, "org"> & { offer: Pick<OfferDetail, "id" | "acts" | "status"> }) {
  const t = useTranslations("offer");
  const run = useRun();
  const { blocked } = useOfferActs(offer);
  return (
    <ConfirmDialog
      trigger={{ label: t("act.withdraw"), disabledReason: blocked("withdraw") }}
      title={t("act.withdraw")}
      body={t("dialog.withdraw")}
      confirmLabel={t("act.withdraw")}
      onConfirm={() => run(() => api(org).offer.withdraw.mutate({ offerId: offer.id }))}
    />
  );
}
