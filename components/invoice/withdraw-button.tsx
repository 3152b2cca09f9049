"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";

type WithdrawButtonProps = { orgSlug: string; invoiceId: string; number: string; disabledReason: string | null };

/** Takes back an invoice that nobody has decided yet. */
export function WithdrawButton({ orgSlug, invoiceId, number, disabledReason }: WithdrawButtonProps) {
  const t = useTranslations("invoice.act");
  const failed = useTranslations("ui")("form.failed");
  const router = useRouter();
  const withdraw = async () => {
    try {
      await api(orgSlug).invoice.withdraw.mutate({ invoiceId });
      router.refresh();
    } catch (error) {
      return { error: sentenceOf(error).what || failed };
    }
  };
  return <ConfirmDialog trigger={{ label: t("withdraw"), size: "sm", disabledReason }} title={t("withdrawTitle", { number })} body={t("withdrawBody")} confirmLabel={t("withdraw")} onConfirm={withdraw} />;
}
