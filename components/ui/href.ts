type Params = URLSearchParams | Record<string, string | readonly string[] | undefined>;
type Patch = Record<string, string | number | null | undefined>;

/** The current parameters as pairs, whatever shape the page received them in. */
export function pairsOf(params: Params): [string, string][] {
  if (params instanceof URLSearchParams) return [...params];
  return Object.entries(params).flatMap(([key, value]) =>
    value === undefined ? [] : (typeof value === "string" ? [value] : value).map((one): [string, string] => [key, one]),
  );
}

/**
 * An address with some parameters changed; null, undefined or "" removes one. A changed filter
 * starts at the first page again, so `cursor` goes unless the patch sets it or only opens a sheet.
 */
export function hrefWith(path: string, current: Params, patch: Patch): string {
  const keys = Object.keys(patch);
  const keepsPage = keys.every((key) => key === "open" || key === "cursor");
  const next = new URLSearchParams(pairsOf(current).filter(([key]) => !keys.includes(key) && (keepsPage || key !== "cursor")));
  for (const [key, value] of Object.entries(patch)) {
    if (value !== null && value !== undefined && value !== "") next.set(key, String(value));
  }
  const query = next.toString();
  return query ? `${path}?${query}` : path;
}
