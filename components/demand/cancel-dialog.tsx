"use client";

import { useTranslations } from "next-intl";
import { TextareaField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { cancelInput, type DemandDetail } from "@/server/modules/demand/contract";
import { useBlocked } from "./blocked";
import { FormDialog } from "./form-dialog";

export function CancelDialog({ org, demand }: { org: string; demand: DemandDetail }) {
  const t = useTranslations("demand");
  const blocked = useBlocked(demand);
  return (
    <FormDialog
      trigger={{ label: t("act.cancel"), disabledReason: blocked("cancel") }}
      body={t("dialog.cancel")}
      schema={cancelInput}
      defaultValues={{ demandId: demand.id, note: "" }}
      send={(values) => api(org).demand.cancel.mutate(values)}
    >
      <TextareaField name="note" label={t("field.note")} rows={3} optional />
    </FormDialog>
  );
}
