"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { FileDrop } from "@/components/ui/file-drop";
import { type FilePurpose, purposeRules } from "@/server/modules/file/contract";

type FilesFieldProps = { purpose: FilePurpose; take: (files: readonly File[]) => void; /** Who can open them, unless both companies. */ hint?: string };

/** Papers that go with an entry; both companies of the demand can open them. */
export function FilesField({ purpose, take, hint }: FilesFieldProps) {
  const t = useTranslations("demand.detail");
  const { accept, maxBytes } = purposeRules[purpose];
  // A form opened anew begins without the papers of the last one.
  useEffect(() => take([]), [take]);
  return <FileDrop name="files" label={t("files")} hint={hint ?? t("filesHint")} accept={accept} maxBytes={maxBytes} multiple onFiles={take} />;
}
