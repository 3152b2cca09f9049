import type { OrgCtx } from "./authorize";
import { decodeCursor, encodeCursor } from "./page";
import { readOnce, withRead } from "./tx";

/** How a long list is drawn: `finder` gives the ids and sort keys of a page, `text` its rows (filter, most, key, id, language) as texts. */
type Drawn = { readonly name: string; readonly finder: "app.find_demand" | "app.find_offer"; readonly text: string; readonly each: number };
type Filter = Readonly<Record<string, unknown>>;
type Place = ReturnType<typeof decodeCursor>;

/** Where a page ends that begins after this place: sort key and id of its last row; null when there are no more rows than one page holds. */
async function endOf(ctx: OrgCtx, { name, finder, each }: Drawn, filter: Filter, [key, id]: Place): Promise<readonly [string, string] | null> {
  const text = `select key, id::text from ${finder}($1::jsonb, $2::integer, $3::text, $4::uuid) offset $2 - 1`;
  const { rows } = await readOnce<{ key: string; id: string }>(ctx, { name: `${name}_end`, text, values: [JSON.stringify(filter), each, key, id] });
  return rows[0] ? [rows[0].key, rows[0].id] : null;
}

/** The rows of a page; one that ends at a row has room for those that were added in between. */
async function rowsOf(ctx: OrgCtx, { name, text, each }: Drawn, filter: Filter, [key, id]: Place): Promise<string[][]> {
  const values = [JSON.stringify(filter), 2 * each, key, id, ctx.locale];
  return withRead(ctx, async (tx) => (await tx.$client.query<string[]>({ name, text, rowMode: "array", values })).rows);
}

/** A page of a long list. The next one begins where this one ends, which is known long before its rows are there: so two can be read at a time. */
export async function rowsAhead(ctx: OrgCtx, drawn: Drawn, filter: Filter, cursor: string | undefined): Promise<{ rows: Promise<string[][]>; next: string | null }> {
  const begin = cursor ? decodeCursor(cursor, 2) : [null, null];
  const end = await endOf(ctx, drawn, filter, begin);
  return { rows: rowsOf(ctx, drawn, end ? { ...filter, until: end } : filter, begin), next: end && encodeCursor(end) };
}
