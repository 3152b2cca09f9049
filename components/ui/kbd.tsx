import type { ReactNode } from "react";

/** A key on the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="rounded-xs border border-b-2 border-hair-strong bg-sheet px-[5px] font-sans text-micro text-ink-2">{children}</kbd>;
}
