"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { attemptWithReason } from "@/components/demand/attempt";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { api } from "@/components/trpc/client";
import type { AuthorityRow } from "@/server/modules/rule/contract-authority";

/** Ends an authority now; offers made by it stay as they are. */
export function EndAuthority({ org, row }: { org: string; row: Pick<AuthorityRow, "id" | "productName" | "partnerName"> }) {
  const t = useTranslations("authority");
  const router = useRouter();
  const end = (note: string) =>
    attemptWithReason(async () => {
      await api(org).authority.end.mutate({ authorityId: row.id, note });
      router.refresh();
    });
  return (
    <ConfirmDialog
      trigger={{ label: t("act.endShort"), size: "sm" }}
      title={t("act.end")}
      body={t("dialog.end", { product: row.productName ?? t("any.product"), partner: row.partnerName ?? t("any.partner") })}
      confirmLabel={t("act.end")}
      danger
      reason={{ label: t("field.note"), maxLength: 500 }}
      onConfirm={end}
    />
  );
}
