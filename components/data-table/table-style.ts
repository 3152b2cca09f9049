/** A head breaks between words, never within one, so that no column is wider than what it holds. */
export const headCell = "sticky top-0 z-10 h-[34px] border-b border-hair-strong bg-sheet px-2.5 py-0.5 text-left text-small leading-[1.2] font-[540] break-keep text-ink-3 first:pl-3 last:pr-3";
export const bodyCell = "h-10 border-b border-hair px-2.5 first:pl-3 last:pr-3 group-last/row:border-b-0 group-aria-selected/row:bg-seal-soft";
export const firstCell = "max-md:sticky max-md:left-0 max-md:max-w-[72vw] max-md:overflow-hidden max-md:py-2 bg-sheet group-hover/row:bg-sunk group-has-[input[data-row]:checked]/row:bg-seal-soft";
export const bodyRow = "group/row hover:bg-sunk has-[input[data-row]:checked]:bg-seal-soft";
export const scrollBox =
  "scroll-hint relative max-h-[calc(100dvh-120px)] min-h-0 overflow-auto rounded-lg border border-hair bg-sheet print:max-h-none print:overflow-visible";
/** Long texts share what the other columns leave, and take several lines for it. */
export const wrapCell = "min-w-28 py-2 wrap-anywhere max-md:min-w-48";
/** The column of a fact that phones show below the row's name. */
export const besideOnly = "max-md:hidden";
