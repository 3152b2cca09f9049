import { z } from "zod";
import { parseBusinessDay } from "@/lib/dates";
import { basisPointsField, FIELD_ERRORS, optionalText, trimmedText, uuidField } from "@/lib/fields";
import type { Breach } from "@/lib/offer-price";
import type { DemandState } from "@/lib/states/demand";
import type { commentKinds, discountKinds } from "@/lib/states/offer";
import type { OfferSummary } from "./contract-list";
import type { AuthorityUsed, QuotePreview } from "./contract-quote";

const typed = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value);
const whole = "offer.errors.field.whole";
const count = (most: number) => z.preprocess(typed, z.int({ error: ({ input }) => (input === undefined || input === "" ? FIELD_ERRORS.required : whole) }).min(1, { error: whole }).max(most, { error: "errors.field.range" }));
const day = z.string({ error: FIELD_ERRORS.required }).refine((text) => parseBusinessDay(text) !== null, { error: FIELD_ERRORS.required });
const payable = "offer.errors.field.rate";
const rate = z.int({ error: ({ input }) => (input === undefined ? FIELD_ERRORS.required : payable) }).min(1, { error: payable }).max(10_000, { error: payable });

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
  /** Why more than the maker's authority is asked for; needed when a line goes beyond it. */
  specialReason: optionalText(1000),
});
export type MakeInput = z.infer<typeof makeInput>;

export const offerId = z.object({ offerId: uuidField });
/** A new version of an offer; the demand stays the one it was made from. */
export const amendInput = makeInput.extend({ offerId: uuidField });
export type AmendInput = z.infer<typeof amendInput>;

const decided = offerId.extend({ version: z.int() });
export const decisionInput = decided.extend({ note: trimmedText(1, 500) });
/** What the desk would approve instead: one rate payable per line, in the lines' order. */
export const counterInput = decided.extend({ rates: z.array(rate).min(1).max(30), note: trimmedText(1, 500) });
export const revokeInput = offerId.extend({ note: trimmedText(1, 500) });
export const commentInput = offerId.extend({ body: trimmedText(1, 2000), internal: z.boolean().optional() });
export const answerInput = offerId.extend({ questionId: uuidField, body: trimmedText(1, 2000) });
/** Offers that a colleague is to follow up. */
export const handOverOffersInput = z.object({ offerIds: z.array(uuidField).min(1, { error: FIELD_ERRORS.required }).max(200), personId: uuidField, note: optionalText(500) });
export type HandOverOffersInput = z.infer<typeof handOverOffersInput>;
/** Somebody of the company an offer can be handed over to. */
export type OfferColleague = { personId: string; name: string };
/** What became of each: `error` is null, or the key of the reason why it stands as it was. */
export type PerOffer = { offerId: string; error: string | null }[];
export type DecisionInput = z.infer<typeof decisionInput>;
export type CounterInput = z.infer<typeof counterInput>;
export type RevokeInput = z.infer<typeof revokeInput>;
export type CommentInput = z.infer<typeof commentInput>;
export type AnswerInput = z.infer<typeof answerInput>;

export const declineReasons = ["price", "not_needed", "chose_other", "terms", "wrong_recipient", "other"] as const;
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, { error: FIELD_ERRORS.invalid });
export const tokenInput = z.object({ token });
/** What the buyer does is about the version that stood on the page. */
export const versionInput = tokenInput.extend({ revision: z.int().min(1) });
export const declineInput = versionInput.extend({ reason: z.enum(declineReasons, { error: FIELD_ERRORS.required }), note: optionalText(500) });
export const askInput = versionInput.extend({ body: trimmedText(1, 1000) });
export type VersionInput = z.infer<typeof versionInput>;
export type DeclineInput = z.infer<typeof declineInput>;
export type AskInput = z.infer<typeof askInput>;

export type OfferLine = {
  productId: string;
  productSpecId: string;
  productName: string;
  specName: string;
  skuCode: string;
  chargingMode: string;
  quantity: number;
  periodNumber: number;
  periodType: string;
  unitPrice: string;
  rateBp: number;
  /** The authority it was measured against when submitted; null for versions older than that record. */
  authority: AuthorityUsed | null;
  shareBp: number;
  listFen: string;
  amountFen: string;
};
export type OfferEvent = { id: string; act: string; at: string; actorName: string; detail: Record<string, string> };

export const offerActs = ["approve", "refuse", "counter", "acceptCounter", "amend", "withdraw", "revoke", "handOver", "comment", "answer"] as const;
/** What the actor may do now: null = yes, else the key of the reason under `offer.blocked`. */
export type OfferActs = Record<(typeof offerActs)[number], string | null>;

export type OfferVersion = { id: string; number: string; revision: number };
export type ValueChange = { field: string; from: string | null; to: string | null };
/** What a version changed against the one before: fields by their name, lines by their specification. Money fen, rates basis points. */
export type OfferDiff = {
  fields: ValueChange[];
  lines: { productName: string; specName: string; change: "added" | "removed" | "changed"; values: ValueChange[] }[];
};
/** What the desk would approve instead, rates payable in the lines' order. */
export type OfferCounter = { rates: number[]; note: string; byName: string; at: string };
export type OfferComment = { id: string; kind: (typeof commentKinds)[number]; authorName: string; ours: boolean; internal: boolean; body: string; at: string };
export type OfferQuestion = { id: string; body: string; at: string; answers: { id: string; body: string; authorName: string; at: string }[] };

export type OfferDetail = OfferSummary & {
  orgId: string;
  sellerName: string;
  lines: OfferLine[];
  breaches: Breach[];
  specialReason: string | null;
  terms: string;
  openedAt: string | null;
  decidedAt: string | null;
  decisionNote: string | null;
  version: number;
  supersedes: OfferVersion | null;
  supersededBy: OfferVersion | null;
  diff: OfferDiff | null;
  counter: OfferCounter | null;
  comments: OfferComment[];
  questions: OfferQuestion[];
  /** The calculation by the rules of today for a live offer, of its use for a used one; each side sees its own amounts. */
  calculation: QuotePreview | null;
  /** The buyer's link token, for the maker alone and only while the page answers to it. */
  token: string | null;
  events: OfferEvent[];
  acts: OfferActs;
  /** Who follows it up, and to whom it can be handed over (nobody where the reader may not). */
  personId: string | null;
  colleagues: OfferColleague[];
  now: string;
};

export const buyerStates = ["amending", "scheduled", "effective", "used", "expired", "declined"] as const;
/**
 * What the buyer's page shows; states of no concern to the buyer are not found. While a new version of an offer it
 * had is being decided the page says so (`amending`), without lines and amounts.
 */
export type BuyerOffer = {
  number: string;
  revision: number;
  name: string;
  discountKind: (typeof discountKinds)[number];
  status: (typeof buyerStates)[number];
  sellerName: string;
  /** The partner a purchase with this offer credits; null = nobody. */
  partnerName: string | null;
  buyerName: string;
  buyerAccount: string;
  startsAt: string;
  endsAt: string;
  terms: string;
  currency: string;
  totalListFen: string;
  totalFen: string;
  lines: Omit<OfferLine, "shareBp" | "productId" | "productSpecId" | "authority">[];
  questions: { id: string; body: string; at: string; answers: { body: string; at: string }[] }[];
  /** Whether one more question may be asked now. */
  mayAsk: boolean;
  now: string;
};

/** What an open page asks again and again: which version stands now, and how. */
export type BuyerStanding = Pick<BuyerOffer, "revision" | "status">;

/** A specification that may be quoted, with the limits within which no approval is needed. */
export type QuotableSpec = {
  id: string;
  productId: string;
  productClass: string;
  sellerOrgId: string;
  sellerName: string;
  productName: string;
  name: string;
  skuCode: string;
  chargingMode: string;
  periodType: string;
  unitPrice: string;
  floorRateBp: number;
  /** The rate payable the maker may grant whoever the customer is; a customer's own authority shows in the quote. */
  authority: AuthorityUsed;
  maxShareBp: number;
};

/** Why no offer can be made from a demand now: another offer holds it, it ended, it waits to be accepted, or it is not the seller's (any more). */
export type Hindrance = { why: "held" | "ended" | "early" | "gone"; number: string; status: DemandState | null };

/** What the form starts with when an offer is made from a demand, or amended. */
export type OfferStart = {
  demandId: string;
  demandNumber: string;
  demandName: string;
  buyerName: string;
  buyerAccount: string | null;
  lines: { productSpecId: string; productName: string; quantity: number }[];
  /** The products the demand asks for, where it has no solution yet. */
  wanted: string[];
  /** The partner's share by product, basis points. */
  shares: Record<string, number>;
};

/**
 * An offer as the form takes it up again, for a new version of it. With a `hindrance` it can only be offered again without
 * its demand, whose customer then is the reader's to name.
 */
export type OfferDraft = MakeInput & { offerId: string; number: string; revision: number; demandNumber: string | null; shares: Record<string, number>; hindrance: Hindrance | null };
