import { pool } from "@/server/kernel/database";
import { countSignIn, forgiveSignIn } from "./limits";
import { verifyPassword } from "./passwords";
import { openSession } from "./sessions";

export type Attempt = { readonly email: string; readonly password: string; readonly ip: string; readonly agent: string };
type Found = { person_id: string; password_hash: string | null };

/**
 * Opens a session for the right e-mail and password: answers its token, or null. Unknown account, account without
 * password and wrong password are one answer after the same work. Throws LimitedError after too many tries.
 */
export async function openByPassword({ email, password, ip, agent }: Attempt): Promise<string | null> {
  const account = email.trim().toLowerCase();
  await countSignIn(account, ip);
  const sound = account.length <= 254 && password.length <= 1000 && !/\0/.test(account + password);
  const { rows } = await pool().query<Found>("select person_id, password_hash from app.sign_in_lookup($1)", [sound ? account : ""]);
  const found = rows[0];
  const fits = await verifyPassword(found?.password_hash ?? null, sound ? password : "");
  if (!found || !fits) return null;
  await forgiveSignIn(account);
  return openSession(found.person_id, { agent, ip });
}
