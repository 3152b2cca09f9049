import { z } from "zod";
import { cursorField } from "@/lib/fields";

/** How many days ahead the radar looks. */
export const renewalSpans = ["30", "60", "90"] as const;
export type RenewalSpan = (typeof renewalSpans)[number];
export const renewalListInput = z.object({ within: z.enum(renewalSpans).optional(), cursor: cursorField.optional() });
export type RenewalListInput = z.output<typeof renewalListInput>;

/** By which rule a renewal would credit somebody: the original's attribution, the association, nobody; `other` = not the asking partner. */
export const renewalRules = ["inherits", "association", "nobody", "other"] as const;
export type RenewalRule = (typeof renewalRules)[number];
export const renewalReasons = ["agreement_lives", "associated", "agreement_ends", "no_agreement", "no_share_rule", "direct", "associated_elsewhere"] as const;
export type RenewalReason = (typeof renewalReasons)[number];

export type RenewalRow = {
  /** The order line that runs out. */
  readonly id: string;
  readonly lineNumber: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly sellerName: string;
  readonly productName: string;
  readonly specName: string;
  readonly customerName: string;
  readonly customerAccount: string;
  readonly currency: string;
  readonly amountFen: string;
  readonly quantity: number;
  readonly expiresAt: string;
  readonly rule: RenewalRule;
  readonly reason: RenewalReason;
  readonly creditedName: string | null;
  readonly shareBp: number | null;
};
/** Totals reckon the soonest so many lines and say when there are more: they cost the same however many there are. */
export const mostReckoned = 2000;
export type RenewalTotal = { readonly within: RenewalSpan; readonly count: number; readonly amountFen: string; readonly more: boolean };
export type RenewalList = { readonly rows: RenewalRow[]; readonly next: string | null; readonly totals: readonly RenewalTotal[]; readonly now: string };

/** What an offer that renews a line starts with, and who the renewal would credit by which rule. */
export type RenewalStart = {
  readonly id: string;
  readonly orderNumber: string;
  readonly productId: string;
  readonly productSpecId: string | null;
  readonly productName: string;
  readonly customerName: string;
  readonly customerAccount: string;
  readonly quantity: number;
  readonly periodNumber: number;
  /** The rate payable it was sold at, basis points. */
  readonly rateBp: number;
  readonly expiresAt: string;
  readonly rule: RenewalRule;
  readonly creditedName: string | null;
  /** The credited share, basis points. */
  readonly shareBp: number | null;
  /** Whether the renewal would credit the reader's own company. */
  readonly creditsUs: boolean;
};
