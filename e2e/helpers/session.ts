import type { BrowserContext } from "@playwright/test";
import { cookieName, sealCookie } from "@/server/auth/cookie";
import { openSession } from "@/server/auth/sessions";
import { requireSetting } from "@/server/env";
import { pool, useDatabase } from "@/server/kernel/database";

/** `seller` stands for seller@example.test. */
export const emailOf = (who: string) => (who.includes("@") ? who : `${who}@example.test`);

/** The cookie of a new session, as signing in would leave it. */
export async function sessionCookie(email: string): Promise<{ name: string; value: string }> {
  useDatabase(requireSetting("DATABASE_URL"), "e2e", 2);
  const { rows } = await pool().query<{ person_id: string }>("select person_id from app.sign_in_lookup($1)", [email]);
  const [person] = rows;
  if (!person) throw new Error(`nobody signs in as ${email}`);
  const sid = await openSession(person.person_id, { agent: "e2e", ip: "127.0.0.1" });
  return { name: cookieName, value: await sealCookie(sid) };
}

/** Signs a browser in without the form. */
export async function signInByCookie(context: BrowserContext, baseUrl: string, email: string): Promise<void> {
  const cookie = await sessionCookie(email);
  await context.addCookies([{ ...cookie, url: baseUrl, httpOnly: true, sameSite: "Lax" }]);
}
