import { dueFilters, listInput, type ListInput } from "@/server/modules/demand/contract";

export type SearchParams = Record<string, string | string[] | undefined>;

/** A parameter of the address, once. */
export const one = (params: SearchParams, key: string): string | undefined => {
  const value = params[key];
  return typeof value === "string" ? value : value?.[0];
};

/** The list's filters as the address holds them; what makes no sense is left out. */
export function filtersOf(params: SearchParams): ListInput {
  const { status, source, productId, q, cursor } = listInput.shape;
  const due = one(params, "due");
  return {
    status: status.catch(undefined).parse(one(params, "status")),
    source: source.catch(undefined).parse(one(params, "source")),
    productId: productId.catch(undefined).parse(one(params, "product")),
    due: dueFilters.find((name) => name === due),
    q: q.catch(undefined).parse(one(params, "q")),
    cursor: cursor.catch(undefined).parse(one(params, "cursor")),
  };
}
