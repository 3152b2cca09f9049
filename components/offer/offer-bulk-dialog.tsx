"use client";

import { useTranslations } from "next-intl";
import { BulkDialog } from "@/components/data-table/bulk-dialog";
import { noteOf, type Outcome, outcomeOf, type Picked, pickedAs } from "@/components/data-table/outcome";
import { api } from "@/components/trpc/client";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { OfferPick } from "@/server/modules/offer/contract-list";
import { OfferHandOver } from "./offer-hand-over";

type Ending = "withdraw" | "revoke";
export type OfferBulkAct = Ending | "handOver";
type OfferBulkDialogProps = { org: string; act: OfferBulkAct; picked: readonly OfferPick[]; onClose: () => void; onDone: () => void };

/** The dialog of one bulk act over offers. */
export function OfferBulkDialog({ act, ...props }: OfferBulkDialogProps) {
  return act === "handOver" ? <OfferHandOver {...props} /> : <EndOffers act={act} {...props} />;
}

/** Takes several offers back, which only its maker may, or makes them void: each by itself, so that one refused leaves the others done. */
function EndOffers({ org, act, picked, onClose, onDone }: OfferBulkDialogProps & { act: Ending }) {
  const t = useTranslations("offer");
  const foreign = new Set(act === "withdraw" ? picked.flatMap(({ offerId, ours }) => (ours ? [] : [offerId])) : []);
  const send = async ({ id }: Picked, note: string): Promise<Outcome> => {
    if (foreign.has(id)) return t("blocked.wing");
    return outcomeOf(act === "withdraw" ? api(org).offer.withdraw.mutate({ offerId: id }) : api(org).offer.revoke.mutate({ offerId: id, note }));
  };
  return (
    <BulkDialog
      title={t(`list.${act}Title`, { n: picked.length })}
      description={t(`dialog.${act}`)}
      picked={picked.map((row) => pickedAs(row.offerId, row))}
      each={4}
      act={(rows, form) => Promise.all(rows.map((row) => send(row, noteOf(form))))}
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
