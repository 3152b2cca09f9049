"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { useShortcut } from "./shortcuts";
import type { NavGroup, NavItem, ShellActions } from "./types";

// Loaded on first use: a page that is only read does not pay for them.
const CommandPalette = lazy(() => import("./command-palette").then((file) => ({ default: file.CommandPalette })));
const ShortcutsHelp = lazy(() => import("./shortcuts-help").then((file) => ({ default: file.ShortcutsHelp })));

/** The search button of the top bar (it names its keys once they are listened for), and the keys ⌘K, Ctrl-K, / and ?. */
export function CommandLauncher({ nav, starts, search }: { nav: readonly NavGroup[]; starts: readonly NavItem[]; search: ShellActions["search"] }) {
  const t = useTranslations("ui");
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const openPalette = useCallback(() => setOpen("palette"), []);
  useShortcut("/", t("shell.search"), openPalette);
  useShortcut("?", t("shortcuts.title"), () => setOpen("help"));
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      openPalette();
    };
    document.addEventListener("keydown", press);
    button.current?.setAttribute("aria-keyshortcuts", "Meta+K Control+K");
    return () => document.removeEventListener("keydown", press);
  }, [openPalette]);
  const change = (next: boolean) => {
    if (!next) setOpen(null);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        onClick={openPalette}
        className="inline-flex min-h-6 items-center gap-1.5 rounded-sm px-1 hover:text-ink"
      >
        <span className="max-lg:hidden">
          <Kbd>⌘K</Kbd>
        </span>
        <Search aria-hidden size={14} className="lg:hidden" />
        <span className="max-lg:sr-only">{t("shell.search")}</span>
      </button>
      <Suspense fallback={null}>
        {open === "palette" ? <CommandPalette open onOpenChange={change} nav={nav} starts={starts} search={search} /> : null}
        {open === "help" ? <ShortcutsHelp open onOpenChange={change} /> : null}
      </Suspense>
    </>
  );
}
