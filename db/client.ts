import { drizzle } from "drizzle-orm/node-postgres";
import { Pool, types } from "pg";
import * as schema from "./schema";

// Money and counters arrive as bigint, never as a rounded number.
types.setTypeParser(types.builtins.INT8, (text) => BigInt(text));

export type PoolSettings = { readonly url: string; readonly max?: number; readonly name: string };

/** A pool of one role's connections. Times out rather than queueing for ever. */
export function makePool({ url, max = 10, name }: PoolSettings): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 60_000,
  });
  // An idle connection that the server cut is no fault of a request: the pool opens another for the next one.
  const forget = () => undefined;
  pool.on("error", forget);
  pool.on("connect", (client) => client.on("error", forget));
  return pool;
}

export function makeDatabase(pool: Pool) {
  return drizzle({ client: pool, schema, casing: "snake_case" });
}
export type Database = ReturnType<typeof makeDatabase>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
