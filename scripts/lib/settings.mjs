import { isIP } from "node:net";
import { Failure } from "./failure.mjs";
import { buildFolders, dataFolder } from "./paths.mjs";

const urls = ["DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL"];

/** What the person starting wants, read from the environment once. */
export function readSettings(env = process.env) {
  const given = urls.filter((name) => env[name]);
  const missing = urls.filter((name) => !env[name]);
  if (given.length > 0 && missing.length > 0) {
    throw new Failure(`${given.join(" and ")} ${given.length > 1 ? "are" : "is"} set but ${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} not. Your own PostgreSQL needs all three (web, worker and owner role); with none of them an embedded one is started.`);
  }
  const embedded = given.length === 0;
  const demo = env.DEMO ? env.DEMO === "1" : embedded;
  if (!embedded && !demo) {
    const unset = ["AUTH_SECRET", "SECRETS_KEY"].filter((name) => !env[name]);
    if (unset.length > 0) throw new Failure(`${unset.join(" and ")} must be set when you bring your own PostgreSQL. Make each once with: openssl rand -base64 32 — and keep them: SECRETS_KEY opens what is stored encrypted.`);
  }
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Failure(`PORT=${env.PORT} is not a port number.`);
  return { ...dataFolder(env), folders: buildFolders(env), embedded, demo, port, host: hostOf(env, demo) };
}

/** Shells export HOSTNAME as the machine's name; only an address is meant for us. Demo passwords are public, so demo stays at home. */
function hostOf(env, demo) {
  if (env.HOST) return env.HOST;
  if (env.HOSTNAME && isIP(env.HOSTNAME)) return env.HOSTNAME;
  return demo ? "127.0.0.1" : "0.0.0.0";
}

/** The environment of web, worker and command line. `cluster` is null with an own PostgreSQL. */
export function childEnvironment({ settings, secrets, cluster, sellerPort, env = process.env }) {
  const { dataDir, folders, demo, port, host } = settings;
  const seller = sellerPort ? `127.0.0.1:${sellerPort}` : "";
  return {
    ...env,
    ...(cluster ? clusterUrls(cluster, secrets) : { DATABASE_REPLICA_URL: env.DATABASE_REPLICA_URL || env.DATABASE_URL }),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    HOSTNAME: host,
    AUTH_URL: env.AUTH_URL || `http://localhost:${port}`,
    AUTH_TRUST_HOST: env.AUTH_TRUST_HOST || "true",
    DATA_DIR: dataDir,
    BUILD_DIR: folders.servers,
    NEXT_DIST_DIR: folders.pages,
    DEMO: demo ? "1" : "0",
    AUTH_SECRET: env.AUTH_SECRET || secrets.AUTH_SECRET,
    SECRETS_KEY: env.SECRETS_KEY || secrets.SECRETS_KEY,
    ...(env.OPEN_API_SECRET || demo ? { OPEN_API_SECRET: env.OPEN_API_SECRET || secrets.OPEN_API_SECRET } : {}),
    ...(seller ? { SAMPLE_SELLER_PORT: String(sellerPort), SAMPLE_SELLER_URL: `http://${seller}`, PORTAL_URL: `http://127.0.0.1:${port}` } : {}),
    OUTBOUND_ALLOW: demo ? [env.OUTBOUND_ALLOW, seller].filter(Boolean).join(",") : "",
  };
}

function clusterUrls(cluster, secrets) {
  const url = (role, password) => `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${cluster.port}/countinghouse`;
  return {
    DATABASE_URL: url("countinghouse_web", secrets.WEB_PASSWORD),
    DATABASE_WORKER_URL: url("countinghouse_worker", secrets.WORKER_PASSWORD),
    DATABASE_OWNER_URL: url("countinghouse_owner", secrets.OWNER_PASSWORD),
    DATABASE_REPLICA_URL: url("countinghouse_web", secrets.WEB_PASSWORD),
  };
}
