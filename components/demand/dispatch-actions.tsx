"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { AssignDialog } from "@/components/dispatch/assign-dialog";
import { toast } from "@/components/feedback/toaster";
import { TextareaField, TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { Button } from "@/components/ui/button";
import { formatDate } from "@/components/ui/date-format";
import { LinkButton } from "@/components/ui/link-button";
import type { Locale } from "@/lib/locale";
import { type DemandDetail, duplicateInput, type DispatchDesk, reopenInput, returnInput } from "@/server/modules/demand/contract";
import type { AssignCaution } from "@/server/modules/demand/contract-dispatch";
import { useBlocked } from "./blocked";
import { CancelDialog } from "./cancel-dialog";
import { CloseActions } from "./close-actions";
import { FormDialog } from "./form-dialog";

type DispatchActionsProps = { org: string; demand: DemandDetail; desk: DispatchDesk };
const home = "/operator/demands";

/** What the operators do with one demand: qualify, return, mark as duplicate, assign; on the desk with the ranking beside it. */
export function DispatchActions({ org, demand, desk }: DispatchActionsProps) {
  const t = useTranslations("demand");
  const blocked = useBlocked(demand);
  const { id: demandId, acts } = demand;
  if (acts.submit === null) {
    return (
      <>
        <CancelDialog org={org} demand={demand} />
        <LinkButton variant="primary" href={`${home}/new?demand=${demandId}`}>
          {t("act.continue")}
        </LinkButton>
      </>
    );
  }
  return (
    <>
      {demand.acceptedAt !== null ? <CloseActions org={org} demand={demand} /> : <CancelDialog org={org} demand={demand} />}
      {demand.status === "closed_lost" ? (
        <FormDialog trigger={{ label: t("act.reopen"), disabledReason: blocked("reopen") }} body={t("dialog.reopen")} schema={reopenInput} defaultValues={{ demandId, note: "" }} send={(values) => api(org).demand.reopen.mutate(values)}>
          <TextareaField name="note" label={t("field.note")} rows={3} required />
        </FormDialog>
      ) : null}
      <FormDialog trigger={{ label: t("act.mark_duplicate"), disabledReason: blocked("mark_duplicate") }} body={t("desk.mergeBody")} schema={duplicateInput} defaultValues={{ demandId, ofNumber: "", note: "" }} send={(values) => api(org).demand.markDuplicate.mutate(values)}>
        <TextField name="ofNumber" label={t("dialog.ofNumber")} required />
        <TextareaField name="note" label={t("field.note")} rows={3} optional />
      </FormDialog>
      <FormDialog trigger={{ label: t("act.return"), disabledReason: blocked("return") }} body={t("dialog.return")} schema={returnInput} defaultValues={{ demandId, note: "" }} send={(values) => api(org).demand.return.mutate(values)}>
        <TextareaField name="note" label={t("field.note")} rows={3} required />
      </FormDialog>
      {acts.assign === null ? <LinkButton href={`${home}/desk?open=${demandId}`}>{t("desk.dispatch")}</LinkButton> : null}
      <Assign org={org} demand={demand} desk={desk} closed={blocked("assign")} />
    </>
  );
}

function Assign({ org, demand, desk, closed }: DispatchActionsProps & { closed: string | null }) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const [asked, setAsked] = useState<readonly AssignCaution[]>();
  const [pending, run] = useTransition();
  const owners = desk.sellers.filter(({ productNames, orgId }) => productNames.length > 0 && orgId !== demand.sellerOrgId);
  const done = () => {
    setAsked(undefined);
    router.refresh();
  };
  const ask = () =>
    run(async () => {
      try {
        setAsked(await api(org).demand.cautions.query({ demandIds: [demand.id] }));
      } catch (error) {
        toast.error(sentenceOf(error).what);
      }
    });
  return (
    <>
      <Button variant="primary" pending={pending} disabledReason={closed} aria-haspopup="dialog" onClick={ask}>
        {t("act.assign")}
      </Button>
      {asked ? (
        <AssignDialog
          org={org}
          demands={asked}
          sellers={desk.sellers}
          start={owners.slice(0, 1).map(({ orgId }) => orgId)}
          seen={[]}
          due={formatDate(desk.acceptBy, locale)}
          onClose={() => setAsked(undefined)}
          onDone={done}
        />
      ) : null}
    </>
  );
}
