"use client";

import { useTranslations } from "next-intl";
import { FormDialog } from "@/components/demand/form-dialog";
import { RadioField, TextareaField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { declineInput, declineReasons } from "@/server/modules/offer/contract";

/** The buyer says no, and why. */
export function DeclineDialog({ token }: { token: string }) {
  const t = useTranslations("offer");
  return (
    <FormDialog trigger={{ label: t("act.decline") }} body={t("buyer.declineBody")} schema={declineInput} defaultValues={{ token, note: "" }} send={(values) => api("").offer.decline.mutate(values)}>
      <RadioField name="reason" label={t("buyer.reason")} options={declineReasons.map((value) => ({ value, label: t(`declineReason.${value}`) }))} required />
      <TextareaField name="note" label={t("buyer.note")} rows={3} optional />
    </FormDialog>
  );
}
