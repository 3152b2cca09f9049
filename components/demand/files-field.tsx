"use client";

import { useTranslations } from "next-intl";
import { FileDrop } from "@/components/ui/file-drop";
import { type FilePurpose, purposeRules } from "@/server/modules/file/contract";

/** Papers that go with an entry; both companies of the demand can open them. */
export function FilesField({ purpose, take }: { purpose: FilePurpose; take: (files: readonly File[]) => void }) {
  const t = useTranslations("demand.detail");
  const { accept, maxBytes } = purposeRules[purpose];
  return <FileDrop name="files" label={t("files")} hint={t("filesHint")} accept={accept} maxBytes={maxBytes} multiple onFiles={take} />;
}
