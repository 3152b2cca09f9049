"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { BulkDialog } from "./bulk-dialog";
import { noteOf, type Outcome, type Picked } from "./outcome";

type Colleague = { readonly personId: string; readonly name: string };
/** What becomes of a row, by its id: null when handed over, else the key of what kept it. */
type Answers = ReadonlyMap<string, string | null>;
type HandOverDialogProps = {
  /** The rows' noun and the act in its words. */
  words: { readonly noun: string; readonly title: string; readonly body: string; readonly submit: string; readonly colleague: string; readonly note: string; readonly choose: string };
  picked: readonly Picked[];
  colleagues: () => Promise<readonly Colleague[]>;
  send: (ids: string[], personId: string, note: string | undefined) => Promise<Answers>;
  onClose: () => void;
  onDone: () => void;
};

/** Gives several rows to a colleague, each by itself: what stays says why. */
export function HandOverDialog({ words, picked, colleagues, send, onClose, onDone }: HandOverDialogProps) {
  const root = useTranslations();
  const [team, setTeam] = useState<readonly Colleague[]>([]);
  const [ask] = useState(() => colleagues);
  useEffect(() => {
    ask().then(setTeam, () => setTeam([]));
  }, [ask]);
  const sentence = (key: string): string => {
    const base = key.includes(".") ? key : `errors.${key}`;
    return root.has(`${base}.what` as "errors.notFound.what") ? root(`${base}.what` as "errors.notFound.what", { noun: words.noun }) : root("ui.form.failed");
  };
  const act = async (rows: readonly Picked[], form: FormData): Promise<Outcome[]> => {
    const answers = await send(rows.map(({ id }) => id), String(form.get("personId") ?? ""), noteOf(form) || undefined);
    return rows.map(({ id }) => {
      const key = answers.get(id);
      return key ? sentence(key) : null;
    });
  };
  return (
    <BulkDialog title={words.title} description={words.body} picked={picked} each={100} act={act} submitLabel={words.submit} onClose={onClose} onDone={onDone}>
      <Field label={words.colleague} required>
        {(control) => <NativeSelect {...control} name="personId" required placeholder={words.choose} options={team.map(({ personId, name }) => ({ value: personId, label: name }))} />}
      </Field>
      <Field label={words.note} optional>
        {(control) => <Textarea {...control} name="note" rows={2} maxLength={500} />}
      </Field>
    </BulkDialog>
  );
}
