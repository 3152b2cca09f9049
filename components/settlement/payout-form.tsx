"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DateField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { payoutInput } from "@/server/modules/settlement/contract";

type PayoutProps = { orgSlug: string; requisitionId: string; body: string; today: string; disabledReason: string | null };

/** Records what the bank paid; offered to finance, and not to whoever verified the invoice. */
export function PayoutForm({ orgSlug, requisitionId, body, today, disabledReason }: PayoutProps) {
  const t = useTranslations("settlement.pay");
  const why = useTranslations("settlement.desks.why");
  const ui = useTranslations("ui");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const schema = payoutInput.omit({ requisitionId: true });
  return (
    <>
      <Button variant={disabledReason ? "plain" : "primary"} disabledReason={disabledReason ? why(disabledReason as "notPayable") : null} onClick={() => setOpen(true)} aria-haspopup="dialog">
        {t("open")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t("title")} description={body}>
        <Form
          schema={schema}
          defaultValues={{ bankReference: "", paidOn: today }}
          submitLabel={t("submit")}
          cancel={<Button onClick={() => setOpen(false)}>{ui("cancel")}</Button>}
          onSubmit={async (values) => {
            try {
              await api(orgSlug).settlement.recordPayout.mutate({ requisitionId, ...values });
            } catch (error) {
              const { what, why: because, fieldErrors } = sentenceOf(error);
              return { fieldErrors, formError: what ? `${what}. ${because}` : ui("form.failed") };
            }
          }}
          onDone={() => {
            setOpen(false);
            router.refresh();
          }}
        >
          <TextField name="bankReference" label={t("reference")} required maxLength={64} />
          <DateField name="paidOn" label={t("day")} required max={today} />
        </Form>
      </Dialog>
    </>
  );
}
