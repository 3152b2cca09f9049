"use client";

import { useEffect, useRef } from "react";

const OFF = "single-keys-off";
const known = new Map<string, string>();

/** Whether keys without Ctrl or ⌘ do anything on this device. */
export function singleKeysOn(): boolean {
  return localStorage.getItem(OFF) === null;
}

/** Switches single-letter keys on or off on this device. */
export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
}

/** The keys that work on the page now, with what they do. */
export function knownShortcuts(): [key: string, label: string][] {
  return [...known];
}

/** Ticking a box is no typing: a checklist is worked through and decided with the keyboard alone. */
function typing(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement && (target.type === "checkbox" || target.type === "radio")) return false;
  return target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/u.test(target.tagName));
}

/** Runs an act on a single key; silent while somebody types, in dialogs, and when switched off. */
export function useShortcut(key: string, label: string, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    known.set(key, label);
    const press = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (typing(event.target) || document.querySelector("[role=dialog][data-open]") || !singleKeysOn()) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", press);
    return () => {
      known.delete(key);
      document.removeEventListener("keydown", press);
    };
  }, [key, label]);
}
