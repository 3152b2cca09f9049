import { sql } from "drizzle-orm";
import { boolean, date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { attributionBranches, claimLifecycle, orderLifecycle, orderTypes, paymentMethods, supervisionStates } from "../../lib/states/order";
import { discountKinds } from "../../lib/states/offer";
import { chargingModes, productClasses } from "../../lib/states/product";
import { stateNames } from "../../lib/states/lifecycle";
import { oneOf } from "../checks";
import { basisPoints, createdAt, currency, fen, id, instant, version } from "../columns";
import { actingPersons, narrowed, orgContext, ownSight, party, productScope } from "../policies";
import { customer } from "./customer";
import { file } from "./file";
import { offer } from "./offer";
import { legalEntity, org } from "./org";
import { product, productSpec } from "./product";
import { agreement } from "./rule";

/** What hangs on an order is seen by whoever sees the order, a salesperson and a product's delegate too. */
const withItsOrder = () => narrowed(sql`(${ownSight} is not true and ${productScope} is null) or app.reads_order(order_id)`);

/** An order as the marketplace reported it: one seller, one contracting entity. Refunds are orders of their own. */
export const order = pgTable(
  "order",
  {
    id: id(),
    /** The marketplace's number, `CS…`. */
    number: text().notNull(),
    orderType: text({ enum: orderTypes }).notNull(),
    originalOrderId: uuid(),
    sellerOrgId: uuid().notNull().references(() => org.id),
    /** The credited partner, copied from the attribution so that its policy sees the row. */
    partnerOrgId: uuid().references(() => org.id),
    /** Whose deal it is on either side, from the demand, offer or registration behind it; nobody's is for those who see the team's. */
    sellerPersonId: uuid(),
    partnerPersonId: uuid(),
    customerId: uuid().notNull().references(() => customer.id),
    customerName: text().notNull(),
    customerAccount: text().notNull(),
    legalEntityId: uuid().notNull().references(() => legalEntity.id),
    offerId: uuid().references(() => offer.id),
    status: text().notNull(),
    currency: currency(),
    listFen: fen().notNull(),
    amountFen: fen().notNull(),
    paymentMethod: text({ enum: paymentMethods }),
    placedAt: instant().notNull(),
    paidAt: instant(),
    creditConfirmedAt: instant(),
    repaidAt: instant(),
    /** For credit: when all credit of the customer's month was repaid (money.md R3). */
    creditClearedAt: instant(),
    cancelledAt: instant(),
    refundedFen: fen().notNull().default(sql`0`),
    buyer: jsonb().$type<Record<string, string>>().notNull().default({}),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("order_number_key").on(t.number),
    index("order_seller_idx").on(t.sellerOrgId, t.placedAt.desc(), t.id.desc()),
    index("order_partner_idx").on(t.partnerOrgId, t.placedAt.desc(), t.id.desc()),
    index("order_placed_idx").on(t.placedAt.desc(), t.id.desc()),
    index("order_seller_person_idx").on(t.sellerPersonId, t.placedAt, t.id).where(sql`seller_person_id is not null`),
    index("order_partner_person_idx").on(t.partnerPersonId, t.placedAt, t.id).where(sql`partner_person_id is not null`),
    index("order_customer_idx").on(t.customerId),
    index("order_entity_idx").on(t.legalEntityId),
    index("order_offer_idx").on(t.offerId),
    index("order_original_idx").on(t.originalOrderId).where(sql`original_order_id is not null`),
    index("order_number_trgm_idx").using("gin", t.number.op("gin_trgm_ops")),
    oneOf("order_status_check", t.status, stateNames(orderLifecycle)),
    oneOf("order_type_check", t.orderType, orderTypes),
    ...party(t.sellerOrgId, t.partnerOrgId),
    narrowed(sql`(${ownSight} is not true or (${t.sellerOrgId} = ${orgContext} and ${t.sellerPersonId} = any(${actingPersons})) or (${t.partnerOrgId} = ${orgContext} and ${t.partnerPersonId} = any(${actingPersons}))) and (${productScope} is null or app.order_in_scope(${t.id}))`),
  ],
);

/** An order line with the rules that bind at order time, and the instants at which its gates opened. */
export const orderLine = pgTable(
  "order_line",
  {
    id: id(),
    number: text().notNull(),
    orderId: uuid().notNull().references(() => order.id),
    originalLineId: uuid(),
    sellerOrgId: uuid().notNull().references(() => org.id),
    partnerOrgId: uuid().references(() => org.id),
    productId: uuid().notNull().references(() => product.id),
    productSpecId: uuid().notNull().references(() => productSpec.id),
    productClass: text({ enum: productClasses }).notNull(),
    legalEntityId: uuid().notNull().references(() => legalEntity.id),
    orderType: text({ enum: orderTypes }).notNull(),
    chargingMode: text({ enum: chargingModes }).notNull(),
    periodType: text().notNull(),
    periodNumber: integer().notNull(),
    quantity: integer().notNull(),
    currency: currency(),
    listFen: fen().notNull(),
    /** Cash the customer pays, tax included; negative on refunds. */
    amountFen: fen().notNull(),
    voucherFen: fen().notNull().default(sql`0`),
    /** The payee's part of the voucher, basis points. */
    voucherBorneBp: basisPoints().notNull().default(0),
    taxRateBp: basisPoints().notNull(),
    /** Seller's part when ordered: share ratio for principal classes, 10000 − fee for agency. */
    sellerRatioBp: basisPoints().notNull(),
    feeRuleId: uuid(),
    sellerAgreementId: uuid().references(() => agreement.id),
    shareBorneBy: text({ enum: ["platform", "seller"] }).notNull(),
    hasInterface: boolean().notNull(),
    supervision: text({ enum: Object.keys(supervisionStates) as [keyof typeof supervisionStates] }).notNull(),
    supervisionSince: instant(),
    supervisionDoneAt: instant(),
    paidAt: instant(),
    /** Paid, or for credit cleared: the money gate. */
    moneyAt: instant(),
    onCredit: boolean().notNull().default(false),
    provisionedAt: instant(),
    /** When the line takes effect: provisioning, or a renewal's own date. */
    effectiveAt: instant(),
    instanceId: text(),
    expiresAt: instant(),
    cancelledAt: instant(),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("order_line_number_key").on(t.number),
    index("order_line_order_idx").on(t.orderId),
    index("order_line_original_idx").on(t.originalLineId),
    index("order_line_seller_idx").on(t.sellerOrgId, t.createdAt.desc(), t.id.desc()),
    index("order_line_partner_idx").on(t.partnerOrgId, t.createdAt.desc(), t.id.desc()),
    index("order_line_product_idx").on(t.productId),
    index("order_line_spec_idx").on(t.productSpecId),
    index("order_line_entity_idx").on(t.legalEntityId),
    index("order_line_agreement_idx").on(t.sellerAgreementId),
    index("order_line_expires_idx").on(t.expiresAt, t.id, t.amountFen).where(sql`expires_at is not null and paid_at is not null and cancelled_at is null and order_type in ('new', 'renew', 'change')`),
    index("order_line_seller_expires_idx").on(t.sellerOrgId, t.expiresAt, t.id, t.amountFen).where(sql`expires_at is not null and paid_at is not null and cancelled_at is null and order_type in ('new', 'renew', 'change')`),
    index("order_line_partner_expires_idx").on(t.partnerOrgId, t.expiresAt, t.id, t.amountFen).where(sql`expires_at is not null and paid_at is not null and cancelled_at is null and order_type in ('new', 'renew', 'change')`),
    oneOf("order_line_supervision_check", t.supervision, Object.keys(supervisionStates)),
    ...party(t.sellerOrgId, t.partnerOrgId),
    withItsOrder(),
  ],
);

/** Who is credited for an order line, written once at order creation with its evidence. */
export const attribution = pgTable(
  "attribution",
  {
    id: id(),
    orderId: uuid().notNull().references(() => order.id),
    orderLineId: uuid().notNull().references(() => orderLine.id),
    partnerOrgId: uuid().notNull().references(() => org.id),
    sellerOrgId: uuid().notNull().references(() => org.id),
    carrier: text({ enum: ["offer", "link", "typed", "association", "inherited", "claim"] }).notNull(),
    offerId: uuid().references(() => offer.id),
    demandId: uuid(),
    discountKind: text({ enum: discountKinds }),
    shareBp: basisPoints().notNull(),
    shareRuleId: uuid(),
    /** The partner's agreement in force at order time; none = NO_AGREEMENT. */
    agreementId: uuid().references(() => agreement.id),
    evidence: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** The credited partner against the one the customer was associated with at that instant. */
    branch: text({ enum: attributionBranches }).notNull().default("none"),
    offerRevision: integer(),
    claimId: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("attribution_line_partner_key").on(t.orderLineId, t.partnerOrgId),
    index("attribution_order_idx").on(t.orderId),
    index("attribution_partner_idx").on(t.partnerOrgId, t.createdAt.desc()),
    index("attribution_seller_idx").on(t.sellerOrgId),
    index("attribution_offer_idx").on(t.offerId),
    index("attribution_demand_idx").on(t.demandId).where(sql`demand_id is not null`),
    index("attribution_agreement_idx").on(t.agreementId),
    ...party(t.partnerOrgId, t.sellerOrgId),
    withItsOrder(),
  ],
);

/** What happened to an order, in order; the page's timeline. */
export const orderEvent = pgTable(
  "order_event",
  {
    id: id(),
    orderId: uuid().notNull().references(() => order.id),
    sellerOrgId: uuid().notNull().references(() => org.id),
    partnerOrgId: uuid().references(() => org.id),
    act: text().notNull(),
    detail: jsonb().$type<Record<string, string>>().notNull().default({}),
    day: date({ mode: "string" }),
    at: instant().notNull().default(sql`app.now()`),
  },
  (t) => [
    index("order_event_order_idx").on(t.orderId, t.at),
    index("order_event_seller_idx").on(t.sellerOrgId),
    index("order_event_partner_idx").on(t.partnerOrgId),
    ...party(t.sellerOrgId, t.partnerOrgId),
    withItsOrder(),
  ],
);

/** A partner's claim to an order that names no partner, with its proof; granting it adds an attribution. */
export const claim = pgTable(
  "claim",
  {
    id: id(),
    number: text().notNull(),
    /** The order as the claimant named it: until the claim is granted the order itself is not its to see. */
    orderNumber: text().notNull(),
    orderId: uuid().notNull().references(() => order.id),
    partnerOrgId: uuid().notNull().references(() => org.id),
    sellerOrgId: uuid().notNull().references(() => org.id),
    status: text().notNull(),
    reason: text().notNull(),
    proofFileId: uuid().references(() => file.id),
    claimedByName: text().notNull().default(""),
    createdBy: uuid(),
    dueAt: instant(),
    decidedAt: instant(),
    decidedBy: uuid(),
    decidedByName: text(),
    decisionNote: text(),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("claim_number_key").on(t.number),
    uniqueIndex("claim_open_key").on(t.orderId, t.partnerOrgId).where(sql`status = 'submitted'`),
    uniqueIndex("claim_granted_key").on(t.orderId).where(sql`status = 'granted'`),
    index("claim_order_idx").on(t.orderId),
    index("claim_created_idx").on(t.createdAt, t.id),
    index("claim_partner_idx").on(t.partnerOrgId, t.createdAt, t.id),
    index("claim_seller_idx").on(t.sellerOrgId, t.createdAt, t.id),
    index("claim_status_idx").on(t.status, t.createdAt, t.id),
    index("claim_partner_status_idx").on(t.partnerOrgId, t.status, t.createdAt, t.id),
    index("claim_seller_status_idx").on(t.sellerOrgId, t.status, t.createdAt, t.id),
    index("claim_file_idx").on(t.proofFileId),
    oneOf("claim_status_check", t.status, stateNames(claimLifecycle)),
    ...party(t.partnerOrgId, t.sellerOrgId),
    // The claimant sees the claim before it is credited; the others with the order.
    narrowed(sql`(${ownSight} is not true or ${t.createdBy} = any(${actingPersons}) or app.reads_order(order_id)) and (${productScope} is null or app.order_in_scope(order_id))`),
  ],
);
