"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { DateField, TextField } from "@/components/form/fields";
import { Form, type FormResult } from "@/components/form/form";
import { fieldErrorsOf } from "@/components/form/server-errors";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { payoutInput } from "@/server/modules/settlement/contract";

type PayoutFormProps = { orgSlug: string; requisitionId: string; today: string; doneHref: string; disabledReason: string | null };

/** Records that the bank paid: its reference and the day. */
export function PayoutForm({ orgSlug, requisitionId, today, doneHref, disabledReason }: PayoutFormProps) {
  const t = useTranslations("invoice.pay");
  const failed = useTranslations("ui")("form.failed");
  const router = useRouter();
  const record = async (values: { requisitionId: string; bankReference: string; paidOn: string }): Promise<FormResult> => {
    try {
      await api(orgSlug).settlement.recordPayout.mutate(values);
    } catch (error) {
      const { what, why, todo } = sentenceOf(error);
      return fieldErrorsOf(error) ?? { formError: [what, why, todo].filter(Boolean).join(" ") || failed };
    }
  };
  const done = () => {
    router.push(doneHref, { scroll: false });
    router.refresh();
  };
  return (
    <Form schema={payoutInput} defaultValues={{ requisitionId, bankReference: "", paidOn: today }} onSubmit={record} onDone={done} submitLabel={t("record")} submitDisabledReason={disabledReason}>
      <TextField name="bankReference" label={t("reference")} hint={t("referenceHint")} required autoComplete="off" />
      <DateField name="paidOn" label={t("paidOn")} max={today} required />
    </Form>
  );
}
