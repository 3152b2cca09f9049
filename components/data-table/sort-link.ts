import { hrefWith, pairsOf } from "@/components/ui/href";
import type { Column } from "./column";

type Place = { path: string; params: Parameters<typeof hrefWith>[1]; sort?: string };

/**
 * The `sort` of a column from the URL: `?sort=key` ascending, `?sort=-key` descending.
 * `sort` is the order in force when the URL names none. First click ascending, then the other way.
 */
export function sortFor(key: string, { path, params, sort }: Place): NonNullable<Column<never>["sort"]> {
  const now = pairsOf(params).find(([name]) => name === "sort")?.[1] ?? sort;
  const direction = now === key ? "ascending" : now === `-${key}` ? "descending" : "none";
  return { direction, href: hrefWith(path, params, { sort: direction === "ascending" ? `-${key}` : key }) };
}
