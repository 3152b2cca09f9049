import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { bootstrap } from "../db/bootstrap";
import { migrate } from "../db/migrate";
import { startCluster } from "../scripts/lib/cluster.mjs";

/** A database server for measuring: the one BENCH_PG_URL names (its superuser), else one of our own, thrown away afterwards. */
export async function benchServer(): Promise<{ adminUrl: string; end: () => Promise<void> }> {
  const given = process.env["BENCH_PG_URL"];
  if (given) return { adminUrl: given, end: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), "countinghouse-bench-"));
  const cluster = await startCluster({ dataDir: folder, durable: false, log: () => undefined });
  const end = async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { adminUrl: cluster.adminUrl, end };
}

const passwords = { countinghouse_owner: "bench", countinghouse_web: "bench", countinghouse_worker: "bench" };

/** The address of a database, as a role or as the server's superuser. */
export function databaseUrl(adminUrl: string, database: string, role?: keyof typeof passwords): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (role) Object.assign(url, { username: role, password: passwords[role] });
  return url.toString();
}

async function brought(adminUrl: string, name: string): Promise<void> {
  await bootstrap({ adminUrl, database: name, passwords });
  await migrate({ ownerUrl: databaseUrl(adminUrl, name, "countinghouse_owner"), workerUrl: databaseUrl(adminUrl, name, "countinghouse_worker"), folder: "db/migrations", views: "db/views" });
}

/** A migrated database of this name with what `load` puts in; kept between runs, made anew when it no longer fits. */
export async function benchDatabase(adminUrl: string, name: string, load: (client: Client) => Promise<void>): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  // A load cut short leaves tables without indexes behind: only a database marked as whole is used again.
  const { rowCount } = await admin.query("select 1 from pg_database where datname = $1 and shobj_description(oid, 'pg_database') = 'loaded'", [name]);
  const fits = rowCount ? await brought(adminUrl, name).then(() => true, () => false) : false;
  if (!fits) {
    await admin.query(`drop database if exists "${name}" with (force)`);
    await brought(adminUrl, name);
    const client = new Client({ connectionString: databaseUrl(adminUrl, name) });
    await client.connect();
    await load(client);
    await client.end();
    await admin.query(`comment on database "${name}" is 'loaded'`);
  }
  await admin.end();
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  return typeof address === "object" && address ? address.port : 0;
}

/** Starts a server of this folder as a process of its own, noted in `children`; answers its address once it listens. */
export async function startServer(file: string, children: Pick<ChildProcess, "kill">[], env: Record<string, string>): Promise<{ url: string }> {
  const port = await freePort();
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [], { env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "error", ...env, PORT: String(port) }, execArgv: ["--import", "tsx"] });
  children.push(child);
  const [said] = await Promise.race([once(child, "message"), once(child, "exit")]);
  if (said !== "ready") throw new Error(`${file} did not start (${String(said)})`);
  return { url: `http://127.0.0.1:${port}` };
}
