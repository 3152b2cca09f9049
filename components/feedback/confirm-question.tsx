"use client";

import { useTranslations } from "next-intl";
import { startTransition, useState, useTransition, type ReactNode } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { QuestionForm } from "./question-form";

export type ConfirmQuestionProps = {
  title: string;
  body?: ReactNode;
  confirmLabel: string;
  danger?: boolean;
  /** Asks why; the text is handed to `onConfirm`. */
  reason?: { label: string; required?: boolean; maxLength?: number; hint?: string };
  /** Does it. An answered error stays inside the dialog, which then stays open. */
  onConfirm: (reason: string) => Promise<{ error?: string } | void>;
};

/** The question itself, with its reason where one is owed; gone when answered. */
export function ConfirmQuestion({ title, body, confirmLabel, danger, reason, onConfirm, onClose }: ConfirmQuestionProps & { onClose: () => void }) {
  const t = useTranslations("ui");
  const [text, setText] = useState("");
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();

  const confirm = () => {
    if (reason?.required && text.trim() === "") return setMissing(true);
    start(async () => {
      try {
        const answer = await onConfirm(text.trim());
        setError(answer?.error);
        // Goes when the page it asked for has come: nothing stale is seen in between.
        if (!answer?.error) startTransition(onClose);
      } catch (thrown) {
        setError(thrown instanceof Error && thrown.message ? thrown.message : t("form.failed"));
      }
    });
  };

  return (
    <Dialog open onOpenChange={(next) => !next && onClose()} title={title} description={body}>
      <QuestionForm noValidate submitLabel={confirmLabel} danger={danger} pending={pending} error={error} onSubmit={confirm} onCancel={onClose}>
        {reason ? (
          <Field
            label={reason.label}
            hint={reason.hint}
            required={reason.required}
            error={missing && text.trim() === "" ? t("confirm.reasonMissing") : undefined}
          >
            {(control) => <Textarea {...control} rows={3} maxLength={reason.maxLength} value={text} onChange={(event) => setText(event.target.value)} />}
          </Field>
        ) : null}
      </QuestionForm>
    </Dialog>
  );
}
