"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { Button } from "@/components/ui/button";

type SubmitButtonProps = { orgSlug: string; requisitionId: string; fileId: string; part: boolean; doneHref: string; disabledReason: string | null };

/** Hands the invoice in; a refusal is told beside the button. */
export function SubmitButton({ orgSlug, requisitionId, fileId, part, doneHref, disabledReason }: SubmitButtonProps) {
  const t = useTranslations("invoice.act");
  const failed = useTranslations("ui")("form.failed");
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const submit = () =>
    start(async () => {
      try {
        await api(orgSlug).invoice.submit.mutate({ requisitionId, fileId, part });
        router.push(doneHref);
        router.refresh();
      } catch (thrown) {
        const { what, why, todo } = sentenceOf(thrown);
        setError([what, why, todo].filter(Boolean).join(" ") || failed);
      }
    });
  return (
    <div className="grid gap-2">
      {error ? <InlineAlert tone="stop" title={error} /> : null}
      <div>
        <Button variant="primary" pending={pending} disabledReason={disabledReason} onClick={submit}>
          {t("submit")}
        </Button>
      </div>
    </div>
  );
}
