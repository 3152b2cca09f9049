import { z } from "zod";
import { parseBusinessDay } from "@/lib/dates";
import { basisPointsField, cursorField, FIELD_ERRORS, optionalText, trimmedText, uuidField } from "@/lib/fields";
import type { Breach } from "@/lib/offer-price";
import type { discountKinds, OfferState } from "@/lib/states/offer";
import { offerLifecycle } from "@/lib/states/offer";
import { stateNames } from "@/lib/states/lifecycle";

const typed = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value);
const count = (most: number) => z.preprocess(typed, z.int({ error: FIELD_ERRORS.required }).min(1, { error: FIELD_ERRORS.required }).max(most, { error: FIELD_ERRORS.invalid }));
const day = z.string({ error: FIELD_ERRORS.required }).refine((text) => parseBusinessDay(text) !== null, { error: FIELD_ERRORS.required });
const rate = basisPointsField.refine((bp) => bp > 0, { error: FIELD_ERRORS.basisPoints });

export const offerLineInput = z.object({
  productSpecId: uuidField,
  quantity: count(100_000),
  periodNumber: count(120),
  /** Rate payable, basis points. */
  rateBp: rate,
  /** The partner's share, basis points; only a partner's own offer asks for one, a demand brings its own. */
  shareBp: basisPointsField.optional(),
});

/** An offer as its maker fills it in; days are business days, the last one included. */
export const makeInput = z.object({
  demandId: uuidField.optional(),
  name: trimmedText(1, 80),
  buyerAccount: trimmedText(1, 64),
  buyerName: trimmedText(0, 100),
  startsOn: day,
  endsOn: day,
  terms: trimmedText(0, 4000),
  lines: z.array(offerLineInput).min(1, { error: FIELD_ERRORS.required }).max(30),
});
export type MakeInput = z.infer<typeof makeInput>;

export const offerId = z.object({ offerId: uuidField });
export const decisionInput = offerId.extend({ version: z.int(), note: trimmedText(1, 500) });
export const revokeInput = offerId.extend({ note: trimmedText(1, 500) });
export type DecisionInput = z.infer<typeof decisionInput>;
export type RevokeInput = z.infer<typeof revokeInput>;

export const declineReasons = ["price", "not_needed", "chose_other", "terms", "wrong_recipient", "other"] as const;
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, { error: FIELD_ERRORS.invalid });
export const tokenInput = z.object({ token });
export const declineInput = tokenInput.extend({ reason: z.enum(declineReasons, { error: FIELD_ERRORS.required }), note: optionalText(500) });
export type DeclineInput = z.infer<typeof declineInput>;

export const listInput = z.object({
  status: z.enum(stateNames(offerLifecycle) as [OfferState]).optional(),
  live: z.boolean().optional(),
  q: optionalText(100),
  cursor: cursorField.optional(),
});
export type ListInput = z.infer<typeof listInput>;

/** A row of a list. Instants are ISO texts, money fen as text. */
export type OfferSummary = {
  id: string;
  number: string;
  name: string;
  makerName: string;
  partnerName: string | null;
  demandId: string | null;
  demandNumber: string | null;
  buyerAccount: string;
  buyerName: string;
  discountKind: (typeof discountKinds)[number];
  status: OfferState;
  startsAt: string;
  endsAt: string;
  totalListFen: string;
  totalFen: string;
  openedCount: number;
  createdByName: string;
  submittedAt: string | null;
  createdAt: string;
};
export type OfferList = { rows: OfferSummary[]; next: string | null; counts: Partial<Record<OfferState, number>>; now: string };

export type OfferLine = {
  productId: string;
  productName: string;
  specName: string;
  skuCode: string;
  quantity: number;
  periodNumber: number;
  periodType: string;
  unitPrice: string;
  rateBp: number;
  shareBp: number;
  listFen: string;
  amountFen: string;
};
export type OfferEvent = { id: string; act: string; at: string; actorName: string; detail: Record<string, string> };
/** What the actor may do now: null = yes, else the key of the reason under `offer.blocked`. */
export type OfferActs = Record<"approve" | "refuse" | "withdraw" | "revoke", string | null>;

export type OfferDetail = OfferSummary & {
  orgId: string;
  sellerName: string;
  lines: OfferLine[];
  breaches: Breach[];
  terms: string;
  openedAt: string | null;
  decidedAt: string | null;
  decisionNote: string | null;
  version: number;
  /** The buyer's link token, for the maker alone and only while the page answers to it. */
  token: string | null;
  events: OfferEvent[];
  acts: OfferActs;
  now: string;
};

/** What the buyer's page shows; states of no concern to the buyer are not found. */
export type BuyerOffer = {
  number: string;
  name: string;
  discountKind: (typeof discountKinds)[number];
  status: "scheduled" | "effective" | "used" | "expired" | "declined";
  sellerName: string;
  partnerName: string | null;
  buyerName: string;
  buyerAccount: string;
  startsAt: string;
  endsAt: string;
  terms: string;
  totalListFen: string;
  totalFen: string;
  lines: Omit<OfferLine, "shareBp" | "productId">[];
  now: string;
};

/** A specification that may be quoted, with the limits within which no approval is needed. */
export type QuotableSpec = {
  id: string;
  productId: string;
  sellerOrgId: string;
  sellerName: string;
  productName: string;
  name: string;
  skuCode: string;
  chargingMode: string;
  periodType: string;
  unitPrice: string;
  floorRateBp: number;
  maxShareBp: number;
};

/** What the form starts with when an offer is made from a demand. */
export type OfferStart = {
  demandId: string;
  demandNumber: string;
  demandName: string;
  buyerName: string;
  buyerAccount: string | null;
  lines: { productSpecId: string; quantity: number }[];
  /** The partner's share by product, basis points. */
  shares: Record<string, number>;
};
