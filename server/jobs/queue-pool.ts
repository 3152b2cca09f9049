import { Pool, types } from "pg";

/**
 * The queue's own connections. Everywhere else whole numbers of eight bytes are bigint; the queue writes them into JSON,
 * which bigint cannot enter, so here they stay text.
 */
export function makeQueuePool(url: string, max: number): Pool {
  const getTypeParser = ((oid: number, format?: "text" | "binary") =>
    oid === types.builtins.INT8 ? (text: string) => text : types.getTypeParser(oid, format)) as typeof types.getTypeParser;
  const pool = new Pool({ connectionString: url, max, application_name: "queue", types: { getTypeParser } });
  const forget = () => undefined;
  // The queue notices broken connections by itself and opens others.
  pool.on("error", forget);
  pool.on("connect", (client) => client.on("error", forget));
  return pool;
}
