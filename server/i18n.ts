import { headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { type Locale, localeOfBrowser, LOCALES } from "@/lib/locale";
import { messagesOf } from "@/server/adapters/messages";
import { currentSession } from "@/server/auth";

const isLocale = (text: string | undefined): text is Locale => LOCALES.some((one) => one === text);

async function localeOfRequest(): Promise<Locale> {
  const session = await currentSession();
  if (session) return session.locale;
  const asked = await headers();
  return localeOfBrowser(asked.get("cookie"), asked.get("accept-language"));
}

/** The person's language, else the browser's last choice, else what it asks for, else Chinese. */
// oxlint-disable-next-line import/no-default-export -- next-intl reads the default export
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked) ? asked : await localeOfRequest();
  return { locale, messages: messagesOf(locale), timeZone: "Asia/Shanghai" };
});
