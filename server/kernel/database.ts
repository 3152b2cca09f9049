import { type CustomTypesConfig, type Pool, type PoolClient, types } from "pg";
import { type Database, makeDatabase, makePool } from "@/db/client";

export type Tx = Database;

type Kept = { pool: Pool; databases: WeakMap<PoolClient, Database> };
const kept = globalThis as typeof globalThis & { countinghouseDatabase?: Kept };

/** Names the database this process works on: the web's or the worker's role. One pool however many bundles load us. `keepPlans`: see the pool. */
export function useDatabase(url: string, name: string, max?: number, keepPlans?: boolean): void {
  if (kept.countinghouseDatabase) return;
  kept.countinghouseDatabase = { pool: makePool({ url, name, max, keepPlans }), databases: new WeakMap() };
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

const readInstant = types.getTypeParser(types.builtins.TIMESTAMPTZ) as (text: string) => Date;
/** `2026-11-23 04:47:34.123456+00`, as the database writes it in our sessions, is an ISO instant but for its separators. */
const isoInstant = (text: string) => (text.endsWith("+00") ? `${text.slice(0, 10)}T${text.slice(11, -3).padEnd(9, ".").padEnd(12, "0").slice(0, 12)}Z` : readInstant(text).toISOString());

const plain: Readonly<Record<number, (text: string) => string>> = { [types.builtins.INT8]: String, [types.builtins.DATE]: String, [types.builtins.TIMESTAMPTZ]: isoInstant };
/** How values are read where an answer goes out as it came: nothing that JSON could not carry. */
export const plainTypes: CustomTypesConfig = { getTypeParser: ((oid: number, format: "text") => plain[oid] ?? types.getTypeParser(oid, format)) as CustomTypesConfig["getTypeParser"] };

/** Ends the pool; the next `useDatabase` may name another. */
export async function closeDatabase(): Promise<void> {
  const current = kept.countinghouseDatabase;
  delete kept.countinghouseDatabase;
  await current?.pool.end();
}
