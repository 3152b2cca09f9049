import { z } from "zod";

export const performanceInput = z.object({ months: z.union([z.literal(6), z.literal(12), z.literal(24)]).default(12), productId: z.uuid().optional() });
export type PerformanceInput = z.input<typeof performanceInput>;

/**
 * Figures of some order lines; fen as text. Sales and refunds are the customers' cash, `earnedFen` is the company's own part.
 * What is settled, and what the company gets, is null for roles that do not see its money.
 */
export type Figures = {
  readonly lines: number;
  readonly salesFen: string;
  /** Negative or nought. */
  readonly refundFen: string;
  /** Of sales and refunds together: what stands in a statement, and what does not yet. */
  readonly settledFen: string | null;
  readonly unbilledFen: string | null;
  readonly earnedFen: string | null;
};
export type MonthFigures = Figures & { readonly period: string };
export type ProductFigures = Figures & { readonly productId: string; readonly product: string; readonly productEn: string };
export type ProductMonth = { readonly period: string; readonly productId: string; readonly salesFen: string; readonly settledFen: string | null; readonly unbilledFen: string | null };
/** Whose sales are counted: the company's, the person's own, or those of the products they are kept to. */
export type PerformanceScope = "team" | "own" | "products";
export type Performance = {
  readonly scope: PerformanceScope;
  /** Whether the company's money is among the figures. */
  readonly withMoney: boolean;
  readonly months: readonly MonthFigures[];
  readonly products: readonly ProductFigures[];
  readonly byProduct: readonly ProductMonth[];
  readonly total: Figures;
  readonly asOf: string;
};

/** What a page's address asks for; anything unreadable in it is left out. */
export function performanceSearch(search: Readonly<Record<string, string | undefined>>): PerformanceInput {
  const parsed = performanceInput.safeParse({ months: search["months"] ? Number(search["months"]) : undefined, productId: search["product"] });
  return parsed.success ? parsed.data : {};
}
