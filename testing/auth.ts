import { cookieName, sealCookie } from "@/server/auth/cookie";
import { openSession } from "@/server/auth/sessions";

export type SessionCookie = { readonly name: string; readonly value: string; readonly httpOnly: true; readonly sameSite: "Lax"; readonly path: "/" };

/** Signs a person in without the form: a session row and its cookie, as a browser would hold it. */
export async function cookieFor(personId: string): Promise<SessionCookie> {
  const sid = await openSession(personId, { agent: "test", ip: "127.0.0.1" });
  return { name: cookieName, value: await sealCookie(sid), httpOnly: true, sameSite: "Lax", path: "/" };
}
