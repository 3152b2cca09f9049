import { Pool } from "pg";
import { requireSetting } from "@/server/env";

let owner: Pool | undefined;

/** Rows as the database's owner sees them: every company's. For finding what to look at, never for what to expect. */
export async function rowsOf<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  owner ??= new Pool({ connectionString: requireSetting("DATABASE_OWNER_URL"), max: 1, application_name: "e2e-owner" });
  const { rows } = await owner.query<Row>(text, [...values]);
  return rows;
}

/** The one row; throws when there is none. */
export async function rowOf<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row> {
  const [row] = await rowsOf<Row>(text, values);
  if (!row) throw new Error(`no row: ${text} ${JSON.stringify(values)}`);
  return row;
}
