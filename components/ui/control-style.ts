/** The look shared by text fields, text areas and native selects. */
export const controlStyle =
  "w-full rounded-md border border-edge bg-sheet px-2.5 text-ink aria-invalid:border-stop aria-invalid:bg-stop-soft disabled:bg-sunk disabled:text-ink-3 [&[readonly]]:bg-sunk";
