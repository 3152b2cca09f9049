"use client";

import { useTranslations } from "next-intl";
import { lazy } from "react";
import { BulkActs, type RightsOf } from "@/components/data-table/bulk-acts";
import { useSelection } from "@/components/data-table/row-selection";
import { api } from "@/components/trpc/client";
import type { DemandFilter, DemandPick } from "@/server/modules/demand/contract-list";
import type { BulkAct } from "./bulk-dialogs";

// What asks and answers is fetched when somebody reaches for it.
const BulkDialogs = lazy(() => import("./bulk-dialogs").then((file) => ({ default: file.BulkDialogs })));

export type BulkRights = RightsOf<BulkAct>;
type DemandBulkProps = { org: string; filter: DemandFilter; rows: readonly DemandPick[]; rights: BulkRights; exportHref: string };

const acts = ["assign", "handOver", "cancel"] as const satisfies readonly BulkAct[];
const assignMost = 100;

/** What can be done with the chosen demand, as far as the person may. */
export function DemandBulk({ org, filter, rows, rights, exportHref }: DemandBulkProps) {
  const t = useTranslations("demand");
  const { count } = useSelection();
  const offered = acts.flatMap((act) => {
    const right = rights[act];
    if (right === undefined) return [];
    const refusal = right ?? (act === "assign" && count > assignMost ? t("list.assignMost", { n: assignMost }) : null);
    return [{ act, label: t(`list.bulk.${act}`), refusal, danger: act === "cancel" }];
  });
  return <BulkActs org={org} acts={offered} rows={rows} idOf={({ demandId }) => demandId} matching={() => api(org).demand.matching.query(filter)} exportHref={exportHref} dialog={BulkDialogs} />;
}
