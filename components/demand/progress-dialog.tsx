"use client";

import { useTranslations } from "next-intl";
import { DateField, TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { toBusinessDay } from "@/lib/dates";
import { type DemandDetail, progressInput } from "@/server/modules/demand/contract";
import { useBlocked } from "./blocked";
import { FilesField } from "./files-field";
import { FormDialog } from "./form-dialog";
import { mentionedIn } from "./mention";
import { MentionField } from "./mention-field";
import { useUploads } from "./upload";

/** One entry of the progress log: what happened, what comes next and when, papers, and colleagues named with an @. */
export function ProgressDialog({ org, demand }: { org: string; demand: DemandDetail }) {
  const t = useTranslations("demand");
  const blocked = useBlocked(demand);
  const uploads = useUploads(org, "progress");
  return (
    <FormDialog
      trigger={{ label: t("act.progress"), disabledReason: blocked("progress") }}
      body={t("dialog.progress")}
      schema={progressInput}
      defaultValues={{ demandId: demand.id, text: "", nextStep: "", nextStepOn: "" }}
      size="lg"
      send={async (values) => {
        const fileIds = await uploads.send();
        return api(org).demand.progress.mutate({ ...values, fileIds, mentions: mentionedIn(values.text, demand.mentionable) });
      }}
    >
      <MentionField name="text" label={t("field.progress")} colleagues={demand.mentionable} />
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_auto]">
        <TextField name="nextStep" label={t("dialog.nextStep")} optional />
        <DateField name="nextStepOn" label={t("dialog.nextStepOn")} min={toBusinessDay(new Date(demand.now))} optional />
      </div>
      <FilesField purpose="progress" take={uploads.take} />
    </FormDialog>
  );
}
