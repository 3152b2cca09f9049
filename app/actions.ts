"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { LOCALES, type Locale } from "@/lib/locale";
import { currentSession, ownCtx, signOut, signOutEverywhere } from "@/server/auth";
import { changePreferences } from "@/server/modules/org";
import { chosenAtTheDoor } from "./chosen-locale";

const themes = ["light", "dark", "system"] as const;
type Theme = (typeof themes)[number];

const keep = { path: "/", maxAge: 365 * 24 * 60 * 60, sameSite: "lax", httpOnly: true } as const;

/** Changes the language, for this browser and for the person: who is signed in, or signs in next. */
export async function changeLocale(locale: Locale): Promise<void> {
  if (!LOCALES.includes(locale)) return;
  const jar = await cookies();
  jar.set("locale", locale, keep);
  if (await currentSession()) await changePreferences(await ownCtx(), { locale });
  else jar.set(chosenAtTheDoor, locale, { ...keep, maxAge: 15 * 60 });
}

/** Changes light and dark, for this browser and, when signed in, for the person. */
export async function changeTheme(theme: Theme): Promise<void> {
  if (!themes.includes(theme)) return;
  (await cookies()).set("theme", theme, keep);
  if (await currentSession()) await changePreferences(await ownCtx(), { theme });
}

/** Signs this browser out; the page it comes to drops what was typed here and not sent. */
export async function endSession(): Promise<void> {
  await signOut();
  redirect("/sign-in?done=out");
}

/** Signs the person out on every device. */
export async function endAllSessions(): Promise<void> {
  await signOutEverywhere();
  redirect("/sign-in?done=out");
}
