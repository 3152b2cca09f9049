import type { BlockReason } from "@/lib/states/settlement";

/** The stations of a deal, in the order in which it passes them. */
export const dealStages = ["demand", "progress", "offers", "orders", "delivery", "refunds", "share"] as const;
export type DealStageName = (typeof dealStages)[number];

/** One moment. `at` is an ISO instant, `amountFen` fen as text; a share's amount is that of `side`. */
export type DealMoment = {
  readonly key: string;
  readonly stage: DealStageName;
  readonly act: string;
  readonly at: string;
  readonly noun: "demand" | "offer" | "order" | "statement";
  readonly nounId: string;
  readonly number: string;
  readonly actorName: string;
  readonly orgName: string | null;
  readonly amountFen: string | null;
  readonly currency: string;
  readonly side: "seller" | "partner" | null;
  readonly note: string;
  readonly detail: Readonly<Record<string, string>>;
};

/** `withheld`: the reader's role may not see this stage, or not all of it. `elsewhere`: it is there, but with somebody else. */
export type DealStage = { readonly stage: DealStageName; readonly moments: readonly DealMoment[]; readonly withheld: boolean; readonly elsewhere: boolean };

/** A beneficiary's part of the deal: in statements, paid out, and not in a statement yet with the reasons. Fen as text. */
export type DealShare = {
  readonly side: "seller" | "partner";
  readonly orgName: string;
  readonly currency: string;
  readonly settledFen: string;
  readonly paidFen: string;
  readonly openFen: string;
  readonly openLines: number;
  readonly blockedBy: readonly BlockReason[];
};

export type Deal = { readonly stages: readonly DealStage[]; readonly shares: readonly DealShare[]; readonly now: string };
