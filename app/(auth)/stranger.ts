import { headers } from "next/headers";
import { getLocale } from "next-intl/server";
import type { Locale } from "@/lib/locale";
import { traceOf } from "@/server/auth";
import type { Stranger } from "@/server/modules/org";

/** Whoever stands before the door. */
export async function stranger(): Promise<Stranger> {
  const { requestId, ip } = traceOf(await headers());
  return { requestId, ip, locale: (await getLocale()) as Locale };
}
