import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "@/server/api/root";
import { heardSession } from "./session";

export type Api = TRPCClient<AppRouter>;
/** As the browser fetches; whether the session has ended is heard, whichever part of the page asked. */
const watched = async (...asked: Parameters<typeof fetch>): Promise<Response> => {
  const answer = await fetch(...asked);
  heardSession(answer.status === 401);
  return answer;
};

const clients = new Map<string, Api>();

/** The portal's procedures for one company, by its slug: `api(slug).demand.accept.mutate({ … })`. */
export function api(orgSlug: string): Api {
  const known = clients.get(orgSlug);
  if (known) return known;
  const made = createTRPCClient<AppRouter>({ links: [httpLink({ url: "/api/trpc", headers: { "x-org": orgSlug }, fetch: watched })] });
  clients.set(orgSlug, made);
  return made;
}
