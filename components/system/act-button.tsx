"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "@/components/feedback/toaster";
import { sentenceOf } from "@/components/trpc/errors";
import { api } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";

type ActButtonProps = { orgSlug: string; act: "retryJob" | "retryEvent"; id: string; disabledReason?: string | null };

const acts = {
  retryJob: { words: "jobs", run: (slug: string, id: string) => api(slug).system.retryJob.mutate({ jobId: id }) },
  retryEvent: { words: "events", run: (slug: string, id: string) => api(slug).system.retryEvent.mutate({ eventId: id }) },
} as const;

/** Has a job or an event tried once more, now. */
export function ActButton({ orgSlug, act, id, disabledReason }: ActButtonProps) {
  const { words, run } = acts[act];
  const t = useTranslations(`system.${words}`);
  const failed = useTranslations("ui")("form.failed");
  const router = useRouter();
  const [pending, start] = useTransition();
  const again = () =>
    start(async () => {
      try {
        await run(orgSlug, id);
        toast(t("retried"));
        router.refresh();
      } catch (error) {
        toast.error(sentenceOf(error).what || failed);
      }
    });
  return (
    <Button size="sm" pending={pending} onClick={again} disabledReason={disabledReason}>
      {t("retry")}
    </Button>
  );
}
