"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { attemptWithReason } from "@/components/demand/attempt";
import { ActButton } from "@/components/feedback/act-button";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { api } from "@/components/trpc/client";

type SubmitProps = { orgSlug: string; applicationId: string; disabledReason: string | null };

/** Hands the application in. What was refused is also on the page, drawn anew. */
export function SubmitButton({ orgSlug, applicationId, disabledReason }: SubmitProps) {
  const t = useTranslations("product");
  const router = useRouter();
  const submit = async () => {
    const refused = await attemptWithReason(() => api(orgSlug).product.submit.mutate({ applicationId }));
    router.refresh();
    return refused;
  };
  return <ActButton label={t("submit.button")} disabledReason={disabledReason} onAct={submit} />;
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
