/** What of an address makes a view of its list: everything but the place in it and the open sheet, in one order. */
export function queryOf(params: Readonly<Record<string, string | string[] | undefined>>): string {
  const pairs = Object.entries(params).flatMap(([key, value]) => (value === undefined || key === "cursor" || key === "open" ? [] : [value].flat().map((one): [string, string] => [key, one])));
  const query = new URLSearchParams(pairs.filter(([, value]) => value !== ""));
  query.sort();
  return query.toString();
}
