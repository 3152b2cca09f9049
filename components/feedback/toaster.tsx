"use client";

import { Toaster as Sonner } from "sonner";

export { toast } from "sonner";

/** Where passing notices appear. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: "flex w-80 items-start gap-2 rounded-lg border border-hair-strong bg-sheet px-4 py-3 text-body text-ink shadow-lift",
          title: "font-[540]",
          description: "text-small text-ink-2",
          error: "!border-stop !text-stop",
          actionButton: "ml-auto underline underline-offset-2",
        },
      }}
    />
  );
}
