import { sql } from "drizzle-orm";
import { boolean, date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { deliveryModes, demandLifecycle, demandSources, demandTypes } from "../../lib/states/demand";
import { stateNames } from "../../lib/states/lifecycle";
import { oneOf } from "../checks";
import { basisPoints, createdAt, fen, id, instant, version } from "../columns";
import { orgContext, party, partyWhere } from "../policies";
import { org } from "./org";
import { product, productSpec } from "./product";

/** Customer demand without a word about the customer (that is `demand_customer`). */
export const demand = pgTable(
  "demand",
  {
    id: id(),
    number: text().notNull(),
    source: text({ enum: demandSources }).notNull(),
    submitterOrgId: uuid().notNull().references(() => org.id),
    submitterPersonId: uuid(),
    submitterName: text().notNull(),
    sellerOrgId: uuid().references(() => org.id),
    name: text().notNull(),
    deliveryMode: text({ enum: deliveryModes }).notNull(),
    demandType: text({ enum: demandTypes }).notNull(),
    /** Demand space: the customer's budget, fen. */
    budgetFen: fen(),
    mainAsk: text().notNull(),
    description: text().notNull().default(""),
    expectedSigningDate: date({ mode: "string" }),
    salesContact: text().notNull().default(""),
    salesContactDetails: text().notNull().default(""),
    status: text().notNull(),
    reasonCode: text(),
    reasonNote: text(),
    submittedAt: instant(),
    assignedAt: instant(),
    /** Deadline of the current state, by the versioned limit in force when it began. */
    dueAt: instant(),
    acceptedAt: instant(),
    closedAt: instant(),
    lastProgressAt: instant(),
    rulesVersion: text(),
    wonOrderId: uuid(),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("demand_number_key").on(t.number),
    index("demand_seller_idx").on(t.sellerOrgId, t.createdAt.desc(), t.id),
    index("demand_submitter_idx").on(t.submitterOrgId, t.createdAt.desc(), t.id),
    index("demand_status_idx").on(t.status, t.createdAt.desc(), t.id),
    index("demand_name_trgm_idx").using("gin", t.name.op("gin_trgm_ops")),
    index("demand_due_idx").on(t.dueAt).where(sql`due_at is not null`),
    oneOf("demand_status_check", t.status, stateNames(demandLifecycle)),
    oneOf("demand_source_check", t.source, demandSources),
    ...party(t.submitterOrgId, t.sellerOrgId),
  ],
);

/** The customer of a demand: the submitter's and the operator's; the seller's from the moment of release. */
export const demandCustomer = pgTable(
  "demand_customer",
  {
    demandId: uuid().primaryKey().references(() => demand.id),
    submitterOrgId: uuid().notNull().references(() => org.id),
    /** The seller it was released to, set at acceptance. */
    releasedToOrgId: uuid().references(() => org.id),
    customerName: text().notNull(),
    customerAccount: text(),
    contactName: text().notNull().default(""),
    contactDetails: text().notNull().default(""),
    releasedAt: instant(),
  },
  (t) => [
    index("demand_customer_submitter_idx").on(t.submitterOrgId),
    index("demand_customer_released_idx").on(t.releasedToOrgId),
    ...party(t.submitterOrgId, t.releasedToOrgId),
  ],
);

/** Products of interest (by the submitter) and solution lines (by the seller). */
export const demandLine = pgTable(
  "demand_line",
  {
    id: id(),
    demandId: uuid().notNull().references(() => demand.id),
    kind: text({ enum: ["interest", "solution"] }).notNull(),
    productId: uuid().notNull().references(() => product.id),
    productSpecId: uuid().references(() => productSpec.id),
    quantity: integer().notNull().default(1),
    /** Share the partner asks for, with the product's maximum at submission, basis points. */
    expectedShareBp: basisPoints(),
    maxShareBp: basisPoints(),
    createdAt: createdAt(),
  },
  (t) => [
    index("demand_line_demand_idx").on(t.demandId),
    index("demand_line_product_idx").on(t.productId),
    index("demand_line_spec_idx").on(t.productSpecId),
    ...partyWhere(sql`exists (select 1 from demand d where d.id = demand_id and (d.submitter_org_id = ${orgContext} or d.seller_org_id = ${orgContext}))`),
  ],
);

/** Everything that happened to a demand, in order; the timeline of the page. */
export const demandEvent = pgTable(
  "demand_event",
  {
    id: id(),
    demandId: uuid().notNull().references(() => demand.id),
    act: text().notNull(),
    actorName: text().notNull(),
    actorOrgId: uuid(),
    note: text().notNull().default(""),
    detail: jsonb().$type<Record<string, string>>().notNull().default({}),
    nextStep: text(),
    nextStepOn: date({ mode: "string" }),
    /** Kept from the seller (an operator's or the submitter's remark before release). */
    hiddenFromSeller: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    index("demand_event_demand_idx").on(t.demandId, t.createdAt),
    ...partyWhere(
      sql`exists (select 1 from demand d where d.id = demand_id and (d.submitter_org_id = ${orgContext} or (d.seller_org_id = ${orgContext} and not hidden_from_seller)))`,
    ),
  ],
);
