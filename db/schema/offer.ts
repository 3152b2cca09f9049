import { sql } from "drizzle-orm";
import { type AnyPgColumn, boolean, index, integer, jsonb, numeric, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { commentKinds, discountKinds, liveOfferStates, offerLifecycle } from "../../lib/states/offer";
import { stateNames } from "../../lib/states/lifecycle";
import { oneOf } from "../checks";
import { basisPoints, createdAt, currency, fen, id, instant, version } from "../columns";
import { actingPersons, narrowed, ownSight, party, partyWhere, productScope } from "../policies";
import type { Breach } from "../../lib/offer-price";
import { demand } from "./demand";
import { org } from "./org";
import { product, productSpec } from "./product";

const liveList = sql.raw(liveOfferStates.map((state) => `'${state}'`).join(", "));

/** A private price for one buyer account, frozen once submitted. */
export const offer = pgTable(
  "offer",
  {
    id: id(),
    number: text().notNull(),
    /** 1, then one more with every amendment; an amended offer takes the place of the one before. */
    revision: integer().notNull().default(1),
    supersedesId: uuid().references((): AnyPgColumn => offer.id),
    /** The company that makes the offer. */
    orgId: uuid().notNull().references(() => org.id),
    sellerOrgId: uuid().notNull().references(() => org.id),
    /** The partner credited when it is used. */
    partnerOrgId: uuid().references(() => org.id),
    demandId: uuid().references(() => demand.id),
    name: text().notNull(),
    buyerAccount: text().notNull(),
    buyerName: text().notNull().default(""),
    discountKind: text({ enum: discountKinds }).notNull(),
    status: text().notNull(),
    tokenHash: text(),
    /** The buyer's link token, envelope-encrypted so that its maker can copy it again. */
    tokenSealed: text(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    currency: currency(),
    totalListFen: fen().notNull().default(sql`0`),
    totalFen: fen().notNull().default(sql`0`),
    breaches: jsonb().$type<Breach[]>().notNull().default([]),
    terms: text().notNull().default(""),
    /** Why more than the maker's authority is asked for (special application). */
    specialReason: text(),
    /** Until when the manual desk is to decide. */
    dueAt: instant(),
    /** What the desk would approve instead: rate payable by line, basis points. */
    counterRates: jsonb().$type<number[]>(),
    counterNote: text(),
    /** Who of the desk proposed it: the approver of the version that takes it up. */
    counterBy: uuid(),
    counterByName: text(),
    counterAt: instant(),
    /** When the desk was reminded that its time is over. */
    escalatedAt: instant(),
    createdBy: uuid(),
    createdByName: text().notNull().default(""),
    /** Who follows it up since it was handed over; null = whoever made it. */
    personId: uuid(),
    personName: text(),
    submittedAt: instant(),
    decidedAt: instant(),
    decidedBy: uuid(),
    decisionNote: text(),
    openedAt: instant(),
    openedCount: integer().notNull().default(0),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("offer_number_key").on(t.number),
    uniqueIndex("offer_token_key").on(t.tokenHash),
    uniqueIndex("offer_live_name_key").on(t.orgId, t.name).where(sql`status in (${liveList})`),
    uniqueIndex("offer_live_demand_key").on(t.demandId).where(sql`status in (${liveList})`),
    // Lists walk these backwards: all newest first, within a company, a state, or a person's own.
    index("offer_newest_idx").on(t.createdAt, t.id),
    index("offer_org_idx").on(t.orgId, t.createdAt, t.id),
    index("offer_seller_idx").on(t.sellerOrgId, t.createdAt, t.id),
    index("offer_partner_idx").on(t.partnerOrgId, t.createdAt, t.id),
    index("offer_status_newest_idx").on(t.status, t.createdAt, t.id),
    index("offer_seller_status_idx").on(t.sellerOrgId, t.status, t.createdAt, t.id),
    index("offer_partner_status_idx").on(t.partnerOrgId, t.status, t.createdAt, t.id),
    index("offer_person_idx").on(sql`(coalesce(person_id, created_by))`, t.createdAt, t.id),
    index("offer_ending_idx").on(t.endsAt, t.id).where(sql`status in ('scheduled', 'effective')`),
    index("offer_desk_idx").on(sql`(coalesce(due_at, created_at))`, t.id).where(sql`status = 'review'`),
    index("offer_demand_idx").on(t.demandId),
    uniqueIndex("offer_supersedes_key").on(t.supersedesId),
    index("offer_status_idx").on(t.status, t.endsAt),
    oneOf("offer_status_check", t.status, stateNames(offerLifecycle)),
    ...party(t.orgId, t.sellerOrgId, t.partnerOrgId),
    narrowed(sql`(${ownSight} is not true or coalesce(${t.personId}, ${t.createdBy}) = any(${actingPersons}) or app.works_on_demand(demand_id)) and (${productScope} is null or app.offer_in_scope(${t.id}))`),
  ],
);

export const offerLine = pgTable(
  "offer_line",
  {
    id: id(),
    offerId: uuid().notNull().references(() => offer.id),
    productId: uuid().notNull().references(() => product.id),
    productSpecId: uuid().notNull().references(() => productSpec.id),
    quantity: integer().notNull(),
    periodNumber: integer().notNull().default(1),
    /** List price of one unit for one period when offered, yuan. */
    unitPrice: numeric({ precision: 20, scale: 6 }).notNull(),
    /** Rate payable, basis points: 8500 = the buyer pays 85 %. */
    rateBp: basisPoints().notNull(),
    /** Rate payable down to which its maker could grant it alone when submitted, and the row that said so. */
    authorityBp: basisPoints(),
    authorityId: uuid(),
    /** The partner's share, basis points of the cash paid. */
    shareBp: basisPoints().notNull().default(0),
    listFen: fen().notNull(),
    amountFen: fen().notNull(),
  },
  (t) => [
    index("offer_line_offer_idx").on(t.offerId),
    index("offer_line_product_idx").on(t.productId, t.offerId),
    index("offer_line_spec_idx").on(t.productSpecId),
    ...partyWhere(sql`app.reads_offer(offer_id)`),
  ],
);

/** What is said about an offer: between maker and desk, inside the desk, and the buyer's questions with their answers. */
export const offerComment = pgTable(
  "offer_comment",
  {
    id: id(),
    offerId: uuid().notNull().references(() => offer.id),
    kind: text({ enum: commentKinds }).notNull(),
    authorName: text().notNull(),
    authorOrgId: uuid(),
    body: text().notNull(),
    /** The question an answer belongs to. */
    answersId: uuid(),
    /** Seen by operators alone. */
    internal: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    index("offer_comment_offer_idx").on(t.offerId, t.createdAt),
    oneOf("offer_comment_kind_check", t.kind, commentKinds),
    ...partyWhere(sql`not internal and app.reads_offer(offer_id)`),
  ],
);
