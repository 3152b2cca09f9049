import { decode, encode } from "next-auth/jwt";
import { env, requireSetting } from "@/server/env";
import { LIFETIME_SECONDS } from "./sessions";

export const secureCookies = (env.AUTH_URL ?? "").startsWith("https:");

/** The cookie's name is also the salt of its encryption. */
export const cookieName = `${secureCookies ? "__Secure-" : ""}authjs.session-token`;

const secret = () => requireSetting("AUTH_SECRET");

/** The cookie's value for a session: an encrypted token that carries nothing but the session's opaque id. */
export function sealCookie(sid: string): Promise<string> {
  return encode({ token: { sid }, secret: secret(), salt: cookieName, maxAge: LIFETIME_SECONDS });
}

function valueIn(header: string): string | null {
  for (const part of header.split(";")) {
    const [name, ...rest] = part.trim().split("=");
    if (name === cookieName) return rest.join("=");
  }
  return null;
}

type Opened = { readonly sid: string; readonly expires: number };
/** Tokens opened lately, oldest first: opening one costs more than the query it is for, and always gives the same. */
const opened = new Map<string, Opened>();
const mostOpened = 10_000;

async function open(token: string): Promise<Opened | null> {
  const known = opened.get(token);
  if (known) return known;
  const read = await decode({ token, secret: secret(), salt: cookieName }).catch(() => null);
  if (typeof read?.["sid"] !== "string" || typeof read.exp !== "number") return null;
  const answer = { sid: read["sid"], expires: read.exp * 1000 };
  for (const oldest of opened.keys()) {
    if (opened.size < mostOpened) break;
    opened.delete(oldest);
  }
  opened.set(token, answer);
  return answer;
}

/** The session id in a Cookie header; null when there is none, or it was not made by us, or it is too old. */
export async function sidInCookies(header: string | null): Promise<string | null> {
  const value = valueIn(header ?? "");
  const token = value ? await open(value) : null;
  return token && token.expires > Date.now() ? token.sid : null;
}
