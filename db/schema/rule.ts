import { sql } from "drizzle-orm";
import { index, jsonb, numeric, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { oneOf } from "../checks";
import { basisPoints, createdAt, fen, id, instant, period } from "../columns";
import { orgContext, party, platformReadable, platformShownWhere } from "../policies";
import { org } from "./org";
import { product } from "./product";

export const ruleKinds = ["fee", "share", "tier", "tax", "minimum", "calendar", "limit", "approval"] as const;

/** A versioned rule. `scope` names what it is about (product class, tax product, limit name); the value's shape follows the kind. */
export const ruleVersion = pgTable(
  "rule_version",
  {
    id: id(),
    kind: text({ enum: ruleKinds }).notNull(),
    scope: text().notNull(),
    value: jsonb().$type<Record<string, unknown>>().notNull(),
    validFrom: instant().notNull(),
    validTo: instant(),
    note: text().notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [
    index("rule_version_lookup_idx").on(t.kind, t.scope, t.validFrom.desc()),
    uniqueIndex("rule_version_current_key").on(t.kind, t.scope).where(sql`valid_to is null`),
    oneOf("rule_version_kind_check", t.kind, ruleKinds),
    ...platformReadable(),
  ],
);

/** A signed agreement between the marketplace and a company; shares follow the version in force at order time. */
export const agreement = pgTable(
  "agreement",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    number: text().notNull(),
    title: text().notNull(),
    titleEn: text().notNull(),
    agreementVersion: text().notNull(),
    body: text().notNull(),
    signedBy: text(),
    signedAt: instant(),
    validFrom: instant().notNull(),
    validTo: instant(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("agreement_number_key").on(t.number), index("agreement_org_idx").on(t.orgId, t.validFrom.desc()), ...party(t.orgId)],
);

/** The frozen tier of a product's month: customers' paid amount and the increment it earned. */
export const tierMonth = pgTable(
  "tier_month",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    productId: uuid().notNull(),
    period: period().notNull(),
    paidFen: fen().notNull(),
    incrementBp: basisPoints().notNull(),
    frozenAt: instant().notNull(),
  },
  (t) => [uniqueIndex("tier_month_key").on(t.productId, t.period), index("tier_month_org_idx").on(t.orgId), ...party(t.orgId)],
);

/**
 * How deep a partner may quote by itself: product × partner × customer, null = any. The most specific row in force
 * holds: customer before partner before product. Below it a special application is needed.
 */
export const authority = pgTable(
  "authority",
  {
    id: id(),
    productId: uuid().references(() => product.id),
    partnerOrgId: uuid().references(() => org.id),
    customerAccount: text(),
    /** Lowest rate payable it may grant, basis points. */
    rateBp: basisPoints().notNull(),
    /** Lowest price of one unit for one period, yuan; null = none but the rate's. */
    floorUnitPrice: numeric({ precision: 20, scale: 6 }),
    /** Highest share it may ask for, basis points; null = the product's maximum. */
    maxShareBp: basisPoints(),
    validFrom: instant().notNull(),
    validTo: instant(),
    note: text().notNull().default(""),
    createdByName: text().notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [
    index("authority_product_idx").on(t.productId, t.partnerOrgId),
    index("authority_partner_idx").on(t.partnerOrgId, t.validFrom, t.id),
    index("authority_from_idx").on(t.validFrom, t.id),
    index("authority_customer_idx").on(t.customerAccount.op("text_pattern_ops")).where(sql`customer_account is not null`),
    unique("authority_version_key").on(t.productId, t.partnerOrgId, t.customerAccount, t.validFrom).nullsNotDistinct(),
    ...platformShownWhere(sql`(${t.partnerOrgId} is null and ${orgContext} is not null and (${t.productId} is null or exists (select 1 from org o where o.id = ${orgContext} and o.kind = 'partner'))) or ${t.partnerOrgId} = ${orgContext} or exists (select 1 from product p where p.id = product_id and p.org_id = ${orgContext})`),
  ],
);
