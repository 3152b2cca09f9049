"use client";

import { useTranslations } from "next-intl";
import { BulkDialog, type Outcome, type Picked } from "@/components/data-table/bulk-dialog";
import { sentenceOf } from "@/components/trpc/errors";
import { api } from "@/components/trpc/client";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { OfferPick } from "@/server/modules/offer/contract-list";

export type OfferBulkAct = "withdraw" | "revoke";
type OfferBulkDialogProps = { org: string; act: OfferBulkAct; picked: readonly OfferPick[]; onClose: () => void; onDone: () => void };

const pickedOf = (rows: readonly OfferPick[]): Picked[] => rows.map(({ offerId, number, name }) => ({ id: offerId, label: `${name} ${number}`.trim() }));

/** Takes several offers back, which only its maker may, or makes them void: each by itself, so that one refused leaves the others done. */
export function OfferBulkDialog({ org, act, picked, onClose, onDone }: OfferBulkDialogProps) {
  const t = useTranslations("offer");
  const foreign = new Set(act === "withdraw" ? picked.flatMap(({ offerId, ours }) => (ours ? [] : [offerId])) : []);
  const send = async ({ id }: Picked, note: string): Promise<Outcome> => {
    if (foreign.has(id)) return t("blocked.wing");
    try {
      await (act === "withdraw" ? api(org).offer.withdraw.mutate({ offerId: id }) : api(org).offer.revoke.mutate({ offerId: id, note }));
      return null;
    } catch (error) {
      const { what, why, key } = sentenceOf(error);
      if (key === "unreachable") throw error;
      return [what, why].filter(Boolean).join(" ");
    }
  };
  return (
    <BulkDialog
      title={t(`list.${act}Title`, { n: picked.length })}
      description={t(`dialog.${act}`)}
      picked={pickedOf(picked)}
      each={4}
      act={(rows, form) => Promise.all(rows.map((row) => send(row, String(form.get("note") ?? "").trim())))}
      submitLabel={t(`act.${act}`)}
      danger
      onClose={onClose}
      onDone={onDone}
    >
      {act === "revoke" ? (
        <Field label={t("dialog.reason")} required>
          {(control) => <Textarea {...control} name="note" rows={2} required maxLength={500} />}
        </Field>
      ) : null}
    </BulkDialog>
  );
}
