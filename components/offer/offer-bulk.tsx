"use client";

import { useTranslations } from "next-intl";
import { lazy } from "react";
import { BulkActs, type RightsOf } from "@/components/data-table/bulk-acts";
import { api } from "@/components/trpc/client";
import type { OfferFilter, OfferPick } from "@/server/modules/offer/contract-list";
import type { OfferBulkAct } from "./offer-bulk-dialog";

// What asks and answers is fetched when somebody reaches for it.
const OfferBulkDialog = lazy(() => import("./offer-bulk-dialog").then((file) => ({ default: file.OfferBulkDialog })));

export type OfferBulkRights = RightsOf<OfferBulkAct>;
type OfferBulkProps = { org: string; filter: OfferFilter; rows: readonly OfferPick[]; rights: OfferBulkRights; exportHref: string };

const acts = ["handOver", "withdraw", "revoke"] as const satisfies readonly OfferBulkAct[];

/** What can be done with the chosen offers, as far as the person may. */
export function OfferBulk({ org, filter, rows, rights, exportHref }: OfferBulkProps) {
  const t = useTranslations("offer");
  const offered = acts.flatMap((act) => {
    const refusal = rights[act];
    return refusal === undefined ? [] : [{ act, label: t(`act.${act}`), refusal, danger: act === "revoke" }];
  });
  return <BulkActs org={org} acts={offered} rows={rows} idOf={({ offerId }) => offerId} matching={() => api(org).offer.matching.query(filter)} exportHref={exportHref} dialog={OfferBulkDialog} />;
}
