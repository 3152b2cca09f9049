"use client";

import { Contrast } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import type { Locale } from "@/lib/locale";
import type { ShellActions } from "./types";

const quiet = "inline-flex min-h-6 items-center gap-1 rounded-sm px-1 hover:text-ink";

/** Switches between the two languages; the choice is kept with the person. */
export function LocaleToggle({ locale, setLocale }: { locale: Locale; setLocale: ShellActions["setLocale"] }) {
  const t = useTranslations("ui");
  const router = useRouter();
  const [pending, start] = useTransition();
  const other: Locale = locale === "en" ? "zh-CN" : "en";
  const change = () =>
    start(async () => {
      await setLocale(other);
      router.refresh();
    });
  return (
    <button type="button" lang={other} aria-label={t("shell.otherLanguage")} aria-busy={pending} className={quiet} onClick={change}>
      {other === "en" ? "EN" : "中文"}
    </button>
  );
}

/** Switches between light and dark at once, and keeps the choice with the person. */
export function ThemeToggle({ setTheme }: { setTheme: ShellActions["setTheme"] }) {
  const t = useTranslations("ui");
  const [, start] = useTransition();
  const change = () => {
    const root = document.documentElement;
    const now = root.dataset["theme"] ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    const next = now === "dark" ? "light" : "dark";
    root.dataset["theme"] = next;
    start(() => setTheme(next));
  };
  return (
    <button type="button" aria-label={t("shell.theme")} className={`${quiet} justify-center px-1.5`} onClick={change}>
      <Contrast aria-hidden size={14} />
    </button>
  );
}
