import { once } from "node:events";
import { useDatabase } from "@/server/kernel/database";
import { useSecretKeys } from "@/server/kernel/secrets";
import { env, requireSetting } from "@/server/env";
import { makeServer } from "@/server/web/server";

/** The portal's own server with every door but the pages, which no measurement of the API asks for. */
useDatabase(requireSetting("DATABASE_URL"), "bench", 20);
useSecretKeys(requireSetting("SECRETS_KEY"));
const server = makeServer({
  pages: async (_, res) => {
    res.writeHead(404).end();
  },
});
server.listen(env.PORT, "127.0.0.1");
await once(server, "listening");
process.send?.("ready");
