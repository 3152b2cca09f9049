import type { Instrumentation } from "next";
import { logger } from "@/server/observability/logger";

/** A page that failed, with the digest its reader sees and the id of the request. */
export const onRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  logger().error({ err: error, digest, requestId: request.headers["x-request-id"], path: request.path, route: context.routePath }, "a page failed");
};
