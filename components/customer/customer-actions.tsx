"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { attemptWithReason } from "@/components/demand/attempt";
import { FormDialog } from "@/components/demand/form-dialog";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { TextareaField, TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { associateInput, type AssociationRow, type RegistrationRow } from "@/server/modules/customer/contract";

export function WithdrawButton({ org, row }: { org: string; row: Pick<RegistrationRow, "id" | "acts"> }) {
  const t = useTranslations("customer");
  const router = useRouter();
  const send = async () => {
    const refused = await attemptWithReason(() => api(org).customer.withdraw.mutate({ registrationId: row.id }));
    if (!refused) router.refresh();
    return refused;
  };
  const why = row.acts.withdraw;
  return <ConfirmDialog trigger={{ label: t("act.withdraw"), disabledReason: why ? t(`blocked.${why as "state"}`) : null }} title={t("act.withdraw")} body={t("confirm.withdraw")} confirmLabel={t("act.withdraw")} danger onConfirm={send} />;
}

export function AssociateDialog({ org, row }: { org: string; row: Pick<RegistrationRow, "id" | "acts" | "customerAccount"> }) {
  const t = useTranslations("customer");
  const why = row.acts.associate;
  return (
    <FormDialog
      trigger={{ label: t("act.associate"), variant: "primary", disabledReason: why ? t(`blocked.${why as "state"}`) : null }}
      body={t("confirm.associate")}
      schema={associateInput}
      defaultValues={{ registrationId: row.id, customerAccount: row.customerAccount ?? "", note: "" }}
      send={(values) => api(org).customer.associate.mutate(values)}
    >
      <TextField name="customerAccount" label={t("field.customerAccount")} required autoComplete="off" />
      <TextareaField name="note" label={t("field.note")} hint={t("hint.note")} rows={3} required />
    </FormDialog>
  );
}

/** `from` is the day from which the partner may end it, in words. */
export function EndButton({ org, row, from }: { org: string; row: Pick<AssociationRow, "id" | "acts">; from: string }) {
  const t = useTranslations("customer");
  const router = useRouter();
  const send = async (reason: string) => {
    const refused = await attemptWithReason(() => api(org).customer.endAssociation.mutate({ associationId: row.id, reason }));
    if (!refused) router.refresh();
    return refused;
  };
  const why = row.acts.end;
  return (
    <ConfirmDialog
      trigger={{ label: t("act.end"), variant: "danger", disabledReason: why ? t(`blocked.${why as "endedLately"}`, { from }) : null }}
      title={t("act.end")}
      body={t("confirm.end")}
      confirmLabel={t("act.end")}
      danger
      reason={{ label: t("field.reason"), required: true, maxLength: 500 }}
      onConfirm={send}
    />
  );
}
