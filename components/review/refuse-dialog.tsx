"use client";

import { useTranslations } from "next-intl";
import { startTransition, useState, useTransition } from "react";
import { attemptWithReason } from "@/components/demand/attempt";
import { QuestionForm } from "@/components/feedback/question-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { refusalReasons } from "@/lib/states/product";

type Reason = (typeof refusalReasons)[number];
type RefuseDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; send: (reasons: Reason[], note: string) => Promise<unknown>; onDone: () => void };

/** Refusing asks for at least one reason and a word to the seller. */
export function RefuseDialog({ open, onOpenChange, send, onDone }: RefuseDialogProps) {
  const t = useTranslations("review.refuse");
  const reasonOf = useTranslations("review.reason");
  const [reasons, setReasons] = useState<Reason[]>([]);
  const [note, setNote] = useState("");
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const refuse = () => {
    if (reasons.length === 0 || note.trim() === "") return setError(t("missing"));
    start(async () => {
      const answer = await attemptWithReason(() => send(reasons, note.trim()));
      if (answer) return setError(answer.error ?? t("missing"));
      startTransition(() => {
        onOpenChange(false);
        onDone();
      });
    });
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} description={t("body")}>
      <QuestionForm noValidate submitLabel={t("confirm")} danger pending={pending} error={error} onSubmit={refuse} onCancel={() => onOpenChange(false)}>
        <fieldset>
          <legend className="mb-1 font-[540]">{t("reasons")}</legend>
          {refusalReasons.map((reason) => (
            <Checkbox key={reason} label={reasonOf(reason)} checked={reasons.includes(reason)} onChange={(event) => setReasons(event.target.checked ? [...reasons, reason] : reasons.filter((one) => one !== reason))} />
          ))}
        </fieldset>
        <Field label={t("note")} required>
          {(control) => <Textarea {...control} rows={4} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />}
        </Field>
      </QuestionForm>
    </Dialog>
  );
}
