"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";

type RunProps = { orgSlug: string; period: string; label: string; title: string; body: string; disabledReason: string | null };

/** Starts (or wakes up) the close of a month. */
export function RunCloseButton({ orgSlug, period, label, title, body, disabledReason }: RunProps) {
  const failed = useTranslations("ui")("form.failed");
  const router = useRouter();
  const run = async () => {
    try {
      await api(orgSlug).settlement.runClose.mutate({ period });
      router.refresh();
    } catch (error) {
      const { what, why } = sentenceOf(error);
      return { error: what ? `${what}. ${why}` : failed };
    }
  };
  return <ConfirmDialog trigger={{ label, size: "sm", variant: disabledReason ? "plain" : "primary", disabledReason }} title={title} body={body} confirmLabel={label} onConfirm={run} />;
}
