"use client";

import { createContext, useContext, useEffect, useMemo, useRef, useState, type FormEvent, type ReactNode } from "react";

/** What is chosen: these rows of the page, or every row that the filters find. */
export type Selection = { readonly kind: "rows"; readonly keys: readonly string[] } | { readonly kind: "all" };
type Chosen = {
  readonly selection: Selection;
  /** How many rows are chosen; with `all`, how many the filters find as far as they were counted. */
  readonly count: number;
  readonly wholePage: boolean;
  readonly total: number;
  readonly capped: boolean;
  readonly chooseAll: () => void;
  readonly clear: () => void;
};

const Choice = createContext<Chosen | null>(null);

/** The choice made in the table around; only inside `RowSelection`. */
export function useSelection(): Chosen {
  const chosen = useContext(Choice);
  if (!chosen) throw new Error("useSelection belongs inside RowSelection.");
  return chosen;
}

type RowSelectionProps = { pageKeys: readonly string[]; total: number; capped?: boolean; children: ReactNode };

/**
 * Keeps which rows of a server-drawn table are ticked. The boxes (`data-row`) stay ordinary inputs of the table; this
 * listens to them, so that cells need no script. Give it a `key` of the page's rows: another page starts unticked.
 */
export function RowSelection({ pageKeys, total, capped = false, children }: RowSelectionProps) {
  const box = useRef<HTMLDivElement>(null);
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [everything, setEverything] = useState(false);
  const wholePage = pageKeys.length > 0 && keys.size === pageKeys.length;
  useEffect(() => {
    for (const input of box.current?.querySelectorAll<HTMLInputElement>("input[data-row]") ?? []) {
      const head = input.dataset["row"] === "*";
      input.checked = head ? wholePage : keys.has(input.dataset["row"] ?? "");
      input.indeterminate = head && keys.size > 0 && !wholePage;
    }
  }, [keys, wholePage]);
  const change = (event: FormEvent) => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement) || !target.dataset["row"]) return;
    setEverything(false);
    const row = target.dataset["row"];
    if (row === "*") return setKeys(new Set(target.checked ? pageKeys : []));
    setKeys(new Set(target.checked ? [...keys, row] : [...keys].filter((one) => one !== row)));
  };
  const chosen = useMemo<Chosen>(
    () => ({
      selection: everything ? { kind: "all" } : { kind: "rows", keys: pageKeys.filter((key) => keys.has(key)) },
      count: everything ? total : keys.size,
      wholePage,
      total,
      capped,
      chooseAll: () => setEverything(true),
      clear: () => {
        setEverything(false);
        setKeys(new Set());
      },
    }),
    [everything, keys, wholePage, total, capped, pageKeys],
  );
  return (
    <Choice value={chosen}>
      <div ref={box} onChange={change} className="min-w-0">
        {children}
      </div>
    </Choice>
  );
}
