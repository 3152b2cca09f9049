"use client";

import { cloneElement, isValidElement, useEffect, useId, useRef, useState, type ReactNode } from "react";
import { place } from "./place";

/** Shows a sentence beside its trigger on hover and on focus; Escape puts it away. */
export function Tooltip({ content, children }: { content: ReactNode; children: ReactNode }) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const panel = tip.current;
    if (!panel || !anchor.current) return;
    if (!open) {
      panel.hidePopover();
      return;
    }
    panel.showPopover();
    place(panel, anchor.current.firstElementChild ?? anchor.current);
    const close = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key === "Escape") setOpen(false);
    };
    document.addEventListener("keydown", close);
    window.addEventListener("scroll", close, true);
    return () => {
      document.removeEventListener("keydown", close);
      window.removeEventListener("scroll", close, true);
    };
  }, [open]);

  const trigger = isValidElement<{ "aria-describedby"?: string }>(children) ? cloneElement(children, { "aria-describedby": id }) : children;
  return (
    <span
      ref={anchor}
      className="inline-flex"
      onMouseEnter={() => setOpen(true)}
      onMouseLeave={() => setOpen(false)}
      onFocus={() => setOpen(true)}
      onBlur={() => setOpen(false)}
    >
      {trigger}
      <span ref={tip} id={id} role="tooltip" popover="manual" className="flyout w-max max-w-72 px-2.5 py-1.5 text-small">
        {content}
      </span>
    </span>
  );
}
