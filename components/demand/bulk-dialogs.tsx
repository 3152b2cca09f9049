"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { BulkDialog } from "@/components/data-table/bulk-dialog";
import { HandOverDialog } from "@/components/data-table/hand-over-dialog";
import { noteOf, outcomeOf, type Picked, pickedAs } from "@/components/data-table/outcome";
import { AssignDialog } from "@/components/dispatch/assign-dialog";
import { toast } from "@/components/feedback/toaster";
import { sentenceOf } from "@/components/trpc/errors";
import { api } from "@/components/trpc/client";
import { formatDate } from "@/components/ui/date-format";
import { Field } from "@/components/ui/field";
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

function HandOver({ org, picked, onClose, onDone }: BulkDialogsProps) {
  const t = useTranslations("demand");
  return (
    <HandOverDialog
      words={{ noun: t("noun"), title: t("list.handOverTitle", { n: picked.length }), body: t("list.handOverBody"), submit: t("list.bulk.handOver"), colleague: t("list.colleague"), note: t("field.note"), choose: t("list.choose") }}
      picked={pickedOf(picked)}
      colleagues={() => api(org).org.members.query()}
      send={async (demandIds, personId, note) => new Map((await api(org).demand.handOver.mutate({ demandIds, personId, note })).map(({ demandId, error }) => [demandId, error]))}
      onClose={onClose}
      onDone={onDone}
    />
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
