import { requireSetting } from "@/server/env";
import { type Api, apiOf, type Portal } from "@/testing/portal";
import { emailOf, sessionCookie } from "./session";

export type { Api };

/** The portal under test with the secret that the marketplace signs its events with. */
export function portalAt(baseUrl: string | undefined): Portal {
  return { url: (baseUrl ?? "").replace(/\/$/, ""), secret: requireSetting("OPEN_API_SECRET") };
}

export type Caller = { readonly api: Api; readonly cookie: string; readonly org: string };

/** The portal's procedures for a person acting for a company. */
export async function callerAs(portal: Portal, who: string, org: string): Promise<Caller> {
  const { name, value } = await sessionCookie(emailOf(who));
  const cookie = `${name}=${value}`;
  return { api: apiOf(portal, cookie, org), cookie, org };
}
