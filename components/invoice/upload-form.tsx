"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FileDrop } from "@/components/ui/file-drop";
import { purposeRules } from "@/server/modules/file/contract";

type UploadFormProps = { orgSlug: string; requisitionPath: string };
type Answer = { readonly fileId?: string; readonly what?: string; readonly why?: string; readonly todo?: string };

async function send(orgSlug: string, file: File): Promise<Answer> {
  const response = await fetch("/api/upload?purpose=invoice", {
    method: "POST",
    headers: { "x-org": orgSlug, "x-file-name": encodeURIComponent(file.name), "content-type": file.type || "application/octet-stream" },
    body: file,
  });
  const body: unknown = await response.json().catch(() => ({}));
  const answer = typeof body === "object" && body !== null ? (body as Answer) : {};
  return response.ok ? answer : { ...answer, fileId: undefined };
}

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
      const { fileId, what, why, todo } = await send(orgSlug, file).catch((): Answer => ({}));
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
