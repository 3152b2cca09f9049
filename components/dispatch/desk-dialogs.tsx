"use client";

import { useTranslations } from "next-intl";
import { attempt } from "@/components/demand/attempt";
import { TextareaField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { api } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { duplicateInput, returnInput } from "@/server/modules/demand/contract";

type DeskDialogProps = { org: string; demandId: string; onClose: () => void; onDone: () => void };

/** Sends a demand back with what is missing. */
export function ReturnDialog({ org, demandId, suggestion, onClose, onDone }: DeskDialogProps & { suggestion: string }) {
  const t = useTranslations("demand");
  const cancel = useTranslations("ui")("cancel");
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title={t("act.return")} description={t("dialog.return")}>
      <Form schema={returnInput} defaultValues={{ demandId, note: suggestion }} onSubmit={(values) => attempt(() => api(org).demand.return.mutate(values))} onDone={onDone} submitLabel={t("act.return")} cancel={<Button onClick={onClose}>{cancel}</Button>} className="grid gap-4">
        <TextareaField name="note" label={t("field.note")} rows={3} required />
      </Form>
    </Dialog>
  );
}

/** Merges a demand into the one that already covers it. */
export function MergeDialog({ org, demandId, ofNumber, onClose, onDone }: DeskDialogProps & { ofNumber: string }) {
  const t = useTranslations("demand");
  const cancel = useTranslations("ui")("cancel");
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title={t("act.mark_duplicate")} description={t("desk.mergeBody")}>
      <Form schema={duplicateInput} defaultValues={{ demandId, ofNumber, note: "" }} onSubmit={(values) => attempt(() => api(org).demand.markDuplicate.mutate(values))} onDone={onDone} submitLabel={t("act.mark_duplicate")} cancel={<Button onClick={onClose}>{cancel}</Button>} className="grid gap-4">
        <TextField name="ofNumber" label={t("dialog.ofNumber")} required />
        <TextareaField name="note" label={t("field.note")} rows={2} optional />
      </Form>
    </Dialog>
  );
}
