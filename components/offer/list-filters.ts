import { one, type SearchParams } from "@/components/demand/list-filters";
import { listInput, type ListInput } from "@/server/modules/offer/contract";

/** The list's filters as the address holds them; what makes no sense is left out. */
export function offerFiltersOf(params: SearchParams): ListInput {
  const { status, q, cursor } = listInput.shape;
  return {
    status: status.catch(undefined).parse(one(params, "status")),
    live: one(params, "live") === "1" || undefined,
    q: q.catch(undefined).parse(one(params, "q")),
    cursor: cursor.catch(undefined).parse(one(params, "cursor")),
  };
}
