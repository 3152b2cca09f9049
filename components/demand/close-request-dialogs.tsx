"use client";

import { useTranslations } from "next-intl";
import { RadioField, SelectField, TextareaField, TextField } from "@/components/form/fields";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { api } from "@/components/trpc/client";
import { lostReasons } from "@/lib/states/demand";
import { type DemandDetail, refuseCloseInput, requestCloseInput } from "@/server/modules/demand/contract";
import { useRouter } from "next/navigation";
import { attemptWithReason } from "./attempt";
import { useBlocked } from "./blocked";
import { FilesField } from "./files-field";
import { FormDialog } from "./form-dialog";
import { useLive } from "./use-live";
import { useUploads } from "./upload";

type Props = { org: string; demand: DemandDetail };

/** The seller asks the partner to close its demand: as won with the proof, or as lost with the reason. */
export function RequestCloseDialog({ org, demand }: Props) {
  const t = useTranslations("demand");
  const blocked = useBlocked(demand);
  const uploads = useUploads(org, "evidence");
  return (
    <FormDialog
      trigger={{ label: t("detail.act.request_close"), disabledReason: blocked("request_close") }}
      body={t("detail.requestCloseBody")}
      schema={requestCloseInput}
      defaultValues={{ demandId: demand.id, outcome: "lost", note: "", evidence: "" }}
      size="lg"
      send={async (values) => {
        const fileIds = await uploads.send();
        return api(org).demand.requestClose.mutate({ ...values, fileIds });
      }}
    >
      <RadioField name="outcome" label={t("detail.outcome")} row options={(["lost", "won"] as const).map((value) => ({ value, label: t(`detail.outcomes.${value}`) }))} />
      <ByOutcome />
      <TextareaField name="note" label={t("field.note")} rows={3} required />
      <FilesField purpose="evidence" take={uploads.take} />
    </FormDialog>
  );
}

function ByOutcome() {
  const t = useTranslations("demand");
  const [outcome] = useLive<"won" | "lost">("outcome");
  if (outcome === "won") return <TextField name="evidence" label={t("dialog.evidence")} required />;
  return <SelectField name="reasonCode" label={t("field.reason")} placeholder={t("form.choose")} options={lostReasons.map((value) => ({ value, label: t(`lostReason.${value}`) }))} required />;
}

/** The partner's answer to a request to close. */
export function CloseAnswer({ org, demand }: Props) {
  const t = useTranslations("demand");
  const router = useRouter();
  const blocked = useBlocked(demand);
  const { id: demandId } = demand;
  const confirm = async () => {
    const refused = await attemptWithReason(() => api(org).demand.confirmClose.mutate({ demandId }));
    if (refused) return refused;
    router.refresh();
  };
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      <ConfirmDialog
        trigger={{ label: t("detail.act.confirm_close"), variant: "primary", disabledReason: blocked("confirm_close") }}
        title={t("detail.confirmCloseTitle")}
        body={t("detail.confirmCloseBody")}
        confirmLabel={t("detail.act.confirm_close")}
        onConfirm={confirm}
      />
      <FormDialog
        trigger={{ label: t("detail.act.refuse_close"), disabledReason: blocked("refuse_close") }}
        body={t("detail.refuseCloseBody")}
        schema={refuseCloseInput}
        defaultValues={{ demandId, note: "" }}
        send={(values) => api(org).demand.refuseClose.mutate(values)}
      >
        <TextareaField name="note" label={t("field.note")} rows={3} required />
      </FormDialog>
    </div>
  );
}
