"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useField } from "@/components/form/use-field";
import { FileDrop } from "@/components/ui/file-drop";
import { type FilePurpose, purposeRules } from "@/server/modules/file/contract";
import { type FileAnswer, sendFile } from "./send-file";

type FileFieldProps = { org: string; purpose: FilePurpose; name: string; label: string; hint?: string; required?: boolean };

/** One file of a form: sent as soon as it is chosen, so that its inspection has an answer before the form is; the field holds its id. */
export function FileField({ org, purpose, name, label, hint, required }: FileFieldProps) {
  const t = useTranslations("file.field");
  const { error, value, onChange } = useField(name, label);
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);
  const take = async (file: File | undefined) => {
    setTrouble(undefined);
    onChange("");
    if (!file) return;
    setBusy(true);
    const answer = await sendFile(org, purpose, file).catch((): FileAnswer => ({}));
    setBusy(false);
    if (answer.fileId && answer.state === "clean") return onChange(answer.fileId);
    setTrouble(answer.reason ? t("refused", { reason: answer.reason }) : [answer.what, answer.todo].filter(Boolean).join(" ") || t("failed"));
  };
  const { accept, maxBytes } = purposeRules[purpose];
  return (
    <div className="grid gap-1.5">
      <FileDrop name={`${name}-file`} label={label} hint={hint} accept={accept} maxBytes={maxBytes} required={required} error={trouble ?? error} onFiles={(files) => void take(files[0])} />
      <p role="status" className="small min-h-5">
        {busy ? t("sending") : value ? t("ready") : ""}
      </p>
    </div>
  );
}
