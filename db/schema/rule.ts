import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { oneOf } from "../checks";
import { basisPoints, createdAt, fen, id, instant, period } from "../columns";
import { party, platformReadable } from "../policies";
import { org } from "./org";

export const ruleKinds = ["fee", "share", "tier", "tax", "minimum", "calendar", "limit"] as const;

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
