import { z } from "zod";
import { basisPointsField, optionalText, uuidField } from "@/lib/fields";
import type { Breach } from "@/lib/offer-price";
import type { authorityScopes } from "@/lib/states/offer";

const whole = (most: number) => z.preprocess((value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value), z.int().min(1).max(most));

/** Lines as they are being typed. `offerId` names the offer that would be amended, `demandId` the demand it is made from. */
export const quoteInput = z.object({
  offerId: uuidField.optional(),
  demandId: uuidField.optional(),
  buyerAccount: optionalText(64),
  lines: z
    .array(z.object({ productSpecId: uuidField, quantity: whole(100_000), periodNumber: whole(120), rateBp: basisPointsField, shareBp: basisPointsField.optional() }))
    .min(1)
    .max(30),
});
export type QuoteInput = z.infer<typeof quoteInput>;

/** The limit within which a line is approved by rule: rate payable in basis points, price of one unit and period in yuan. */
export type AuthorityUsed = { id: string | null; rateBp: number; scope: (typeof authorityScopes)[number]; floorUnitPrice: string | null };

/** One line of the calculation; fen as text. Amounts that are not the reader's to see are null. */
export type QuoteLine = {
  productSpecId: string;
  listFen: string;
  amountFen: string;
  rateBp: number;
  shareBp: number;
  maxShareBp: number;
  authority: AuthorityUsed | null;
  breaches: Breach[];
  sellerNetFen: string | null;
  partnerFen: string | null;
  /** What the marketplace keeps: the remainder, its fee included. */
  platformFen: string | null;
  /** The agency fee by rule; zero for sales in which the marketplace is principal. */
  feeFen: string | null;
};
export type QuoteTotals = Omit<QuoteLine, "productSpecId" | "rateBp" | "shareBp" | "maxShareBp" | "authority" | "breaches">;

/** A rule version the calculation rests on; `ratio` is the product's own. */
export type QuoteRule = { kind: string; scope: string; value: Record<string, unknown>; validFrom: string | null };

/**
 * What each line breaches, what will happen, and what everybody gets. `auto`: in force by rule at once; `manual`: the
 * desk decides, usually within `usualDays` working days; `refused`: cannot be submitted (`problems`, or deeper than anybody may approve).
 */
export type QuotePreview = {
  lines: (QuoteLine | null)[];
  totals: QuoteTotals;
  outcome: "auto" | "manual" | "refused";
  /** Field errors as submitting would answer them, by input path. */
  problems: Record<string, string>;
  usualDays: number;
  usualUnit: "day" | "workday" | "month";
  /** Operators' roles that may approve this deep, the least senior first; empty when inside authority. */
  approvers: string[];
  /** When the desk would have to have decided, were it submitted now. */
  dueAt: string | null;
  rules: QuoteRule[];
};
