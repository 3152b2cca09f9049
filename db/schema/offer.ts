import { sql } from "drizzle-orm";
import { index, integer, jsonb, numeric, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { discountKinds, liveOfferStates, offerLifecycle } from "../../lib/states/offer";
import { stateNames } from "../../lib/states/lifecycle";
import { oneOf } from "../checks";
import { basisPoints, createdAt, currency, fen, id, instant, version } from "../columns";
import { orgContext, party, partyWhere } from "../policies";
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
    breaches: jsonb().$type<{ line: number; code: string; values: Record<string, string> }[]>().notNull().default([]),
    terms: text().notNull().default(""),
    createdBy: uuid(),
    createdByName: text().notNull().default(""),
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
    index("offer_org_idx").on(t.orgId, t.createdAt.desc(), t.id),
    index("offer_seller_idx").on(t.sellerOrgId, t.createdAt.desc(), t.id),
    index("offer_partner_idx").on(t.partnerOrgId, t.createdAt.desc(), t.id),
    index("offer_demand_idx").on(t.demandId),
    index("offer_name_trgm_idx").using("gin", t.name.op("gin_trgm_ops")),
    index("offer_status_idx").on(t.status, t.endsAt),
    oneOf("offer_status_check", t.status, stateNames(offerLifecycle)),
    ...party(t.orgId, t.sellerOrgId, t.partnerOrgId),
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
    /** The partner's share, basis points of the cash paid. */
    shareBp: basisPoints().notNull().default(0),
    listFen: fen().notNull(),
    amountFen: fen().notNull(),
  },
  (t) => [
    index("offer_line_offer_idx").on(t.offerId),
    index("offer_line_product_idx").on(t.productId),
    index("offer_line_spec_idx").on(t.productSpecId),
    ...partyWhere(sql`exists (select 1 from offer o where o.id = offer_id and (o.org_id = ${orgContext} or o.seller_org_id = ${orgContext} or o.partner_org_id = ${orgContext}))`),
  ],
);
