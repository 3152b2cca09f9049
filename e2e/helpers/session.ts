import type { BrowserContext } from "@playwright/test";
import { cookieName, sealCookie } from "@/server/auth/cookie";
import { openSession } from "@/server/auth/sessions";
import { requireSetting } from "@/server/env";
import { pool, useDatabase } from "@/server/kernel/database";

/** A session row and its cookie, as signing in would leave them. */
export async function signInByCookie(context: BrowserContext, baseUrl: string, email: string): Promise<void> {
  useDatabase(requireSetting("DATABASE_URL"), "e2e", 2);
  const { rows } = await pool().query<{ person_id: string }>("select person_id from app.sign_in_lookup($1)", [email]);
  const [person] = rows;
  if (!person) throw new Error(`nobody signs in as ${email}`);
  const sid = await openSession(person.person_id, { agent: "e2e", ip: "127.0.0.1" });
  await context.addCookies([{ name: cookieName, value: await sealCookie(sid), url: baseUrl, httpOnly: true, sameSite: "Lax" }]);
}
