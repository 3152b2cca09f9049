import { makePool } from "@/db/client";
import { requireSetting } from "@/server/env";

let owner: ReturnType<typeof makePool> | undefined;

/** Rows as the database's owner sees them: every company's. For finding what to look at, never for what to expect. */
export async function rowsOf<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  owner ??= makePool({ url: requireSetting("DATABASE_OWNER_URL"), max: 1, name: "e2e-owner" });
  const { rows } = await owner.query<Row>(text, [...values]);
  return rows;
}

/** The one row; throws when there is none. */
export async function rowOf<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row> {
  const [row] = await rowsOf<Row>(text, values);
  if (!row) throw new Error(`no row: ${text} ${JSON.stringify(values)}`);
  return row;
}
