import { z } from "zod";
import { cursorField, trimmedText, uuidField } from "@/lib/fields";
import { stateNames } from "@/lib/states/lifecycle";
import { claimLifecycle, type ClaimState } from "@/lib/states/order";

/** A partner's claim to an order that credits nobody. */
export const claimInput = z.object({
  orderNumber: trimmedText(2, 128),
  buyerAccount: trimmedText(1, 128),
  reason: trimmedText(10, 2000),
  proofFileId: uuidField,
});
export const claimIdInput = z.object({ claimId: uuidField });
export const decideClaimInput = claimIdInput.extend({ note: trimmedText(2, 1000) });
export const claimListInput = z.object({
  status: z.enum(stateNames(claimLifecycle) as [ClaimState, ...ClaimState[]]).optional(),
  cursor: cursorField.optional(),
});
export type ClaimInput = z.output<typeof claimInput>;
export type DecideClaimInput = z.output<typeof decideClaimInput>;
export type ClaimListInput = z.output<typeof claimListInput>;

export type ClaimRow = {
  readonly id: string;
  readonly number: string;
  readonly status: ClaimState;
  readonly orderNumber: string;
  /** Null while the order is not the reader's to see. */
  readonly orderId: string | null;
  readonly amountFen: string | null;
  readonly partnerName: string;
  readonly sellerName: string;
  readonly dueAt: string | null;
  readonly createdAt: string;
  readonly decidedAt: string | null;
};
export type ClaimList = { readonly rows: ClaimRow[]; readonly next: string | null; readonly counts: Partial<Record<ClaimState, number>>; readonly now: string };

/** What the operator weighs: how things stood when the order was placed. */
export type ClaimFacts = {
  readonly placedAt: string;
  readonly customerName: string;
  readonly customerAccount: string;
  readonly branch: "same" | "different" | "none";
  readonly agreementNumber: string | null;
  /** Share by the rule in force then, by product; null where there is none. */
  readonly shares: readonly { readonly product: string; readonly shareBp: number | null }[];
  /** Null, or why it cannot be granted: a key under `claim.errors`. */
  readonly blocked: string | null;
};

export type ClaimDetail = ClaimRow & {
  readonly reason: string;
  readonly claimedByName: string;
  readonly decidedByName: string | null;
  readonly decisionNote: string | null;
  /** For the claimant and operators. */
  readonly proof: { readonly fileId: string; readonly name: string } | null;
  readonly facts: ClaimFacts | null;
  /** Null, or why it cannot be done now: a key under `claim.blocked`. */
  readonly acts: { readonly withdraw: string | null; readonly decide: string | null };
};
