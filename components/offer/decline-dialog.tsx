"use client";

import { useTranslations } from "next-intl";
import { FormDialog } from "@/components/demand/form-dialog";
import { RadioField, TextareaField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { declineInput, declineReasons } from "@/server/modules/offer/contract";
import { useBuyerAct } from "./buyer-watch";

/** The buyer says no to this version, and why. */
export function DeclineDialog({ token, revision }: { token: string; revision: number }) {
  const t = useTranslations("offer");
  const act = useBuyerAct();
  return (
    <FormDialog trigger={{ label: t("act.decline") }} body={t("buyer.declineBody")} schema={declineInput} defaultValues={{ token, revision, note: "" }} send={(values) => act(() => api("").offer.decline.mutate(values))}>
      <RadioField name="reason" label={t("buyer.reason")} options={declineReasons.map((value) => ({ value, label: t(`declineReason.${value}`) }))} required />
      <TextareaField name="note" label={t("buyer.note")} rows={3} optional />
    </FormDialog>
  );
}
