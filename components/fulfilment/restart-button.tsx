"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";

type RestartButtonProps = { orgSlug: string; messageId: string; disabledReason?: string | null; size?: "sm" | "md" };

/** Calls the seller's program again after it failed. */
export function RestartButton({ orgSlug, messageId, disabledReason, size = "sm" }: RestartButtonProps) {
  const t = useTranslations("fulfilment.restart");
  const failed = useTranslations("ui")("form.failed");
  const router = useRouter();
  const restart = async () => {
    try {
      await api(orgSlug).fulfilment.restart.mutate({ messageId });
      router.refresh();
    } catch (error) {
      return { error: sentenceOf(error).what || failed };
    }
  };
  return <ConfirmDialog trigger={{ label: t("button"), size, disabledReason }} title={t("title")} body={t("body")} confirmLabel={t("confirm")} onConfirm={restart} />;
}
