"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { attemptWithReason } from "@/components/demand/attempt";
import { FormDialog } from "@/components/demand/form-dialog";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { FileField } from "@/components/file/file-field";
import { TextareaField, TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { type ClaimDetail, claimInput, decideClaimInput } from "@/server/modules/order/contract-claim";

/** Claims an order that credits nobody; `days` is how long after the order that is possible. */
export function ClaimDialog({ org, days, disabledReason }: { org: string; days: number; disabledReason: string | null }) {
  const t = useTranslations("claim");
  return (
    <FormDialog
      trigger={{ label: t("make"), variant: "primary", disabledReason }}
      body={t("hint.make", { days })}
      schema={claimInput}
      defaultValues={{ orderNumber: "", buyerAccount: "", reason: "", proofFileId: "" }}
      send={(values) => api(org).claim.make.mutate(values)}
    >
      <TextField name="orderNumber" label={t("field.orderNumber")} hint={t("hint.orderNumber")} required autoComplete="off" />
      <TextField name="buyerAccount" label={t("field.buyerAccount")} hint={t("hint.buyerAccount")} required autoComplete="off" />
      <TextareaField name="reason" label={t("field.reason")} hint={t("hint.reason")} rows={4} required />
      <FileField org={org} purpose="proof" name="proofFileId" label={t("field.proof")} hint={t("hint.proof")} required />
    </FormDialog>
  );
}

type ActionProps = { org: string; claim: Pick<ClaimDetail, "id" | "acts" | "facts"> };

export function WithdrawClaim({ org, claim }: ActionProps) {
  const t = useTranslations("claim");
  const router = useRouter();
  const send = async () => {
    const refused = await attemptWithReason(() => api(org).claim.withdraw.mutate({ claimId: claim.id }));
    if (!refused) router.refresh();
    return refused;
  };
  const why = claim.acts.withdraw;
  return <ConfirmDialog trigger={{ label: t("act.withdraw"), disabledReason: why ? t(`blocked.${why as "state"}`) : null }} title={t("act.withdraw")} body={t("confirm.withdraw")} confirmLabel={t("act.withdraw")} danger onConfirm={send} />;
}

/** Grant and refuse, each with a note both sides see. */
export function DecideClaim({ org, claim }: ActionProps) {
  const t = useTranslations("claim");
  const why = claim.acts.decide;
  const closed = why ? t(`blocked.${why as "state"}`) : null;
  const hindered = claim.facts?.blocked ? t(`errors.${claim.facts.blocked as "noShareRule"}.why`) : null;
  const defaultValues = { claimId: claim.id, note: "" };
  const noteField = <TextareaField name="note" label={t("field.note")} hint={t("hint.note")} rows={3} required />;
  return (
    <>
      <FormDialog trigger={{ label: t("act.grant"), variant: "primary", disabledReason: closed ?? hindered }} body={t("confirm.grant")} schema={decideClaimInput} defaultValues={defaultValues} send={(values) => api(org).claim.grant.mutate(values)}>
        {noteField}
      </FormDialog>
      <FormDialog trigger={{ label: t("act.refuse"), disabledReason: closed }} body={t("confirm.refuse")} schema={decideClaimInput} defaultValues={defaultValues} send={(values) => api(org).claim.refuse.mutate(values)}>
        {noteField}
      </FormDialog>
    </>
  );
}
