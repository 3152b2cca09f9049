import type { Pool, PoolClient } from "pg";
import { type Database, makeDatabase, makePool } from "@/db/client";

export type Tx = Database;

type Kept = { pool: Pool; databases: WeakMap<PoolClient, Database> };
const kept = globalThis as typeof globalThis & { countinghouseDatabase?: Kept };

/** Names the database this process works on: the web's or the worker's role. One pool however many bundles load us. */
export function useDatabase(url: string, name: string, max?: number): void {
  if (kept.countinghouseDatabase) return;
  kept.countinghouseDatabase = { pool: makePool({ url, name, max }), databases: new WeakMap() };
}

export function pool(): Pool {
  if (!kept.countinghouseDatabase) throw new Error("useDatabase was not called: the process has no database yet.");
  return kept.countinghouseDatabase.pool;
}

/** The drizzle face of one connection, made once per connection. */
export function databaseOf(client: PoolClient): Database {
  const { databases } = kept.countinghouseDatabase as Kept;
  const known = databases.get(client);
  if (known) return known;
  const made = makeDatabase(client as unknown as Pool);
  databases.set(client, made);
  return made;
}

/** Ends the pool; the next `useDatabase` may name another. */
export async function closeDatabase(): Promise<void> {
  const current = kept.countinghouseDatabase;
  delete kept.countinghouseDatabase;
  await current?.pool.end();
}
