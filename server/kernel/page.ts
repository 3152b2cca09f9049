import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { invalid } from "./errors";

export const pageSize = 50;
export type Page<Row> = { readonly rows: Row[]; readonly next: string | null };

type Key = string | number | null;

/** A cursor is the last row's sort keys; opaque to callers. */
export function encodeCursor(keys: readonly Key[]): string {
  return Buffer.from(JSON.stringify(keys)).toString("base64url");
}

export function decodeCursor(cursor: string, length: number): Key[] {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const sound = Array.isArray(keys) && keys.length === length && keys.every((key) => ["string", "number"].includes(typeof key));
    if (sound) return keys as Key[];
  } catch {
    // Falls through to the one answer for every unreadable cursor.
  }
  throw invalid("badCursor");
}

type Sorted = { readonly column: AnyColumn; readonly cast: "timestamptz" | "uuid" | "text" | "bigint" };

/** `(a, b) < (x, y)`: rows after the cursor in descending order; undefined on the first page. */
export function after(cursor: string | undefined, order: readonly Sorted[]): SQL | undefined {
  if (!cursor) return undefined;
  const keys = decodeCursor(cursor, order.length);
  const columns = sql.join(order.map(({ column }) => sql`${column}`), sql`, `);
  const values = sql.join(keys.map((key, at) => sql`${key}::${sql.raw(order[at]?.cast ?? "text")}`), sql`, `);
  return sql`(${columns}) < (${values})`;
}

/** Cuts the one row too many that was read, and makes the next cursor from the last row kept. */
export function toPage<Row>(rows: Row[], keysOf: (row: Row) => readonly Key[], size = pageSize): Page<Row> {
  const kept = rows.slice(0, size);
  const last = kept.at(-1);
  return { rows: kept, next: rows.length > size && last !== undefined ? encodeCursor(keysOf(last)) : null };
}
