"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { attemptWithReason } from "@/components/demand/attempt";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { api } from "@/components/trpc/client";
import { formatDate } from "@/components/ui/date-format";
import type { LimitName } from "@/lib/limits";
import type { Locale } from "@/lib/locale";
import type { LimitVersion } from "@/server/modules/rule/contract-limit";
import { useSpan } from "./use-span";

/** Takes a planned change back before it begins. */
export function WithdrawLimit({ org, name, planned, disabledReason }: { org: string; name: LimitName; planned: LimitVersion; disabledReason: string | null }) {
  const t = useTranslations("limit");
  const inWords = useSpan();
  const locale = useLocale() as Locale;
  const router = useRouter();
  const withdraw = (note: string) =>
    attemptWithReason(async () => {
      await api(org).limit.withdraw.mutate({ versionId: planned.id, note });
      router.refresh();
    });
  return (
    <ConfirmDialog
      trigger={{ label: t("act.withdraw"), size: "sm", disabledReason }}
      title={t("act.withdraw")}
      body={t("dialog.withdraw", { name: t(`name.${name}`), value: inWords(planned), day: formatDate(planned.validFrom, locale, "day") })}
      confirmLabel={t("act.withdraw")}
      danger
      reason={{ label: t("field.note"), maxLength: 500 }}
      onConfirm={withdraw}
    />
  );
}
