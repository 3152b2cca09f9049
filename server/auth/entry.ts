import { headers } from "next/headers";
import { sidInCookies } from "./cookie";
import { revokeAllSessions, revokeSession } from "./sessions";

export type SignInAnswer = { readonly outcome: "in" } | { readonly outcome: "wrong" } | { readonly outcome: "limited"; readonly retryAt: string };

// Loaded when used: the other doors of the server need the sessions, not the library.
const library = () => import("./config");

const ownSid = async () => sidInCookies((await headers()).get("cookie"));

/** Signs a browser in by e-mail and password; for server actions. Sets the cookie and does not redirect. */
export async function signIn(email: string, password: string): Promise<SignInAnswer> {
  const { refusalOf, signIn: openCookie } = await library();
  const before = await ownSid();
  try {
    await openCookie("credentials", { email, password, redirect: false });
    // The session whose cookie was just replaced would live on with nobody to end it.
    if (before) await revokeSession(before);
    return { outcome: "in" };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refusal.retryAt ? { outcome: "limited", retryAt: refusal.retryAt } : { outcome: "wrong" };
  }
}

/** Ends this browser's session and takes its cookie away. */
export async function signOut(): Promise<void> {
  const sid = await ownSid();
  if (sid) await revokeSession(sid);
  await (await library()).signOut({ redirect: false });
}

/** Ends every session of this person, on all devices; answers how many there were. */
export async function signOutEverywhere(): Promise<number> {
  const sid = await ownSid();
  const ended = sid ? await revokeAllSessions(sid) : 0;
  await (await library()).signOut({ redirect: false });
  return ended;
}
