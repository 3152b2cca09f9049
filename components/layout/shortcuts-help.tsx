"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";
import { knownShortcuts, setSingleKeys, singleKeysOn } from "./shortcuts";

/** The keys that work on this page, and the switch that silences single letters. */
export function ShortcutsHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("ui");
  const [on, setOn] = useState(singleKeysOn);
  const change = (next: boolean) => {
    setSingleKeys(next);
    setOn(next);
  };
  const lines: [string, string][] = [["⌘K / Ctrl K", t("shell.search")], ...knownShortcuts(), ["Esc", t("close")]];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("shortcuts.title")}>
      <dl className="mb-4">
        {lines.map(([key, label]) => (
          <div key={key} className="flex min-h-8 items-center justify-between gap-4 border-b border-hair">
            <dt>{label}</dt>
            <dd>
              <Kbd>{key}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
      <Switch label={t("shortcuts.single")} hint={t("shortcuts.singleHint")} checked={on} onChange={(event) => change(event.target.checked)} />
    </Dialog>
  );
}
