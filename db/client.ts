import { drizzle } from "drizzle-orm/node-postgres";
import { Pool, type PoolClient, types } from "pg";
import * as schema from "./schema";

// Money and counters arrive as bigint, never as a rounded number.
types.setTypeParser(types.builtins.INT8, (text) => BigInt(text));

export type PoolSettings = {
  readonly url: string;
  readonly max?: number;
  readonly name: string;
  /** Connections keep the plans of their statements: for a process that sends the same few thousands of times. */
  readonly keepPlans?: boolean;
};

const statementNames = new Map<string, string>();

/** One name per text, so that the server plans each text once per connection. */
function nameOf(text: string): string {
  const known = statementNames.get(text);
  if (known) return known;
  const made = `s${statementNames.size}`;
  statementNames.set(text, made);
  return made;
}

function keepPlansOf(client: PoolClient): void {
  const send = client.query.bind(client) as (...given: unknown[]) => unknown;
  const named = (given: unknown) => (typeof given === "object" && given !== null && "text" in given && typeof given.text === "string" ? { ...given, name: nameOf(given.text) } : given);
  client.query = ((first: unknown, ...rest: unknown[]) => send(named(first), ...rest)) as typeof client.query;
}

/** A pool of one role's connections. Times out rather than queueing for ever. */
export function makePool({ url, max = 10, name, keepPlans = false }: PoolSettings): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 60_000,
    // Statements that need not wait for one another's answers go out together.
    pipeline: true,
  });
  // An idle connection that the server cut is no fault of a request: the pool opens another for the next one.
  const forget = () => undefined;
  pool.on("error", forget);
  pool.on("connect", (client) => {
    client.on("error", forget);
    if (keepPlans) keepPlansOf(client);
  });
  return pool;
}

export function makeDatabase(pool: Pool) {
  return drizzle({ client: pool, schema, casing: "snake_case" });
}
export type Database = ReturnType<typeof makeDatabase>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
