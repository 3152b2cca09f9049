import { hrefWith } from "@/components/ui/href";

type Behind = { readonly placed: readonly [first: string, last: string]; readonly product?: string; readonly billed?: "yes" | "no"; readonly type?: "sale" | "refund" };

/** The transactions behind a figure of performance: just the lines it sums up. Months are YYYYMM, both included. */
export const transactionsBehind = (home: string, { placed, ...rest }: Behind) => hrefWith(`${home}/transactions`, {}, { placed: placed.join("-"), ...rest });
