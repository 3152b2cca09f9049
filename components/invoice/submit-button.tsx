"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { attemptWithReason } from "@/components/demand/attempt";
import { ActButton } from "@/components/feedback/act-button";
import { api } from "@/components/trpc/client";

type SubmitButtonProps = { orgSlug: string; requisitionId: string; fileId: string; part: boolean; doneHref: string; disabledReason: string | null };

/** Hands the invoice in. */
export function SubmitButton({ orgSlug, requisitionId, fileId, part, doneHref, disabledReason }: SubmitButtonProps) {
  const t = useTranslations("invoice.act");
  const router = useRouter();
  const submit = () =>
    attemptWithReason(async () => {
      await api(orgSlug).invoice.submit.mutate({ requisitionId, fileId, part });
      router.push(doneHref);
      router.refresh();
    });
  return <ActButton label={t("submit")} disabledReason={disabledReason} onAct={submit} />;
}
