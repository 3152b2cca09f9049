"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "@/components/feedback/toaster";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { Button } from "@/components/ui/button";

/** Has the statement reckoned once more by the independent arithmetic. */
export function RecomputeButton({ orgSlug, statementId }: { orgSlug: string; statementId: string }) {
  const t = useTranslations("settlement.statement");
  const failed = useTranslations("ui")("form.failed");
  const router = useRouter();
  const [pending, start] = useTransition();
  const recompute = () =>
    start(async () => {
      try {
        const { lines, differences } = await api(orgSlug).settlement.recompute.mutate({ statementId });
        toast(t("recomputed", { lines, n: differences }));
        router.refresh();
      } catch (error) {
        toast.error(sentenceOf(error).what || failed);
      }
    });
  return (
    <Button pending={pending} onClick={recompute}>
      {t("recompute")}
    </Button>
  );
}
