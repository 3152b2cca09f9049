"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { AssignDialog } from "@/components/dispatch/assign-dialog";
import { TextareaField, TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { formatDate } from "@/components/ui/date-format";
import { LinkButton } from "@/components/ui/link-button";
import type { Locale } from "@/lib/locale";
import { checkQuestions } from "@/lib/states/demand";
import { type DemandDetail, duplicateInput, type DispatchDesk, reopenInput, returnInput } from "@/server/modules/demand/contract";
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
  const [open, setOpen] = useState(false);
  const owners = desk.sellers.filter(({ productNames, orgId }) => productNames.length > 0 && orgId !== demand.sellerOrgId);
  const done = () => {
    setOpen(false);
    router.refresh();
  };
  const answers = checkQuestions.map((question) => demand.checks[question]);
  return (
    <>
      <Button variant="primary" disabledReason={closed} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t("act.assign")}
      </Button>
      {open ? (
        <AssignDialog
          org={org}
          demands={[{ id: demand.id, name: demand.name, unchecked: answers.includes(undefined), refuted: answers.includes("no") }]}
          sellers={desk.sellers}
          start={owners.slice(0, 1).map(({ orgId }) => orgId)}
          seen={[]}
          due={formatDate(desk.acceptBy, locale)}
          onClose={() => setOpen(false)}
          onDone={done}
        />
      ) : null}
    </>
  );
}
