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

/** The session id in a Cookie header; null when there is none, or it was not made by us, or it is too old. */
export async function sidInCookies(header: string | null): Promise<string | null> {
  const value = valueIn(header ?? "");
  if (!value) return null;
  const token = await decode({ token: value, secret: secret(), salt: cookieName }).catch(() => null);
  return typeof token?.["sid"] === "string" ? token["sid"] : null;
}
