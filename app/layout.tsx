import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { currentSession } from "@/server/auth";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ui");
  return { title: { default: t("brand"), template: `%s · ${t("brand")}` }, robots: { index: false, follow: false } };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** Light or dark as chosen; absent when the system decides. */
async function chosenTheme(): Promise<"light" | "dark" | undefined> {
  const session = await currentSession();
  const theme = session?.theme ?? (await cookies()).get("theme")?.value;
  return theme === "light" || theme === "dark" ? theme : undefined;
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { ui, errors } = await getMessages();
  return (
    <html lang={await getLocale()} data-theme={await chosenTheme()} suppressHydrationWarning>
      <body>
        <NextIntlClientProvider messages={{ ui, errors }}>{children}</NextIntlClientProvider>
      </body>
    </html>
  );
}
