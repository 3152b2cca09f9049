import { once } from "node:events";
import next from "next";
import { useOutboundAllow } from "@/server/adapters/outbound";
import { watchDatabase } from "@/server/adapters/watch-database";
import { env, requireSetting } from "@/server/env";
import { closeDatabase, useDatabase } from "@/server/kernel/database";
import { useSecretKeys } from "@/server/kernel/secrets";
import { logger } from "@/server/observability/logger";
import { makeServer } from "@/server/web/server";
import { startStreams, stopStreams } from "@/server/web/stream";

/** The web process: one port for pages, API, machines and news. */

const patienceMs = 10_000;

useDatabase(requireSetting("DATABASE_URL"), "web", 20);
watchDatabase();
useSecretKeys(requireSetting("SECRETS_KEY"));
useOutboundAllow(env.OUTBOUND_ALLOW);

const { HOSTNAME: hostname, PORT: port, AUTH_URL: publicUrl } = env;
const application = next({ dev: false, dir: process.cwd(), hostname, port });
await application.prepare();
const pages = application.getRequestHandler();
const server = makeServer({ pages: (req, res) => pages(req, res), publicUrl });

server.listen(port, hostname);
await once(server, "listening");
startStreams();
logger().info({ hostname, port }, "the portal answers");

let stopping = false;
/** Lets running requests finish, then goes; after ten seconds it goes anyway. */
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  logger().info({ signal }, "stopping");
  setTimeout(() => process.exit(1), patienceMs).unref();
  const closed = once(server, "close");
  server.close();
  stopStreams();
  server.closeIdleConnections();
  await closed;
  await application.close();
  await closeDatabase();
  process.exit(0);
}

process.on("SIGTERM", (signal) => void stop(signal));
process.on("SIGINT", (signal) => void stop(signal));
process.on("unhandledRejection", (error) => logger().error({ err: error }, "a promise was left unanswered"));
