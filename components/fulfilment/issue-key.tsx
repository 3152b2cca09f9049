"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { CopyButton } from "@/components/ui/copy-button";

/** Issues a key for the order query and shows its secret this once. */
export function IssueKey({ orgSlug, disabledReason }: { orgSlug: string; disabledReason: string | null }) {
  const t = useTranslations("fulfilment.apiKey");
  const failed = useTranslations("ui")("form.failed");
  const router = useRouter();
  const [issued, setIssued] = useState<{ accessKey: string; secret: string }>();
  const issue = async () => {
    try {
      setIssued(await api(orgSlug).fulfilment.issueApiKey.mutate());
      router.refresh();
    } catch (error) {
      return { error: sentenceOf(error).what || failed };
    }
  };
  return (
    <div className="grid gap-3">
      {issued ? (
        <InlineAlert tone="wait" title={t("shown")}>
          <span className="num block break-all">
            {t("accessKey")}: {issued.accessKey}
          </span>
          <span className="num block break-all">
            {t("secret")}: {issued.secret} <CopyButton value={issued.secret} label={t("secret")} />
          </span>
        </InlineAlert>
      ) : null}
      <div>
        <ConfirmDialog trigger={{ label: t("issue"), disabledReason }} title={t("issueTitle")} body={t("issueBody")} confirmLabel={t("issue")} onConfirm={issue} />
      </div>
    </div>
  );
}
