import { sql } from "drizzle-orm";
import { type AnyPgColumn, boolean, date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { candidateStates, type CloseRequest, deliveryModes, demandLifecycle, demandSources, demandTypes, type DemandChecks, type MatchReason } from "../../lib/states/demand";
import { stateNames } from "../../lib/states/lifecycle";
import { oneOf } from "../checks";
import { basisPoints, createdAt, fen, id, instant, version } from "../columns";
import { actingPersons, narrowed, orgContext, ownSight, party, partyWhere, platformOnly, productScope } from "../policies";
import { file } from "./file";
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
    /** The salesperson who follows it for the seller; set at acceptance, handed over by hand. */
    sellerPersonId: uuid(),
    sellerPersonName: text().notNull().default(""),
    name: text().notNull(),
    deliveryMode: text({ enum: deliveryModes }).notNull(),
    demandType: text({ enum: demandTypes }).notNull(),
    /** Demand space: the customer's budget, fen. */
    budgetFen: fen(),
    mainAsk: text().notNull(),
    description: text().notNull().default(""),
    expectedSigningDate: date({ mode: "string" }),
    /** Province or city of delivery; says nothing of who the customer is. */
    region: text().notNull().default(""),
    salesContact: text().notNull().default(""),
    salesContactDetails: text().notNull().default(""),
    status: text().notNull(),
    reasonCode: text(),
    reasonNote: text(),
    submittedAt: instant(),
    assignedAt: instant(),
    /** When the time to accept began, moved by pauses; warnings are parts of the way from here to `dueAt`. */
    clockFrom: instant(),
    /** When the next warning of that deadline falls. */
    warnDueAt: instant(),
    /** Deadline of the current state, by the versioned limit in force when it began. */
    dueAt: instant(),
    acceptedAt: instant(),
    closedAt: instant(),
    lastProgressAt: instant(),
    /** First progress entry, first offer: what conversion tracking measures by. */
    firstProgressAt: instant(),
    offeredAt: instant(),
    rulesVersion: text(),
    wonOrderId: uuid(),
    /** What the winning orders come to, fen; offline wins keep null. */
    wonFen: fen(),
    /** Set when every line of the winning order was refunded. */
    refundedAt: instant(),
    /** The clock stands while the submitter is asked something; the deadline moves by the pause when it answers. */
    pausedAt: instant(),
    pausedUntil: instant(),
    /** One extension per assignment. */
    extendedAt: instant(),
    nudgedAt: instant(),
    /** When silence in conversion is noted, and when it makes the demand stale. */
    nudgeDueAt: instant(),
    stallDueAt: instant(),
    /** The sellers that refused it and that let it lapse, whatever became of it later. */
    refusedBy: uuid().array().notNull().default(sql`'{}'`),
    lapsedBy: uuid().array().notNull().default(sql`'{}'`),
    /** Verification: what makes it valuable and real, by question. */
    checks: jsonb().$type<DemandChecks>().notNull().default({}),
    checkedAt: instant(),
    checkedByName: text().notNull().default(""),
    /** The demand this one was found to repeat. */
    mergedIntoId: uuid().references((): AnyPgColumn => demand.id),
    /** A seller's request to close a partner's demand; the partner confirms, silence decides. */
    closeRequest: jsonb().$type<CloseRequest>(),
    closeRequestDueAt: instant(),
    importBatchId: uuid(),
    /** The number a marketing system knows it by. */
    externalRef: text(),
    /** Day of the next step that the last progress entry promised. */
    nextStepOn: date({ mode: "string" }),
    /** Number and name folded, what a search within lists looks through. */
    searched: text().generatedAlwaysAs(sql`app.fold(number || ' ' || name)`),
    /** Name and main ask with width, case and invisible characters folded, for near-duplicates. */
    folded: text().generatedAlwaysAs(sql`app.fold(name || ' ' || main_ask)`),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("demand_number_key").on(t.number),
    // Lists walk these backwards: all newest first, within a company, a state, or a person's own.
    index("demand_newest_idx").on(t.createdAt, t.id),
    index("demand_seller_idx").on(t.sellerOrgId, t.createdAt, t.id),
    index("demand_submitter_idx").on(t.submitterOrgId, t.createdAt, t.id),
    index("demand_status_idx").on(t.status, t.createdAt, t.id, t.submitterOrgId),
    index("demand_seller_status_idx").on(t.sellerOrgId, t.status, t.createdAt, t.id),
    index("demand_submitter_status_idx").on(t.submitterOrgId, t.status, t.createdAt, t.id),
    index("demand_seller_person_idx").on(t.sellerPersonId, t.createdAt, t.id).where(sql`seller_person_id is not null`),
    index("demand_submitter_person_idx").on(t.submitterPersonId, t.createdAt, t.id).where(sql`submitter_person_id is not null`),
    index("demand_region_idx").on(t.region, t.createdAt, t.id),
    index("demand_submitted_idx").on(t.submittedAt, t.id).where(sql`submitted_at is not null`),
    index("demand_closed_idx").on(t.closedAt, t.id).where(sql`closed_at is not null`),
    index("demand_next_step_idx").on(t.nextStepOn, t.id).where(sql`next_step_on is not null`),
    index("demand_merged_idx").on(t.mergedIntoId),
    index("demand_import_idx").on(t.importBatchId).where(sql`import_batch_id is not null`),
    index("demand_close_request_idx").on(t.closeRequestDueAt).where(sql`close_request_due_at is not null`),
    uniqueIndex("demand_external_key").on(t.source, t.externalRef).where(sql`external_ref is not null`),
    index("demand_due_idx").on(t.dueAt, t.id).where(sql`due_at is not null`),
    index("demand_warn_idx").on(t.warnDueAt).where(sql`status = 'pending'`),
    index("demand_nudge_idx").on(t.nudgeDueAt).where(sql`status = 'converting' and nudged_at is null`),
    index("demand_stall_idx").on(t.stallDueAt).where(sql`status = 'converting'`),
    index("demand_passed_on_idx").using("gin", t.refusedBy, t.lapsedBy).where(sql`refused_by <> '{}' or lapsed_by <> '{}'`),
    index("demand_paused_idx").on(t.pausedUntil).where(sql`paused_until is not null`),
    oneOf("demand_status_check", t.status, stateNames(demandLifecycle)),
    oneOf("demand_source_check", t.source, demandSources),
    ...party(t.submitterOrgId, t.sellerOrgId),
    narrowed(sql`(${ownSight} is not true or (${t.sellerOrgId} = ${orgContext} and ${t.sellerPersonId} is null) or ${t.sellerPersonId} = any(${actingPersons}) or ${t.submitterPersonId} = any(${actingPersons})) and (${productScope} is null or app.demand_in_scope(${t.id}))`),
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
    /** Completed by a seller, so that the seller may correct it; what the submitter gave is the submitter's. */
    accountBySeller: boolean().notNull().default(false),
    contactName: text().notNull().default(""),
    contactDetails: text().notNull().default(""),
    releasedAt: instant(),
    /** When the seller's sight is to end, set at a loss. */
    maskDueAt: instant(),
    /** When the seller's sight of it ended after a loss. */
    maskedAt: instant(),
    /** The name without legal form, width, case and invisible characters, for near-duplicates. */
    foldedName: text().generatedAlwaysAs(sql`app.fold_company(customer_name)`),
  },
  (t) => [
    index("demand_customer_account_idx").on(t.customerAccount).where(sql`customer_account is not null`),
    // Names alike count as one only with the same numbers in them; what waits to be put in order stays short.
    index("demand_customer_kin_idx").using("gin", sql`app.numbers_in(folded_name)`, t.foldedName.op("gin_trgm_ops")).with({ gin_pending_list_limit: 64 }),
    index("demand_customer_submitter_idx").on(t.submitterOrgId),
    index("demand_customer_released_idx").on(t.releasedToOrgId),
    index("demand_customer_mask_idx").on(t.maskDueAt).where(sql`mask_due_at is not null`),
    ...party(t.submitterOrgId, t.releasedToOrgId),
    narrowed(sql`(${ownSight} is not true and ${productScope} is null) or app.reads_demand(demand_id)`),
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
    index("demand_line_product_idx").on(t.productId, t.demandId, t.kind),
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
    index("demand_event_next_step_idx").on(t.nextStepOn).where(sql`next_step_on is not null`),
    // What others say may name the customer: the seller reads it exactly while the customer is released to it.
    ...partyWhere(sql`app.party_to_entry(demand_id, hidden_from_seller, act, actor_org_id)`),
    // What a company says among its own is nobody else's, not even the operators'; the house's own work passes.
    narrowed(sql`act <> 'own_comment' or actor_org_id = ${orgContext} or ${orgContext} is null`),
  ],
);

/** Sellers a demand is offered to, in order: when one refuses or lets it lapse, the next one is asked. */
export const demandCandidate = pgTable(
  "demand_candidate",
  {
    id: id(),
    demandId: uuid().notNull().references(() => demand.id),
    position: integer().notNull(),
    sellerOrgId: uuid().notNull().references(() => org.id),
    state: text({ enum: candidateStates }).notNull().default("waiting"),
    assignedAt: instant(),
    endedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("demand_candidate_key").on(t.demandId, t.position), index("demand_candidate_seller_idx").on(t.sellerOrgId), oneOf("demand_candidate_state_check", t.state, candidateStates), ...platformOnly()],
);

/** What the ranking said when a dispatcher chose, kept so that the ranking can be judged. */
export const matchChoice = pgTable(
  "match_choice",
  {
    id: id(),
    demandId: uuid().notNull().references(() => demand.id),
    ranking: jsonb().$type<{ sellerOrgId: string; productId: string; score: number; reasons: MatchReason[] }[]>().notNull(),
    chosen: uuid().array().notNull(),
    chosenBy: uuid(),
    chosenByName: text().notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [index("match_choice_demand_idx").on(t.demandId), ...platformOnly()],
);

/** A file beside a demand's event: progress papers, evidence of a close. */
export const demandFile = pgTable(
  "demand_file",
  {
    id: id(),
    demandId: uuid().notNull().references(() => demand.id),
    eventId: uuid().notNull().references(() => demandEvent.id),
    fileId: uuid().notNull().references(() => file.id),
    name: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index("demand_file_demand_idx").on(t.demandId),
    index("demand_file_event_idx").on(t.eventId),
    index("demand_file_file_idx").on(t.fileId),
    ...partyWhere(sql`app.reads_entry(event_id)`),
    narrowed(sql`app.reads_entry(event_id)`),
  ],
);
