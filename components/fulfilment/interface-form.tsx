"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { fieldErrorsOf } from "@/components/form/server-errors";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { Button } from "@/components/ui/button";
import { interfaceInput } from "@/server/modules/fulfilment/contract";

type InterfaceFormProps = { orgSlug: string; url: string | null; disabledReason: string | null };

/** Sets the address and access key of the seller's program. */
export function InterfaceForm({ orgSlug, url, disabledReason }: InterfaceFormProps) {
  const t = useTranslations("fulfilment.setting");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <Button disabledReason={disabledReason} onClick={() => setOpen(true)}>
        {t("change")}
      </Button>
    );
  }
  const save = async (values: { url: string; accessKey: string }) => {
    try {
      await api(orgSlug).fulfilment.registerInterface.mutate(values);
    } catch (error) {
      return fieldErrorsOf(error) ?? { formError: sentenceOf(error).what };
    }
  };
  const close = () => {
    setOpen(false);
    router.refresh();
  };
  return (
    <Form schema={interfaceInput} defaultValues={{ url: url ?? "", accessKey: "" }} onSubmit={save} onDone={close} submitLabel={t("save")} cancel={<Button onClick={() => setOpen(false)}>{t("cancel")}</Button>}>
      <TextField name="url" label={t("url")} hint={t("urlHint")} type="url" required />
      <TextField name="accessKey" label={t("key")} hint={t("keyHint")} type="password" autoComplete="off" required />
    </Form>
  );
}
