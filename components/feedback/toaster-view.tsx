"use client";

import { useEffect, useRef } from "react";
import { toast, Toaster as Sonner } from "sonner";
import type { Notice } from "./notices";

const show = ({ title, description, tone }: Notice) => (tone === "error" ? toast.error(title, { description }) : toast(title, { description }));

/** Draws each notice once. */
export function ToasterView({ notices }: { notices: readonly Notice[] }) {
  // By the notice itself, not by its place: one that waited for its page is put in before those that came meanwhile.
  const shown = useRef(new Set<Notice>());
  useEffect(() => {
    for (const notice of notices) {
      if (shown.current.has(notice)) continue;
      shown.current.add(notice);
      show(notice);
    }
  }, [notices]);
  return (
    <Sonner
      position="bottom-right"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: "font-sans flex w-80 items-start gap-2 rounded-lg border border-hair-strong bg-sheet px-4 py-3 text-body text-ink shadow-lift",
          title: "font-[540]",
          description: "text-small text-ink-2",
          error: "!border-stop !text-stop",
        },
      }}
    />
  );
}
