"use client";

import { useTranslations } from "next-intl";
import { SelectField, TextareaField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { LinkButton } from "@/components/ui/link-button";
import { rejectReasons } from "@/lib/states/demand";
import { type DemandDetail, rejectInput, type SpecChoice } from "@/server/modules/demand/contract";
import { AcceptDialog } from "./accept-dialog";
import { useBlocked } from "./blocked";
import { AskDialog, ExtendDialog, HandOverDialog } from "./clock-dialogs";
import { CloseActions } from "./close-actions";
import { RequestCloseDialog } from "./close-request-dialogs";
import { FormDialog } from "./form-dialog";
import { ProgressDialog } from "./progress-dialog";
import { SolutionDialog } from "./solution-dialog";

type SellerActionsProps = { org: string; demand: DemandDetail };

/** What the seller is to do with a demand now; what it may not says why. */
export function SellerActions({ org, demand }: SellerActionsProps) {
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
          leave={{ href: `/seller/${org}/demands`, said: t("dialog.rejected", { name: demand.name }) }}
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
      <ProgressDialog org={org} demand={demand} />
      <LinkButton variant="primary" href={`/seller/${org}/offers/new?demand=${demandId}`} disabledReason={blocked("make_offer")}>
        {t("act.make_offer")}
      </LinkButton>
    </>
  );
}

/** Everything else the seller may do, less often. */
export function SellerMore({ org, demand, specs }: SellerActionsProps & { specs: readonly SpecChoice[] }) {
  const blocked = useBlocked(demand);
  const pending = demand.status === "pending";
  return (
    <>
      {pending ? null : (
        <SolutionDialog org={org} demandId={demand.id} lines={demand.solution} specs={specs} customer={demand.customer} disabledReason={blocked("edit_solution")} />
      )}
      <AskDialog org={org} demand={demand} />
      {pending ? <ExtendDialog org={org} demand={demand} /> : null}
      <HandOverDialog org={org} demand={demand} />
      {pending ? null : demand.source === "partner" ? <RequestCloseDialog org={org} demand={demand} /> : <CloseActions org={org} demand={demand} />}
    </>
  );
}
