"use client";

import { useTranslations } from "next-intl";
import { HandOverDialog } from "@/components/data-table/hand-over-dialog";
import { pickedAs } from "@/components/data-table/outcome";
import { api } from "@/components/trpc/client";
import type { OfferPick } from "@/server/modules/offer/contract-list";

type OfferHandOverProps = { org: string; picked: readonly OfferPick[]; onClose: () => void; onDone: () => void };

/** Gives several offers to a colleague: those that came from demand stay with it. */
export function OfferHandOver({ org, picked, onClose, onDone }: OfferHandOverProps) {
  const t = useTranslations("offer");
  return (
    <HandOverDialog
      words={{ noun: t("noun"), title: t("list.handOverTitle", { n: picked.length }), body: t("handOver.body"), submit: t("act.handOver"), colleague: t("handOver.colleague"), note: t("handOver.note"), choose: t("list.choose") }}
      picked={picked.map((row) => pickedAs(row.offerId, row))}
      colleagues={() => api(org).offer.colleagues.query()}
      send={async (offerIds, personId, note) => new Map((await api(org).offer.handOver.mutate({ offerIds, personId, note })).map(({ offerId, error }) => [offerId, error]))}
      onClose={onClose}
      onDone={onDone}
    />
  );
}
