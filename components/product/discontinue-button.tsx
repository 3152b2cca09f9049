"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { attemptWithReason } from "@/components/demand/attempt";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { api } from "@/components/trpc/client";

/** Takes the product off sale for good, with the reason. */
export function DiscontinueButton({ orgSlug, productId, disabledReason }: { orgSlug: string; productId: string; disabledReason: string | null }) {
  const t = useTranslations("product.discontinue");
  const router = useRouter();
  return (
    <ConfirmDialog
      trigger={{ label: t("button"), disabledReason }}
      title={t("title")}
      body={t("body")}
      confirmLabel={t("button")}
      danger
      reason={{ label: t("reason"), required: true, maxLength: 500 }}
      onConfirm={(reason) =>
        attemptWithReason(async () => {
          await api(orgSlug).product.discontinue.mutate({ productId, reason });
          router.refresh();
        })
      }
    />
  );
}
