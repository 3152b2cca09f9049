"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition, type ReactNode } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { QuestionForm } from "@/components/feedback/question-form";
import { sentenceOf } from "@/components/trpc/errors";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Progress } from "@/components/ui/progress";
import type { Outcome, Picked } from "./outcome";

type BulkDialogProps = {
  title: string;
  description?: ReactNode;
  picked: readonly Picked[];
  /** How many rows one call takes. */
  each: number;
  /** Acts on some rows; answers for each of them in order. */
  act: (rows: readonly Picked[], form: FormData) => Promise<readonly Outcome[]>;
  submitLabel: string;
  danger?: boolean;
  onClose: () => void;
  onDone: () => void;
  /** What the act asks for besides the rows. */
  children?: ReactNode;
};

/** An act over many rows: asks once, shows how far it is, and answers for every row that was refused. */
export function BulkDialog({ title, description, picked, each, act, submitLabel, danger, onClose, onDone, children }: BulkDialogProps) {
  const t = useTranslations("ui");
  const [pending, run] = useTransition();
  const [done, setDone] = useState(0);
  const [error, setError] = useState<string>();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>();
  const send = (form: FormData) =>
    run(async () => {
      const found: Outcome[] = [];
      try {
        for (let at = 0; at < picked.length; at += each) {
          found.push(...(await act(picked.slice(at, at + each), form)));
          setDone(found.length);
        }
        setOutcomes(found);
      } catch (refused) {
        const { what, why, todo } = sentenceOf(refused);
        setError([what, why, todo].filter(Boolean).join(" ") || t("form.failed"));
        if (found.length > 0) setOutcomes(found);
      }
    });
  const troubles = (outcomes ?? []).flatMap((trouble, at) => (trouble ? [{ label: picked[at]?.label ?? "", trouble }] : []));
  const finish = outcomes ? () => run(onDone) : onClose;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open || pending ? undefined : finish())}
      title={title}
      description={description}
      footer={
        outcomes ? (
          <Button variant="primary" pending={pending} onClick={() => run(onDone)}>
            {t("close")}
          </Button>
        ) : undefined
      }
    >
      {outcomes ? (
        <div className="grid gap-2" role="status">
          <p>{t("bulk.done", { n: outcomes.length - troubles.length, all: picked.length })}</p>
          {error ? <InlineAlert tone="stop" title={error} /> : null}
          <ul className="grid gap-2">
            {troubles.map(({ label, trouble }) => (
              <li key={label}>
                <InlineAlert tone="stop" title={label}>
                  {trouble}
                </InlineAlert>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <QuestionForm submitLabel={submitLabel} danger={danger} pending={pending} error={error} onSubmit={send} onCancel={onClose}>
          {children}
          {pending ? <Progress label={t("bulk.running")} value={done} max={picked.length} /> : null}
        </QuestionForm>
      )}
    </Dialog>
  );
}
