"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { type FileAnswer, sendFile } from "@/components/file/send-file";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FileDrop } from "@/components/ui/file-drop";
import { purposeRules } from "@/server/modules/file/contract";

type UploadFormProps = { orgSlug: string; requisitionPath: string };
/** Uploads an invoice's XML and opens what was read from it; nothing is handed in yet. */
export function UploadForm({ orgSlug, requisitionPath }: UploadFormProps) {
  const t = useTranslations("invoice.upload");
  const failed = useTranslations("ui")("form.failed");
  const router = useRouter();
  const [file, setFile] = useState<File>();
  const [part, setPart] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const upload = () => {
    if (!file) return setError(t("missing"));
    start(async () => {
      const { fileId, what, why, todo } = await sendFile(orgSlug, "invoice", file).catch((): FileAnswer => ({}));
      if (!fileId) return setError([what, why, todo].filter(Boolean).join(" ") || failed);
      router.push(`${requisitionPath}?file=${fileId}${part ? "&part=1" : ""}#reading`);
    });
  };
  return (
    <form
      noValidate
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        upload();
      }}
    >
      <FileDrop
        name="invoice"
        label={t("label")}
        hint={t("hint")}
        accept=".xml"
        maxBytes={purposeRules.invoice.maxBytes}
        onFiles={(files) => {
          setFile(files[0]);
          setError(undefined);
        }}
      />
      <Checkbox label={t("part")} hint={t("partHint")} checked={part} onChange={(event) => setPart(event.target.checked)} />
      {error ? <InlineAlert tone="stop" title={error} /> : null}
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          {t("button")}
        </Button>
      </div>
    </form>
  );
}
