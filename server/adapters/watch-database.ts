import { pool } from "@/server/kernel/database";
import { logger } from "@/server/observability/logger";

/** A connection that breaks while idle is a line in the log, not the end of the process; the pool opens another. */
export function watchDatabase(): void {
  const note = (error: Error) => logger().warn({ reason: error.message }, "a database connection broke");
  pool().on("error", note);
  pool().on("connect", (client) => client.on("error", note));
}
