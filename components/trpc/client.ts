import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "@/server/api/root";

export type Api = TRPCClient<AppRouter>;
const clients = new Map<string, Api>();

/** The portal's procedures for one company, by its slug: `api(slug).demand.accept.mutate({ … })`. */
export function api(orgSlug: string): Api {
  const known = clients.get(orgSlug);
  if (known) return known;
  const made = createTRPCClient<AppRouter>({ links: [httpLink({ url: "/api/trpc", headers: { "x-org": orgSlug } })] });
  clients.set(orgSlug, made);
  return made;
}
