"use client";

import { useLocale, useTranslations } from "next-intl";
import { SelectField, TextareaField, TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { formatDate } from "@/components/ui/date-format";
import type { Locale } from "@/lib/locale";
import { assignInput, type DemandDetail, duplicateInput, type DispatchDesk, reopenInput, returnInput } from "@/server/modules/demand/contract";
import { useBlocked } from "./blocked";
import { CancelDialog } from "./cancel-dialog";
import { CloseActions } from "./close-actions";
import { FormDialog } from "./form-dialog";

type DispatchActionsProps = { org: string; demand: DemandDetail; desk: DispatchDesk };

/** The operators' desk for one demand: qualify, return, mark as duplicate, assign. */
export function DispatchActions({ org, demand, desk }: DispatchActionsProps) {
  const t = useTranslations("demand");
  const blocked = useBlocked(demand);
  const { id: demandId } = demand;
  const running = demand.acceptedAt !== null;
  const [first] = desk.sellers;
  const options = desk.sellers.map(({ orgId, name, productNames, openDemand: open }) => ({
    value: orgId,
    label: productNames.length > 0 ? t("dialog.owns", { name, products: productNames.join("、"), open }) : t("dialog.owner", { name, open }),
  }));
  return (
    <>
      {running ? <CloseActions org={org} demand={demand} /> : <CancelDialog org={org} demand={demand} />}
      {demand.status === "closed_lost" ? (
        <FormDialog trigger={{ label: t("act.reopen"), disabledReason: blocked("reopen") }} body={t("dialog.reopen")} schema={reopenInput} defaultValues={{ demandId, note: "" }} send={(values) => api(org).demand.reopen.mutate(values)}>
          <TextareaField name="note" label={t("field.note")} rows={3} required />
        </FormDialog>
      ) : null}
      <FormDialog trigger={{ label: t("act.mark_duplicate"), disabledReason: blocked("mark_duplicate") }} body={t("dialog.duplicate")} schema={duplicateInput} defaultValues={{ demandId, ofNumber: "", note: "" }} send={(values) => api(org).demand.markDuplicate.mutate(values)}>
        <TextField name="ofNumber" label={t("dialog.ofNumber")} required />
        <TextareaField name="note" label={t("field.note")} rows={3} optional />
      </FormDialog>
      <FormDialog trigger={{ label: t("act.return"), disabledReason: blocked("return") }} body={t("dialog.return")} schema={returnInput} defaultValues={{ demandId, note: "" }} send={(values) => api(org).demand.return.mutate(values)}>
        <TextareaField name="note" label={t("field.note")} rows={3} required />
      </FormDialog>
      <FormDialog
        trigger={{ label: t("act.assign"), variant: "primary", disabledReason: blocked("assign") }}
        body={t("dialog.assign", { due: formatDate(desk.acceptBy, useLocale() as Locale) })}
        size="lg"
        schema={assignInput}
        defaultValues={{ demandId, sellerOrgId: first?.productNames.length ? first.orgId : "", note: "" }}
        send={(values) => api(org).demand.assign.mutate(values)}
      >
        <SelectField name="sellerOrgId" label={t("field.seller")} placeholder={t("dialog.chooseSeller")} options={options} required />
        <TextareaField name="note" label={t("field.note")} rows={2} optional />
      </FormDialog>
    </>
  );
}
