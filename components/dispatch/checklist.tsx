"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { attemptWithReason } from "@/components/demand/attempt";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { toast } from "@/components/feedback/toaster";
import { api } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { checkAnswers, checkQuestions, type DemandChecks } from "@/lib/states/demand";
import type { Seen } from "@/server/modules/demand/contract-dispatch";

type ChecklistProps = { org: string; demandId: string; answers: DemandChecks; seen: Seen; closed: string | null; onSaved: (version: number) => void };
export const checklistId = "dispatch-checklist";

/** What makes a demand valuable and real, question by question, with a note the seller never sees. */
export function Checklist({ org, demandId, answers: kept, seen, closed, onSaved }: ChecklistProps) {
  const t = useTranslations("demand");
  const router = useRouter();
  const [answers, setAnswers] = useState(kept);
  const [note, setNote] = useState("");
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const changed = note.trim() !== "" || checkQuestions.some((question) => answers[question] !== kept[question]);
  const save = () =>
    start(async () => {
      const refused = await attemptWithReason(async () => onSaved((await api(org).demand.check.mutate({ demandId, answers, note: note.trim() || undefined, seen })).version));
      setError(refused?.error);
      if (refused) return;
      toast(t("check.saved"));
      router.refresh();
    });
  return (
    <form
      id={checklistId}
      noValidate
      className="grid gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (!closed) save();
      }}
    >
      {checkQuestions.map((question) => (
        <fieldset key={question} className="flex flex-wrap items-center gap-x-3 border-b border-hair pb-0.5" disabled={closed !== null}>
          <legend className="float-left min-w-[9em] flex-1 py-0.5">{t(`detail.check.${question}`)}</legend>
          <span className="flex gap-3">
            {checkAnswers.map((answer) => (
              <label key={answer} className="inline-flex min-h-6 items-center gap-1.5">
                <input type="radio" className="tick" name={`check-${question}`} checked={answers[question] === answer} onChange={() => setAnswers({ ...answers, [question]: answer })} />
                {t(`detail.checkAnswer.${answer}`)}
              </label>
            ))}
          </span>
        </fieldset>
      ))}
      <Field label={t("check.note")} hint={t("check.noteHint")}>
        {(control) => <Textarea {...control} rows={1} className="min-h-9" maxLength={500} readOnly={closed !== null} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      {error ? <InlineAlert tone="stop" title={error} /> : null}
      <div>
        <Button type="submit" size="sm" pending={pending} disabledReason={closed ?? (changed ? null : t("check.unchanged"))}>
          {t("check.save")}
        </Button>
      </div>
    </form>
  );
}
