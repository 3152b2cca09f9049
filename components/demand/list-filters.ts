import { type DemandState, demandLifecycle } from "@/lib/states/demand";
import { demandFilter, type DemandFilter, listInput, type ListInput } from "@/server/modules/demand/contract-list";

export type SearchParams = Record<string, string | string[] | undefined>;

/** A parameter of the address, once. */
export const one = (params: SearchParams, key: string): string | undefined => {
  const value = params[key];
  return typeof value === "string" ? value : value?.[0];
};

/** Name in the address by filter. */
const names = {
  source: "source",
  productId: "product",
  partnerId: "partner",
  sellerId: "seller",
  person: "person",
  due: "due",
  region: "region",
  batchId: "batch",
  stage: "stage",
  cohort: "cohort",
  reason: "reason",
  from: "from",
  to: "to",
  q: "q",
} as const satisfies Record<Exclude<keyof DemandFilter, "status" | "ids">, string>;

/** Every parameter that narrows the list. */
export const filterKeys: readonly string[] = ["status", ...Object.values(names)];

const isState = (word: string): word is DemandState => word in demandLifecycle.states;

/** The states an address names: `status=pending,converting`. */
export const statesOf = (params: SearchParams): DemandState[] => [...new Set((one(params, "status") ?? "").split(",").filter(isState))];

/** The filters as the address holds them; what makes no sense is left out. */
export function filtersOf(params: SearchParams): ListInput {
  const given = Object.entries(names).map(([field, name]) => {
    const parsed = demandFilter.shape[field as keyof typeof names].safeParse(one(params, name));
    return [field, parsed.success ? parsed.data : undefined];
  });
  const states = statesOf(params);
  const cursor = listInput.shape.cursor.safeParse(one(params, "cursor"));
  return { ...(Object.fromEntries(given) as DemandFilter), status: states.length > 0 ? states : undefined, cursor: cursor.success ? cursor.data : undefined };
}

/** The address's own filters, for links and forms that keep them. */
export const keptFilters = (params: SearchParams, ...without: string[]): Record<string, string | undefined> =>
  Object.fromEntries([...filterKeys, "cols", "view"].filter((key) => !without.includes(key)).map((key) => [key, one(params, key)]));
