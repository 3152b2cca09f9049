import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { runMigrations } from "graphile-worker";
import { Client } from "pg";

export type MigrateSettings = {
  readonly ownerUrl: string;
  readonly workerUrl: string;
  readonly folder: string;
  /** Folder of views and functions, applied whole after the migrations: `CREATE OR REPLACE`, in name order. */
  readonly views: string;
};

const grants = `
  DO $$
  DECLARE item text;
  BEGIN
    FOR item IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'v' LOOP
      EXECUTE format('GRANT SELECT ON public.%I TO countinghouse_web, countinghouse_worker', item);
    END LOOP;
    FOR item IN SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = 'app' AND p.prokind = 'f' AND p.proowner = 'countinghouse_owner'::regrole LOOP
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', item);
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO countinghouse_web, countinghouse_worker', item);
    END LOOP;
  END $$`;

async function applyViews(client: Client, folder: string): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".sql")).toSorted();
  await client.query("begin");
  for (const name of names) await client.query(await readFile(join(folder, name), "utf8"));
  await client.query(grants);
  await client.query("commit");
}

/** Brings the queue's tables (as worker) and ours (as owner) to the newest state; refuses a database not in UTF-8. */
export async function migrate({ ownerUrl, workerUrl, folder, views }: MigrateSettings): Promise<void> {
  await runMigrations({ connectionString: workerUrl });
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ encoding: string }>("select current_setting('server_encoding') encoding");
    if (rows[0]?.encoding !== "UTF8") throw new Error(`The database's encoding is ${rows[0]?.encoding}; Countinghouse needs UTF8.`);
    // Two processes starting at once take turns.
    await client.query("select pg_advisory_lock(7203)");
    await applyMigrations(drizzle({ client }), { migrationsFolder: folder, migrationsSchema: "app_migrations" });
    await applyViews(client, views);
  } finally {
    await client.end();
  }
}
