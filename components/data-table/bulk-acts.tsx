"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Suspense, useState, useTransition, type ComponentType } from "react";
import { toast } from "@/components/feedback/toaster";
import { sentenceOf } from "@/components/trpc/errors";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { useSelection } from "./row-selection";

/** Per act: absent = not this side's, null = may, else why not. */
export type RightsOf<Act extends string> = { readonly [act in Act]?: string | null };
/** Something to be done to many rows; `refusal` says why it may not be. */
type BulkAct<Act extends string> = { readonly act: Act; readonly label: string; readonly refusal: string | null; readonly danger?: boolean };
/** What a bulk act's dialog is given. */
type Asked<Act extends string, Row> = { readonly org: string; readonly act: Act; readonly picked: readonly Row[]; readonly onClose: () => void; readonly onDone: () => void };

type BulkActsProps<Act extends string, Row> = {
  /** The company's slug. */
  org: string;
  acts: readonly BulkAct<Act>[];
  /** The page's rows. */
  rows: readonly Row[];
  idOf: (row: Row) => string;
  /** Every row that the filters find, as far as one act takes them. */
  matching: () => Promise<{ readonly rows: readonly Row[]; readonly capped: boolean }>;
  exportHref: string;
  dialog: ComponentType<Asked<Act, Row>>;
};

/** What can be done with the chosen rows of the table around: each act asks in its dialog; exporting them needs no question. */
export function BulkActs<Act extends string, Row>({ org, acts, rows, idOf, matching, exportHref, dialog: Question }: BulkActsProps<Act, Row>) {
  const t = useTranslations("ui");
  const router = useRouter();
  const { selection, clear } = useSelection();
  const [open, setOpen] = useState<{ readonly act: Act; readonly picked: readonly Row[] }>();
  const [pending, run] = useTransition();
  const choose = (act: Act) =>
    run(async () => {
      if (selection.kind === "rows") return setOpen({ act, picked: rows.filter((row) => selection.keys.includes(idOf(row))) });
      try {
        const all = await matching();
        if (all.capped) toast(t("bulk.capped", { n: all.rows.length }));
        setOpen({ act, picked: all.rows });
      } catch (error) {
        toast.error(sentenceOf(error).what || t("bulk.unreachable"));
      }
    });
  const onClose = () => setOpen(undefined);
  const onDone = () => {
    onClose();
    clear();
    router.refresh();
  };
  const chosen = selection.kind === "rows" ? `${exportHref}${exportHref.includes("?") ? "&" : "?"}ids=${selection.keys.join(",")}` : exportHref;
  return (
    <>
      {acts.map(({ act, label, refusal, danger }) => (
        <Button key={act} size="sm" variant={danger ? "danger" : "plain"} disabledReason={refusal} pending={pending} aria-haspopup="dialog" onClick={() => choose(act)}>
          {label}
        </Button>
      ))}
      <LinkButton size="sm" href={chosen} download>
        {t("bulk.export")}
      </LinkButton>
      {open ? (
        <Suspense fallback={null}>
          <Question org={org} {...open} onClose={onClose} onDone={onDone} />
        </Suspense>
      ) : null}
    </>
  );
}
