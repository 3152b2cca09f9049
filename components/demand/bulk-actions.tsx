"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState, useTransition } from "react";
import { useSelection } from "@/components/data-table/row-selection";
import { toast } from "@/components/feedback/toaster";
import { sentenceOf } from "@/components/trpc/errors";
import { api } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import type { DemandFilter, DemandPick } from "@/server/modules/demand/contract-list";
import type { BulkAct } from "./bulk-dialogs";

// What asks and answers is fetched when somebody reaches for it.
const BulkDialogs = lazy(() => import("./bulk-dialogs").then((file) => ({ default: file.BulkDialogs })));

/** Per act: absent = not this side's, null = may, else why not. */
export type BulkRights = { readonly [act in BulkAct]?: string | null };
type DemandBulkProps = { org: string; filter: DemandFilter; rows: readonly DemandPick[]; rights: BulkRights; exportHref: string };

const acts = ["assign", "handOver", "cancel"] as const satisfies readonly BulkAct[];
const assignMost = 100;

/** What can be done with the chosen demand, as far as the person may. */
export function DemandBulk({ org, filter, rows, rights, exportHref }: DemandBulkProps) {
  const t = useTranslations("demand");
  const router = useRouter();
  const { selection, count, clear } = useSelection();
  const [open, setOpen] = useState<{ act: BulkAct; picked: readonly DemandPick[] }>();
  const [pending, run] = useTransition();
  const choose = (act: BulkAct) =>
    run(async () => {
      if (selection.kind === "rows") return setOpen({ act, picked: rows.filter(({ demandId }) => selection.keys.includes(demandId)) });
      try {
        const all = await api(org).demand.matching.query(filter);
        if (all.capped) toast(t("list.capped", { n: all.rows.length }));
        setOpen({ act, picked: all.rows });
      } catch (error) {
        toast.error(sentenceOf(error).what || t("list.unreachable"));
      }
    });
  const blocked = (act: BulkAct) => rights[act] ?? (act === "assign" && count > assignMost ? t("list.assignMost", { n: assignMost }) : null);
  const done = () => {
    setOpen(undefined);
    clear();
    router.refresh();
  };
  const chosen = selection.kind === "rows" ? `${exportHref}${exportHref.includes("?") ? "&" : "?"}ids=${selection.keys.join(",")}` : exportHref;
  return (
    <>
      {acts
        .filter((act) => rights[act] !== undefined)
        .map((act) => (
          <Button key={act} size="sm" variant={act === "cancel" ? "danger" : "plain"} disabledReason={blocked(act)} pending={pending} aria-haspopup="dialog" onClick={() => choose(act)}>
            {t(`list.bulk.${act}`)}
          </Button>
        ))}
      <LinkButton size="sm" href={chosen} download>
        {t("list.bulk.export")}
      </LinkButton>
      {open ? (
        <Suspense fallback={null}>
          <BulkDialogs org={org} act={open.act} picked={open.picked} onClose={() => setOpen(undefined)} onDone={done} />
        </Suspense>
      ) : null}
    </>
  );
}
