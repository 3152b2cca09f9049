"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useSelection } from "./row-selection";

type TableToolbarProps = {
  /** Stands at the left while nothing is chosen: how many rows there are. */
  idle: ReactNode;
  /** What can be done with the chosen rows; each takes them by `useSelection`. */
  actions: ReactNode;
  /** Columns, views, export: at the right, always there. */
  tools: ReactNode;
};

/** The line above a table with selection: it changes its words, never its height. */
export function TableToolbar({ idle, actions, tools }: TableToolbarProps) {
  const t = useTranslations("ui");
  const { count, wholePage, total, capped, selection, chooseAll, clear } = useSelection();
  const all = selection.kind === "all";
  const more = wholePage && !all && total > count;
  return (
    <div className="no-print mb-2 flex min-h-8 flex-wrap items-center gap-2">
      <p role="status" className={count > 0 ? "font-[540]" : "small num"}>
        {count > 0 ? t(all && capped ? "table.selectedMore" : "table.selected", { n: count }) : idle}
      </p>
      {count > 0 ? (
        <>
          {more ? (
            <Button size="sm" variant="quiet" onClick={chooseAll}>
              {t(capped ? "table.selectAllMore" : "table.selectAll", { n: total })}
            </Button>
          ) : null}
          {actions}
          <Button size="sm" variant="quiet" onClick={clear}>
            {t("table.clearSelection")}
          </Button>
        </>
      ) : null}
      <span className="ml-auto flex flex-wrap items-center gap-1.5">{tools}</span>
    </div>
  );
}
