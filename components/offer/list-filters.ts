import { one, type SearchParams } from "@/components/demand/list-filters";
import { offerLifecycle, type OfferState } from "@/lib/states/offer";
import { listInput, offerFilter, type ListInput, type OfferFilter } from "@/server/modules/offer/contract-list";

/** Name in the address by filter; those said by a plain "1" stand apart. */
const names = { made: "made", kind: "kind", productId: "product", partnerId: "partner", sellerId: "seller", person: "person", from: "from", to: "to", buyer: "buyer", q: "q" } as const satisfies Partial<Record<keyof OfferFilter, string>>;
const flags = ["live", "ending"] as const satisfies readonly (keyof OfferFilter)[];

/** Every parameter that narrows the list. */
export const filterKeys: readonly string[] = ["status", ...flags, ...Object.values(names)];

const isState = (word: string): word is OfferState => word !== "draft" && Object.hasOwn(offerLifecycle.states, word);

/** The states an address names: `status=effective,used`. */
export const statesOf = (params: SearchParams): OfferState[] => [...new Set((one(params, "status") ?? "").split(",").filter(isState))];

/** The filters as the address holds them; what makes no sense is left out. */
export function offerFiltersOf(params: SearchParams): ListInput {
  const given = Object.entries(names).map(([field, name]) => {
    const parsed = offerFilter.shape[field as keyof typeof names].safeParse(one(params, name));
    return [field, parsed.success ? parsed.data : undefined];
  });
  const states = statesOf(params);
  const cursor = listInput.shape.cursor.safeParse(one(params, "cursor"));
  return {
    ...(Object.fromEntries(given) as OfferFilter),
    ...Object.fromEntries(flags.map((flag) => [flag, one(params, flag) === "1" || undefined])),
    status: states.length > 0 ? states : undefined,
    cursor: cursor.success ? cursor.data : undefined,
  };
}

/** The address's own filters, for links and forms that keep them. */
export const keptFilters = (params: SearchParams, ...without: string[]): Record<string, string | undefined> =>
  Object.fromEntries([...filterKeys, "cols", "all"].filter((key) => !without.includes(key)).map((key) => [key, one(params, key)]));
