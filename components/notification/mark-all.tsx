"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "@/components/feedback/toaster";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { Button } from "@/components/ui/button";

/** Marks the whole inbox as read. */
export function MarkAll({ orgSlug }: { orgSlug: string }) {
  const t = useTranslations("notification");
  const router = useRouter();
  const [pending, start] = useTransition();
  const mark = () =>
    start(async () => {
      try {
        const { marked } = await api(orgSlug).notification.markAllRead.mutate();
        toast(t("markedAll", { many: marked }));
        router.refresh();
      } catch (error) {
        toast.error(sentenceOf(error).what || t("unreachable"));
      }
    });
  return (
    <Button pending={pending} onClick={mark}>
      {t("markAll")}
    </Button>
  );
}
