"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { BulkDialog } from "@/components/data-table/bulk-dialog";
import { noteOf, type Outcome, type Picked, pickedAs } from "@/components/data-table/outcome";
import { api } from "@/components/trpc/client";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import type { OfferColleague } from "@/server/modules/offer/contract";
import type { OfferPick } from "@/server/modules/offer/contract-list";

type OfferHandOverProps = { org: string; picked: readonly OfferPick[]; onClose: () => void; onDone: () => void };

/** Gives several offers to a colleague, each by itself: those that came from demand stay with it. */
export function OfferHandOver({ org, picked, onClose, onDone }: OfferHandOverProps) {
  const t = useTranslations("offer");
  const root = useTranslations();
  const [team, setTeam] = useState<readonly OfferColleague[]>([]);
  useEffect(() => {
    api(org).offer.colleagues.query().then(setTeam, () => setTeam([]));
  }, [org]);
  const sentence = (key: string): string => {
    const base = key.includes(".") ? key : `errors.${key}`;
    return root.has(`${base}.what` as "errors.notFound.what") ? root(`${base}.what` as "errors.notFound.what", { noun: t("noun") }) : root("ui.form.failed");
  };
  const act = async (rows: readonly Picked[], form: FormData): Promise<Outcome[]> => {
    const answers = await api(org).offer.handOver.mutate({ offerIds: rows.map(({ id }) => id), personId: String(form.get("personId") ?? ""), note: noteOf(form) || undefined });
    const found = new Map(answers.map(({ offerId, error }) => [offerId, error]));
    return rows.map(({ id }) => {
      const key = found.get(id);
      return key ? sentence(key) : null;
    });
  };
  return (
    <BulkDialog title={t("list.handOverTitle", { n: picked.length })} description={t("handOver.body")} picked={picked.map((row) => pickedAs(row.offerId, row))} each={100} act={act} submitLabel={t("act.handOver")} onClose={onClose} onDone={onDone}>
      <Field label={t("handOver.colleague")} required>
        {(control) => <NativeSelect {...control} name="personId" required placeholder={t("list.choose")} options={team.map(({ personId, name }) => ({ value: personId, label: name }))} />}
      </Field>
      <Field label={t("handOver.note")} optional>
        {(control) => <Textarea {...control} name="note" rows={2} maxLength={500} />}
      </Field>
    </BulkDialog>
  );
}
