"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { BulkDialog } from "@/components/data-table/bulk-dialog";
import { noteOf, type Outcome, outcomeOf, type Picked, pickedAs } from "@/components/data-table/outcome";
import { AssignDialog } from "@/components/dispatch/assign-dialog";
import { toast } from "@/components/feedback/toaster";
import { sentenceOf } from "@/components/trpc/errors";
import { api } from "@/components/trpc/client";
import { formatDate } from "@/components/ui/date-format";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import type { Locale } from "@/lib/locale";
import type { DispatchDesk } from "@/server/modules/demand/contract";
import type { AssignCaution } from "@/server/modules/demand/contract-dispatch";
import type { DemandPick } from "@/server/modules/demand/contract-list";

export type BulkAct = "assign" | "handOver" | "cancel";
type BulkDialogsProps = { org: string; act: BulkAct; picked: readonly DemandPick[]; onClose: () => void; onDone: () => void };

const pickedOf = (rows: readonly DemandPick[]): Picked[] => rows.map((row) => pickedAs(row.demandId, row));

/** The dialog of one bulk act over demand. */
export function BulkDialogs(props: BulkDialogsProps) {
  if (props.act === "assign") return <Assign {...props} />;
  return props.act === "handOver" ? <HandOver {...props} /> : <Cancel {...props} />;
}

function Assign({ org, picked, onClose, onDone }: BulkDialogsProps) {
  const [found, setFound] = useState<readonly [DispatchDesk, readonly AssignCaution[]]>();
  const locale = useLocale() as Locale;
  const first = picked[0]?.demandId;
  useEffect(() => {
    if (!first) return;
    const { desk, cautions } = api(org).demand;
    Promise.all([desk.query({ demandId: first }), cautions.query({ demandIds: picked.map(({ demandId }) => demandId) })]).then(setFound, (error: unknown) => {
      toast.error(sentenceOf(error).what);
      onClose();
    });
  }, [org, first, picked, onClose]);
  if (!found) return null;
  const [desk, demands] = found;
  return <AssignDialog org={org} demands={demands} sellers={desk.sellers} start={[]} seen={[]} due={formatDate(desk.acceptBy, locale, "minute")} onClose={onClose} onDone={onDone} />;
}

type Colleague = { readonly personId: string; readonly name: string };

function HandOver({ org, picked, onClose, onDone }: BulkDialogsProps) {
  const t = useTranslations("demand");
  const root = useTranslations();
  const [team, setTeam] = useState<readonly Colleague[]>([]);
  useEffect(() => {
    api(org).org.members.query().then(setTeam, () => setTeam([]));
  }, [org]);
  const sentence = (key: string): string => {
    const base = key.includes(".") ? key : `errors.${key}`;
    return root.has(`${base}.what` as "errors.notFound.what") ? root(`${base}.what` as "errors.notFound.what", { noun: t("noun") }) : root("ui.form.failed");
  };
  const act = async (rows: readonly Picked[], form: FormData): Promise<Outcome[]> => {
    const answers = await api(org).demand.handOver.mutate({ demandIds: rows.map(({ id }) => id), personId: String(form.get("personId") ?? ""), note: noteOf(form) || undefined });
    const found = new Map(answers.map(({ demandId, error }) => [demandId, error]));
    return rows.map(({ id }) => {
      const key = found.get(id);
      return key ? sentence(key) : null;
    });
  };
  return (
    <BulkDialog title={t("list.handOverTitle", { n: picked.length })} description={t("list.handOverBody")} picked={pickedOf(picked)} each={100} act={act} submitLabel={t("list.bulk.handOver")} onClose={onClose} onDone={onDone}>
      <Field label={t("list.colleague")} required>
        {(control) => <NativeSelect {...control} name="personId" required placeholder={t("list.choose")} options={team.map(({ personId, name }) => ({ value: personId, label: name }))} />}
      </Field>
      <Field label={t("field.note")} optional>
        {(control) => <Textarea {...control} name="note" rows={2} maxLength={500} />}
      </Field>
    </BulkDialog>
  );
}

function Cancel({ org, picked, onClose, onDone }: BulkDialogsProps) {
  const t = useTranslations("demand");
  return (
    <BulkDialog
      title={t("list.cancelTitle", { n: picked.length })}
      description={t("dialog.cancel")}
      picked={pickedOf(picked)}
      each={4}
      act={(rows, form) => Promise.all(rows.map((row) => outcomeOf(api(org).demand.cancel.mutate({ demandId: row.id, note: noteOf(form) || undefined }))))}
      submitLabel={t("act.cancel")}
      danger
      onClose={onClose}
      onDone={onDone}
    >
      <Field label={t("field.note")} optional>
        {(control) => <Textarea {...control} name="note" rows={2} maxLength={500} />}
      </Field>
    </BulkDialog>
  );
}
