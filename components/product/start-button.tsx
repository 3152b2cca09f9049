"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { Button } from "@/components/ui/button";

/** Begins an application and opens its first step. */
export function StartButton({ orgSlug, disabledReason }: { orgSlug: string; disabledReason: string | null }) {
  const t = useTranslations("product");
  const failed = useTranslations("ui")("form.failed");
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const begin = () =>
    start(async () => {
      try {
        const { id } = await api(orgSlug).product.start.mutate();
        router.push(`/seller/${orgSlug}/applications/${id}/type`);
      } catch (thrown) {
        setError(sentenceOf(thrown).what || failed);
      }
    });
  return (
    <span className="grid gap-2">
      <Button variant="primary" pending={pending} disabledReason={disabledReason} onClick={begin}>
        {pending ? t("publishing") : t("publish")}
      </Button>
      {error ? <InlineAlert tone="stop" title={error} /> : null}
    </span>
  );
}
