"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useLive } from "@/components/demand/use-live";
import { type FileAnswer, sendFile } from "@/components/file/send-file";
import { TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { FileDrop } from "@/components/ui/file-drop";
import { purposeRules } from "@/server/modules/file/contract";
import { type Draft, stepDrafts } from "@/server/modules/product/contract";
import { StepForm } from "./step-form";
import type { StepProps } from "./type-form";

/** Sends the chosen file at once, so that its inspection has an answer before the step is left. */
function CertificateFile({ orgSlug, fileName }: { orgSlug: string; fileName: string | null }) {
  const t = useTranslations("product");
  const [fileId, setFileId] = useLive<string>("fileId");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const take = async (file: File | undefined) => {
    setError(undefined);
    if (!file) return;
    setBusy(true);
    const answer = await sendFile(orgSlug, "certificate", file).catch((): FileAnswer => ({}));
    setBusy(false);
    if (answer.fileId && answer.state === "clean") return setFileId(answer.fileId);
    setError(answer.reason ? t("reading.refused", { reason: answer.reason }) : [answer.what, answer.todo].filter(Boolean).join(" ") || t("wizard.uploadFailed"));
  };
  return (
    <div className="grid gap-2">
      {fileId && fileName ? (
        <p className="two">
          {t("wizard.present")}: {fileName}
        </p>
      ) : null}
      <FileDrop name="certificate" label={fileName ? t("wizard.replace") : t("wizard.file")} hint={t("wizard.fileHint")} accept={purposeRules.certificate.accept} maxBytes={purposeRules.certificate.maxBytes} error={error} onFiles={(files) => void take(files[0])} />
      <p role="status" className="small">
        {busy ? t("wizard.uploading") : fileId && !fileName ? t("wizard.saved") : ""}
      </p>
    </div>
  );
}

type CertificateFormProps = StepProps & { start: Draft["certificate"]; fileName: string | null; needed: boolean };

/** The certificate's file and the registration number claimed for it. */
export function CertificateForm({ orgSlug, applicationId, start, fileName, needed, ...way }: CertificateFormProps) {
  const t = useTranslations("product");
  const save = (values: Draft["certificate"]) => api(orgSlug).product.saveStep.mutate({ applicationId, step: "certificate", values });
  return (
    <StepForm schema={stepDrafts.certificate} start={{ fileId: start.fileId ?? "", regNo: start.regNo }} save={save} {...way}>
      {needed ? null : <p className="two">{t("wizard.noCertificateNeeded")}</p>}
      <CertificateFile orgSlug={orgSlug} fileName={fileName} />
      <TextField name="regNo" label={t("field.regNo")} hint={t("wizard.regNoHint")} autoComplete="off" required={needed} />
    </StepForm>
  );
}
