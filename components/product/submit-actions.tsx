"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { attemptWithReason } from "@/components/demand/attempt";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { api } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";

type SubmitProps = { orgSlug: string; applicationId: string; disabledReason: string | null };

/** Hands the application in; a refusal is told beside the button. */
export function SubmitButton({ orgSlug, applicationId, disabledReason }: SubmitProps) {
  const t = useTranslations("product");
  const failed = useTranslations("ui")("form.failed");
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const submit = () =>
    start(async () => {
      const answer = await attemptWithReason(() => api(orgSlug).product.submit.mutate({ applicationId }));
      setError(answer ? (answer.error ?? failed) : undefined);
      router.refresh();
    });
  return (
    <div className="grid gap-2">
      {error ? <InlineAlert tone="stop" title={error} /> : null}
      <div>
        <Button variant="primary" pending={pending} disabledReason={disabledReason} onClick={submit}>
          {t("submit.button")}
        </Button>
      </div>
    </div>
  );
}

/** Takes the application back from the desk. */
export function WithdrawButton({ orgSlug, applicationId, disabledReason }: SubmitProps) {
  const t = useTranslations("product.withdraw");
  const router = useRouter();
  return (
    <ConfirmDialog
      trigger={{ label: t("button"), disabledReason }}
      title={t("title")}
      body={t("body")}
      confirmLabel={t("button")}
      onConfirm={() =>
        attemptWithReason(async () => {
          await api(orgSlug).product.withdraw.mutate({ applicationId });
          router.refresh();
        })
      }
    />
  );
}
