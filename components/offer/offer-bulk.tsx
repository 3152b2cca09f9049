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
import type { OfferFilter, OfferPick } from "@/server/modules/offer/contract-list";
import type { OfferBulkAct } from "./offer-bulk-dialog";

// What asks and answers is fetched when somebody reaches for it.
const OfferBulkDialog = lazy(() => import("./offer-bulk-dialog").then((file) => ({ default: file.OfferBulkDialog })));

/** Per act: absent = not this side's, null = may, else why not. */
export type OfferBulkRights = { readonly [act in OfferBulkAct]?: string | null };
type OfferBulkProps = { org: string; filter: OfferFilter; rows: readonly OfferPick[]; rights: OfferBulkRights; exportHref: string };

const acts = ["withdraw", "revoke"] as const satisfies readonly OfferBulkAct[];

/** What can be done with the chosen offers, as far as the person may. */
export function OfferBulk({ org, filter, rows, rights, exportHref }: OfferBulkProps) {
  const t = useTranslations("offer");
  const router = useRouter();
  const { selection, clear } = useSelection();
  const [open, setOpen] = useState<{ act: OfferBulkAct; picked: readonly OfferPick[] }>();
  const [pending, run] = useTransition();
  const choose = (act: OfferBulkAct) =>
    run(async () => {
      if (selection.kind === "rows") return setOpen({ act, picked: rows.filter(({ offerId }) => selection.keys.includes(offerId)) });
      try {
        const all = await api(org).offer.matching.query(filter);
        if (all.capped) toast(t("list.capped", { n: all.rows.length }));
        setOpen({ act, picked: all.rows });
      } catch (error) {
        toast.error(sentenceOf(error).what || t("list.unreachable"));
      }
    });
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
          <Button key={act} size="sm" variant={act === "revoke" ? "danger" : "plain"} disabledReason={rights[act] ?? null} pending={pending} aria-haspopup="dialog" onClick={() => choose(act)}>
            {t(`act.${act}`)}
          </Button>
        ))}
      <LinkButton size="sm" href={chosen} download>
        {t("list.exportThese")}
      </LinkButton>
      {open ? (
        <Suspense fallback={null}>
          <OfferBulkDialog org={org} act={open.act} picked={open.picked} onClose={() => setOpen(undefined)} onDone={done} />
        </Suspense>
      ) : null}
    </>
  );
}
