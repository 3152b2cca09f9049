"use client";

import { useTranslations } from "next-intl";
import { DateField, SelectField, TextareaField, TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { LinkButton } from "@/components/ui/link-button";
import { rejectReasons } from "@/lib/states/demand";
import { type DemandDetail, progressInput, rejectInput, type SpecChoice } from "@/server/modules/demand/contract";
import { AcceptDialog } from "./accept-dialog";
import { useBlocked } from "./blocked";
import { CloseActions } from "./close-actions";
import { FormDialog } from "./form-dialog";
import { SolutionDialog } from "./solution-dialog";

type SellerActionsProps = { org: string; demand: DemandDetail; specs: readonly SpecChoice[] };

/** What the seller may do with a demand; what it may not says why. */
export function SellerActions({ org, demand, specs }: SellerActionsProps) {
  const t = useTranslations("demand");
  const blocked = useBlocked(demand);
  const { id: demandId } = demand;
  if (demand.status === "pending") {
    return (
      <>
        <FormDialog
          trigger={{ label: t("act.reject"), disabledReason: blocked("reject") }}
          body={t("dialog.reject")}
          schema={rejectInput}
          defaultValues={{ demandId, note: "" }}
          send={(values) => api(org).demand.reject.mutate(values)}
        >
          <SelectField name="reasonCode" label={t("field.reason")} placeholder={t("form.choose")} options={rejectReasons.map((value) => ({ value, label: t(`rejectReason.${value}`) }))} required />
          <TextareaField name="note" label={t("field.note")} rows={3} required />
        </FormDialog>
        <AcceptDialog org={org} demandId={demandId} disabledReason={blocked("accept")} />
      </>
    );
  }
  return (
    <>
      <CloseActions org={org} demand={demand} />
      <SolutionDialog org={org} demandId={demandId} lines={demand.solution} specs={specs} accountMissing={demand.customer !== null && !demand.customer.account} disabledReason={blocked("edit_solution")} />
      <FormDialog
        trigger={{ label: t("act.progress"), disabledReason: blocked("progress") }}
        body={t("dialog.progress")}
        schema={progressInput}
        defaultValues={{ demandId, text: "", nextStep: "", nextStepOn: "" }}
        send={(values) => api(org).demand.logProgress.mutate(values)}
      >
        <TextareaField name="text" label={t("field.progress")} rows={4} required />
        <TextField name="nextStep" label={t("dialog.nextStep")} optional />
        <DateField name="nextStepOn" label={t("dialog.nextStepOn")} optional />
      </FormDialog>
      <LinkButton variant="primary" href={`/seller/${org}/offers/new?demand=${demandId}`} disabledReason={blocked("make_offer")}>
        {t("act.make_offer")}
      </LinkButton>
    </>
  );
}
