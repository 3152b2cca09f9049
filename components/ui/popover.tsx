"use client";

import { useEffect, useId, useRef, type ReactNode } from "react";
import { place } from "./place";

type PopoverProps = {
  /** Names the panel, and the button too when its trigger holds no words. */
  label: string;
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
  triggerClassName?: string;
  /** The trigger is an icon: the label becomes the button's name. */
  iconOnly?: boolean;
};

/** A small panel at its button, made of the browser's own popover: Escape and a click outside close it. */
export function Popover({ label, trigger, children, align = "start", triggerClassName, iconOnly }: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const settle = (opening: boolean) => {
    if (opening && panel.current && button.current) place(panel.current, button.current, align);
  };
  // A link inside leads to another page without a reload, which alone would leave the panel open.
  useEffect(() => {
    const box = panel.current;
    const leave = (event: Event) => {
      if (event.target instanceof Element && event.target.closest("a")) box?.hidePopover();
    };
    box?.addEventListener("click", leave);
    return () => box?.removeEventListener("click", leave);
  }, []);
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={iconOnly ? label : undefined}
        className={triggerClassName ?? "inline-flex min-h-6 items-center gap-1.5"}
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        onBeforeToggle={(event) => settle(event.newState === "open")}
        onToggle={(event) => settle(event.newState === "open")}
        className="flyout min-w-44 overflow-y-auto p-1"
      >
        {children}
      </div>
    </>
  );
}
