import { createHash, randomBytes } from "node:crypto";
import type { OrgId, PersonId, SessionId } from "@/lib/ids";
import type { OrgKind } from "@/lib/states/org";
import { type Locale, LOCALES } from "@/lib/locale";
import { pool } from "@/server/kernel/database";

/** After so long without a request a session is over. */
const IDLE = "8 hours";
/** And after so long in any case. */
export const LIFETIME_SECONDS = 7 * 24 * 60 * 60;

export type Seat = {
  readonly orgId: OrgId;
  readonly kind: OrgKind;
  readonly slug: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly roles: readonly string[];
  readonly productIds: readonly string[] | null;
};

/** A signed-in person with every seat they hold now. */
export type Session = {
  readonly sessionId: SessionId;
  readonly personId: PersonId;
  readonly name: string;
  readonly nameEn: string;
  readonly email: string;
  /** Chosen by the person, else the language their browser asks for. */
  readonly locale: Locale;
  readonly theme: "light" | "dark" | "system";
  readonly shortcutsOff: number;
  readonly memberships: readonly Seat[];
};

/** What the database keeps of a token that only its bearer knows. */
export const digestOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** A token nobody can guess: 32 random bytes, base64url. */
export const newToken = () => randomBytes(32).toString("base64url");

/** Opens a session and answers its token; only the token's hash is kept. */
export async function openSession(personId: string, browser: { agent: string; ip: string }): Promise<string> {
  const sid = newToken();
  await pool().query("select app.session_open($1, $2, $3, $4, $5::interval)", [digestOf(sid), personId, browser.agent, browser.ip, `${LIFETIME_SECONDS} seconds`]);
  return sid;
}

/**
 * The person behind a token with their present seats; null when revoked, over or idle too long. Who never chose a
 * language goes on in the one asked for.
 */
export async function loadSession(sid: string, asked: Locale = LOCALES[0]): Promise<Session | null> {
  const { rows } = await pool().query<{ session: (Omit<Session, "locale"> & { readonly locale: Locale | null }) | null }>({ name: "session_load", text: "select app.session_load($1, $2::interval) as session", values: [digestOf(sid), IDLE] });
  const found = rows[0]?.session;
  return found ? { ...found, locale: found.locale ?? asked } : null;
}

/** Ends one session: its next request is nobody's. */
export async function revokeSession(sid: string): Promise<void> {
  await pool().query("select app.session_revoke($1)", [digestOf(sid)]);
}

/** Ends every session of the person who holds this token; answers how many. */
export async function revokeAllSessions(sid: string): Promise<number> {
  const { rows } = await pool().query<{ ended: number }>("select app.session_revoke_all($1) as ended", [digestOf(sid)]);
  return rows[0]?.ended ?? 0;
}
