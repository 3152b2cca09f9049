"use client";

import { useTranslations } from "next-intl";
import { SelectField, TextareaField, TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { lostReasons } from "@/lib/states/demand";
import { closeLostInput, closeWonInput, type DemandDetail } from "@/server/modules/demand/contract";
import { useBlocked } from "./blocked";
import { FilesField } from "./files-field";
import { FormDialog } from "./form-dialog";
import { useUploads } from "./upload";

/** Both ways to close a running demand. */
export function CloseActions({ org, demand }: { org: string; demand: DemandDetail }) {
  const t = useTranslations("demand");
  const blocked = useBlocked(demand);
  const uploads = useUploads(org, "evidence");
  const { id: demandId, acts } = demand;
  return (
    <>
      {acts.close_won === "wing" ? null : (
        <FormDialog
          trigger={{ label: t("act.close_won"), disabledReason: blocked("close_won") }}
          body={t("dialog.closeWon")}
          schema={closeWonInput}
          defaultValues={{ demandId, evidence: "", note: "" }}
          send={async (values) => {
            const fileIds = await uploads.send();
            return api(org).demand.closeWon.mutate({ ...values, fileIds });
          }}
        >
          <TextField name="evidence" label={t("dialog.evidence")} required />
          <TextareaField name="note" label={t("field.note")} rows={3} optional />
          <FilesField purpose="evidence" take={uploads.take} />
        </FormDialog>
      )}
      {acts.close_lost === "wing" ? null : (
        <FormDialog
          trigger={{ label: t("act.close_lost"), disabledReason: blocked("close_lost") }}
          body={t("dialog.closeLost")}
          schema={closeLostInput}
          defaultValues={{ demandId, note: "" }}
          send={(values) => api(org).demand.closeLost.mutate(values)}
        >
          <SelectField name="reasonCode" label={t("field.reason")} placeholder={t("form.choose")} options={lostReasons.map((value) => ({ value, label: t(`lostReason.${value}`) }))} required />
          <TextareaField name="note" label={t("field.note")} rows={3} required />
        </FormDialog>
      )}
    </>
  );
}
