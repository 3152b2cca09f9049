import type { TestDatabase } from "../database";
import type { ForeignIds } from "./samples";

type Sql = TestDatabase["sql"];

/** Company columns of every table that has any: a row is foreign to a company that stands in none of them. */
async function companyColumns(sql: Sql): Promise<Map<string, string[]>> {
  const rows = await sql<{ table_name: string; columns: string[] }>(
    `select c.table_name, array_agg(c.column_name::text) as columns from information_schema.columns c
     join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
     where c.table_schema = 'public' and (c.column_name = 'org_id' or c.column_name like '%\\_org\\_id')
       and exists (select 1 from information_schema.columns i where i.table_schema = 'public' and i.table_name = c.table_name and i.column_name = 'id')
     group by 1`,
  );
  // Listings are the marketplace's shop window; who may see which is the product module's own test.
  const shown = new Set(["product", "product_spec"]);
  return new Map(rows.filter((row) => !shown.has(row.table_name)).map((row) => [row.table_name, row.columns]));
}

/** What concerns a company without naming it in a column: an authority for all partners, or for its own product. */
const concerns: Readonly<Record<string, string>> = {
  authority: "partner_org_id is null or product_id in (select p.id from product p where p.org_id = $1::uuid)",
};

/** Every id that must never appear in an answer to this company. */
export async function foreignIdSet(sql: Sql, orgId: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const [table, columns] of await companyColumns(sql)) {
    const mine = columns.map((column) => `"${column}" is not distinct from $1::uuid`).join(" or ");
    const also = concerns[table] ? ` or ${concerns[table]}` : "";
    for (const row of await sql<{ id: string }>(`select id from "${table}" where not (${mine}${also})`, [orgId])) ids.add(row.id);
  }
  return ids;
}

/** Those of them that a company's own notices may still name: what it was told of before that went on to another company. */
export async function toldIdSet(sql: Sql, orgId: string): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }>("select distinct noun_id as id from notification where org_id = $1 and noun_id is not null", [orgId]);
  return new Set(rows.map(({ id }) => id));
}

/** One row of another company for every name under which an input may ask for it. */
export async function foreignRows(sql: Sql, foreignTo: readonly string[]): Promise<ForeignIds> {
  const found: Record<string, string> = {};
  const columns = await companyColumns(sql);
  for (const [table, names] of columns) {
    const mine = names.map((column) => `"${column}" = any($1::uuid[])`).join(" or ");
    const [row] = await sql<{ id: string }>(`select id from "${table}" where not coalesce(${mine}, false) order by id desc limit 1`, [foreignTo]);
    if (row) found[`${camel(table)}Id`] = row.id;
  }
  const [message] = await sql<{ id: string }>("select id from interface_message order by id limit 1");
  return { ...found, ...aliases(found), ...(message ? { messageId: message.id } : {}) };
}

const camel = (table: string) => table.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());

/** Other names under which procedures ask for the same rows. */
function aliases(found: Readonly<Record<string, string>>): Record<string, string> {
  const pairs: [string, string | undefined][] = [
    ["lineId", found["orderLineId"]],
    ["batchId", found["importBatchId"]],
    ["keyId", found["apiKeyId"]],
    ["interfaceId", found["productionInterfaceId"]],
  ];
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}
