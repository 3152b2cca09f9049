import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { productClasses } from "../../lib/states/product";
import { countersignDesks, requisitionStates, statementLifecycle } from "../../lib/states/settlement";
import { stateNames } from "../../lib/states/lifecycle";
import { oneOf } from "../checks";
import { basisPoints, createdAt, currency, fen, id, instant, period, version } from "../columns";
import { own, party, platformOnly } from "../policies";
import { order, orderLine } from "./order";
import { legalEntity, org } from "./org";

/** One run of the monthly close. */
export const closeRun = pgTable(
  "close_run",
  {
    id: id(),
    period: period().notNull(),
    cutAt: instant().notNull(),
    state: text({ enum: ["running", "done", "failed"] }).notNull(),
    statements: integer().notNull().default(0),
    lines: integer().notNull().default(0),
    unbilled: integer().notNull().default(0),
    error: text(),
    startedByName: text().notNull().default(""),
    startedAt: instant().notNull(),
    finishedAt: instant(),
  },
  (t) => [uniqueIndex("close_run_period_key").on(t.period).where(sql`state <> 'failed'`), ...platformOnly()],
);

/** The document that starts a payment; its number stands on the invoice. Merges statements of one payee and entity. */
export const requisition = pgTable(
  "requisition",
  {
    id: id(),
    number: text().notNull(),
    orgId: uuid().notNull().references(() => org.id),
    legalEntityId: uuid().notNull().references(() => legalEntity.id),
    productClass: text({ enum: productClasses }).notNull(),
    side: text({ enum: ["seller", "partner"] }).notNull(),
    /** Periods it covers, `202610` or `202609–202610`; stands in the invoice's remark. */
    periodLabel: text().notNull(),
    currency: currency(),
    totalFen: fen().notNull(),
    status: text().notNull(),
    invoiceNeeded: boolean().notNull(),
    noticedAt: instant(),
    invoiceDueAt: instant(),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("requisition_number_key").on(t.number),
    index("requisition_org_idx").on(t.orgId, t.createdAt.desc()),
    index("requisition_entity_idx").on(t.legalEntityId),
    oneOf("requisition_status_check", t.status, Object.keys(requisitionStates)),
    ...own(t.orgId),
  ],
);

/** The issue list (开票清单): what to invoice, one row per tax rate. */
export const issueListRow = pgTable(
  "issue_list_row",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    requisitionId: uuid().notNull().references(() => requisition.id),
    taxRateBp: basisPoints().notNull(),
    itemName: text().notNull(),
    grossFen: fen().notNull(),
    netFen: fen().notNull(),
    taxFen: fen().notNull(),
  },
  (t) => [uniqueIndex("issue_list_row_key").on(t.requisitionId, t.taxRateBp), index("issue_list_row_org_idx").on(t.orgId), ...own(t.orgId)],
);

/** A statement; its equation: gross − refunds − vouchers − the other party's share − platform = payable, tax included. */
export const statement = pgTable(
  "statement",
  {
    id: id(),
    number: text().notNull(),
    orgId: uuid().notNull().references(() => org.id),
    side: text({ enum: ["seller", "partner"] }).notNull(),
    legalEntityId: uuid().notNull().references(() => legalEntity.id),
    productClass: text({ enum: productClasses }).notNull(),
    period: period().notNull(),
    currency: currency(),
    status: text().notNull(),
    closeRunId: uuid().notNull().references(() => closeRun.id),
    requisitionId: uuid().references(() => requisition.id),
    lineCount: integer().notNull(),
    grossFen: fen().notNull(),
    refundFen: fen().notNull(),
    voucherFen: fen().notNull(),
    otherShareFen: fen().notNull(),
    platformFen: fen().notNull(),
    payableFen: fen().notNull(),
    /** SHA-256 over the frozen lines, in order. */
    inputHash: text().notNull().default(""),
    verifiedAt: instant(),
    differences: integer(),
    cutAt: instant().notNull(),
    closedAt: instant().notNull(),
    countersignedAt: instant(),
    paidAt: instant(),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("statement_number_key").on(t.number),
    uniqueIndex("statement_key").on(t.orgId, t.side, t.legalEntityId, t.productClass, t.period, t.currency),
    index("statement_org_idx").on(t.orgId, t.period.desc(), t.id),
    index("statement_entity_idx").on(t.legalEntityId),
    index("statement_close_run_idx").on(t.closeRunId),
    index("statement_requisition_idx").on(t.requisitionId),
    index("statement_status_idx").on(t.status, t.period),
    oneOf("statement_status_check", t.status, stateNames(statementLifecycle)),
    oneOf("statement_class_check", t.productClass, productClasses),
    ...own(t.orgId),
  ],
);

/** A settled line with its trace: exact tax-inclusive result = numerator / divisor fen. */
export const settlementLine = pgTable(
  "settlement_line",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    statementId: uuid().notNull().references(() => statement.id),
    side: text({ enum: ["seller", "partner"] }).notNull(),
    orderId: uuid().notNull().references(() => order.id),
    orderLineId: uuid().notNull().references(() => orderLine.id),
    productId: uuid().notNull(),
    orderType: text().notNull(),
    /** The customer's cash, tax included, and the terms of the equation for this line. */
    amountFen: fen().notNull(),
    voucherFen: fen().notNull(),
    ratioBp: basisPoints().notNull(),
    tierBp: basisPoints().notNull().default(0),
    shareBp: basisPoints().notNull().default(0),
    /** Output rate of the product and the rate of the payee's invoice, basis points. */
    productTaxBp: basisPoints().notNull(),
    taxRateBp: basisPoints().notNull(),
    numerator: text().notNull(),
    divisor: text().notNull(),
    /** The other side's exact result in the same order line, for the equation. */
    otherNumerator: text().notNull().default("0"),
    otherDivisor: text().notNull().default("1"),
    openedAt: instant().notNull(),
    trace: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("settlement_line_once_key").on(t.orderLineId, t.side, t.orgId),
    index("settlement_line_statement_idx").on(t.statementId, t.id),
    index("settlement_line_order_idx").on(t.orderId),
    index("settlement_line_org_idx").on(t.orgId, t.productId),
    ...own(t.orgId),
  ],
);

/** Totals of a statement per tax rate: the only place where fractions are rounded. */
export const statementRate = pgTable(
  "statement_rate",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    statementId: uuid().notNull().references(() => statement.id),
    taxRateBp: basisPoints().notNull(),
    grossFen: fen().notNull(),
    netFen: fen().notNull(),
    taxFen: fen().notNull(),
  },
  (t) => [uniqueIndex("statement_rate_key").on(t.statementId, t.taxRateBp), index("statement_rate_org_idx").on(t.orgId), ...own(t.orgId)],
);

/** One desk's countersignature; a person signs one desk of a statement only. */
export const countersignature = pgTable(
  "countersignature",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    statementId: uuid().notNull().references(() => statement.id),
    desk: text({ enum: countersignDesks }).notNull(),
    decision: text({ enum: ["signed", "refused"] }).notNull(),
    personId: uuid().notNull(),
    personName: text().notNull(),
    note: text().notNull().default(""),
    round: integer().notNull().default(1),
    at: instant().notNull(),
  },
  (t) => [
    uniqueIndex("countersignature_desk_key").on(t.statementId, t.round, t.desk),
    uniqueIndex("countersignature_person_key").on(t.statementId, t.round, t.personId),
    index("countersignature_org_idx").on(t.orgId),
    ...party(t.orgId),
  ],
);

/** A payment of a requisition. */
export const payout = pgTable(
  "payout",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    requisitionId: uuid().notNull().references(() => requisition.id),
    amountFen: fen().notNull(),
    currency: currency(),
    bankReference: text().notNull(),
    paidOn: text().notNull(),
    recordedBy: uuid(),
    recordedByName: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("payout_requisition_key").on(t.requisitionId), index("payout_org_idx").on(t.orgId), ...own(t.orgId)],
);
