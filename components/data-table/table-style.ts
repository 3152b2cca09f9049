/** Shared by the server-drawn table and the one with selection. */
export const headCell = "sticky top-0 z-10 h-[34px] border-b border-hair-strong bg-sheet px-3 text-left text-small font-[540] whitespace-nowrap text-ink-3";
export const bodyCell = "h-10 border-b border-hair px-3 group-last/row:border-b-0 group-aria-selected/row:bg-seal-soft";
export const firstCell = "max-md:sticky max-md:left-0 max-md:max-w-[64vw] max-md:overflow-hidden bg-sheet group-hover/row:bg-sunk group-has-[input[data-row]:checked]/row:bg-seal-soft";
export const bodyRow = "group/row hover:bg-sunk has-[input[data-row]:checked]:bg-seal-soft";
export const scrollBox =
  "scroll-hint relative max-h-[calc(100dvh-120px)] min-h-0 overflow-auto rounded-lg border border-hair bg-sheet print:max-h-none print:overflow-visible";
/** The column of a fact that phones show below the row's name. */
export const besideOnly = "max-md:hidden";
