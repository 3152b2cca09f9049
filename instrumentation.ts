import type { Instrumentation } from "next";

type Logger = { readonly error: (facts: object, what: string) => void };
// Next also builds this file for runtimes that have no logger; the process that has one keeps it here.
const kept = globalThis as typeof globalThis & { countinghouseLogger?: Logger };

/** A page that failed, with the digest its reader sees and the id of the request. */
export const onRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  kept.countinghouseLogger?.error({ err: error, digest, requestId: request.headers["x-request-id"], path: request.path, route: context.routePath }, "a page failed");
};
