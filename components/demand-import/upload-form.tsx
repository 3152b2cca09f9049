"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { type FileAnswer, sendFile } from "@/components/file/send-file";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { FileDrop } from "@/components/ui/file-drop";
import { purposeRules } from "@/server/modules/file/contract";

/** Takes a table, has it looked at, and goes on to the matching of its columns. */
export function UploadForm({ org, base, disabledReason }: { org: string; base: string; disabledReason: string | null }) {
  const t = useTranslations("import.file");
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  const problemOf = (answer: FileAnswer): string | null => {
    if (answer.fileId && answer.state === "clean") return null;
    if (!answer.refusedReason) return [answer.what, answer.why, answer.todo].filter(Boolean).join(" ") || t("unreachable");
    if (answer.refusedReason === "zip") return t("zip");
    return answer.refusedReason === "type" ? t("notText") : t("refused", { reason: answer.reason ?? answer.refusedReason });
  };
  const take = async (file: File | undefined) => {
    setError(undefined);
    if (!file) return;
    setBusy(true);
    try {
      const answer = await sendFile(org, "import", file);
      const problem = problemOf(answer);
      if (problem) return setError(problem);
      const { batchId } = await api(org).demandImport.start.mutate({ fileId: answer.fileId ?? "" });
      router.push(`${base}/${batchId}`);
    } catch (thrown) {
      const { what, why, todo } = sentenceOf(thrown);
      setError(what ? `${what}. ${why} ${todo}` : t("unreachable"));
    } finally {
      setBusy(false);
    }
  };
  const rules = purposeRules.import;
  return (
    <div className="grid gap-2">
      <FileDrop name="table" label={t("label")} hint={t("hint")} accept={rules.accept} maxBytes={rules.maxBytes} disabledReason={disabledReason} onFiles={(files) => void take(files[0])} />
      {error ? <InlineAlert tone="stop">{error}</InlineAlert> : null}
      <p role="status" className="small">
        {busy ? t("reading") : ""}
      </p>
    </div>
  );
}
