import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { env } from "@/server/env";
import { openByPassword } from "./check";
import { secureCookies } from "./cookie";
import { LimitedError } from "./limits";
import { traceOf } from "./session";
import { LIFETIME_SECONDS, revokeSession } from "./sessions";

/** Sign-in refused for a while. */
class Limited extends CredentialsSignin {
  override code = "limited";
  constructor(readonly retryAt: Date) {
    super();
  }
}

/** A refused sign-in: with the instant of the next try when there were too many; null for any other failure. */
export function refusalOf(error: unknown): { retryAt: string | null } | null {
  if (!(error instanceof CredentialsSignin)) return null;
  return { retryAt: error instanceof Limited ? error.retryAt.toISOString() : null };
}

const text = (value: unknown) => (typeof value === "string" ? value : "");

async function authorize(credentials: Partial<Record<"email" | "password", unknown>>, request: Request) {
  const { ip, agent } = traceOf(request.headers);
  try {
    const sid = await openByPassword({ email: text(credentials.email), password: text(credentials.password), ip, agent });
    return sid ? { id: "", sid } : null;
  } catch (error) {
    throw error instanceof LimitedError ? new Limited(error.retryAt) : error;
  }
}

const silent = () => undefined;

/** The library's part: the cookie and its encryption. Who one is stands in our own table, asked at every request. */
const config: NextAuthConfig = {
  secret: env.AUTH_SECRET,
  trustHost: true,
  useSecureCookies: secureCookies,
  session: { strategy: "jwt", maxAge: LIFETIME_SECONDS },
  pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
  providers: [Credentials({ credentials: { email: {}, password: {} }, authorize })],
  callbacks: {
    jwt: ({ token, user }) => (user && "sid" in user ? { sid: user.sid } : token),
    session: ({ session }) => ({ expires: session.expires }),
  },
  events: {
    signOut: async (message) => {
      const sid = "token" in message ? message.token?.["sid"] : undefined;
      if (typeof sid === "string") await revokeSession(sid);
    },
  },
  // A refused sign-in is no fault of ours; what is one reaches the caller.
  logger: { error: silent, warn: silent, debug: silent },
};

export const { handlers, signIn, signOut } = NextAuth(config);
