import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { LocaleToggle, ThemeToggle } from "@/components/layout/preferences";
import { Messages } from "@/components/layout/messages";
import type { Locale } from "@/lib/locale";
import { changeLocale, changeTheme } from "../actions";

export default async function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <Messages namespaces={["auth"]}>
      <div className="fixed top-2 right-3 z-10 flex items-center gap-1 text-[12.5px] text-ink-3">
        <LocaleToggle locale={(await getLocale()) as Locale} setLocale={changeLocale} />
        <ThemeToggle setTheme={changeTheme} />
      </div>
      {children}
    </Messages>
  );
}
