import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { registrationLifecycle } from "../../lib/states/customer";
import { stateNames } from "../../lib/states/lifecycle";
import { oneOf } from "../checks";
import { createdAt, id, instant, version } from "../columns";
import { actingPersons, narrowed, own, ownSight, platformOnly } from "../policies";
import { org } from "./org";

/** A buyer, known by its marketplace account. Companies see a customer only through demand and orders. */
export const customer = pgTable(
  "customer",
  {
    id: id(),
    account: text().notNull(),
    name: text().notNull(),
    industry: text().notNull().default(""),
    region: text().notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("customer_account_key").on(t.account), ...platformOnly()],
);

/** A prospect reserved for a partner (报备): nobody else may reserve it while it holds. */
export const registration = pgTable(
  "registration",
  {
    id: id(),
    number: text().notNull(),
    orgId: uuid().notNull().references(() => org.id),
    customerName: text().notNull(),
    customerAccount: text(),
    contactName: text().notNull().default(""),
    contactDetails: text().notNull().default(""),
    /** What the partner is about to sell there. */
    project: text().notNull(),
    status: text().notNull(),
    endReason: text(),
    holdsUntil: instant(),
    /** When its partner was told that the hold ends soon. */
    warnedAt: instant(),
    endedAt: instant(),
    createdBy: uuid(),
    createdByName: text().notNull().default(""),
    foldedName: text().generatedAlwaysAs(sql`app.fold_company(customer_name)`),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("registration_number_key").on(t.number),
    uniqueIndex("registration_held_account_key").on(t.customerAccount).where(sql`status = 'held' and customer_account is not null`),
    uniqueIndex("registration_held_name_key").on(t.foldedName).where(sql`status = 'held'`),
    index("registration_created_idx").on(t.createdAt, t.id),
    index("registration_org_idx").on(t.orgId, t.createdAt, t.id),
    index("registration_status_idx").on(t.status, t.createdAt, t.id),
    index("registration_org_status_idx").on(t.orgId, t.status, t.createdAt, t.id),
    index("registration_person_idx").on(t.orgId, t.createdBy, t.createdAt, t.id),
    index("registration_person_status_idx").on(t.orgId, t.createdBy, t.status, t.createdAt, t.id),
    index("registration_holds_idx").on(t.holdsUntil).where(sql`status = 'held'`),
    oneOf("registration_status_check", t.status, stateNames(registrationLifecycle)),
    ...own(t.orgId),
    narrowed(sql`${ownSight} is not true or ${t.createdBy} = any(${actingPersons})`),
  ],
);

/** A customer account bound to a partner (关联), by interval; at most one partner at a time. */
export const association = pgTable(
  "association",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    customerAccount: text().notNull(),
    customerName: text().notNull(),
    registrationId: uuid().references(() => registration.id),
    startedAt: instant().notNull(),
    endedAt: instant(),
    endReason: text(),
    endedByOrgId: uuid(),
    /** What the operator noted when associating; never the customer's data. */
    note: text().notNull().default(""),
    foldedName: text().generatedAlwaysAs(sql`app.fold_company(customer_name)`),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("association_current_key").on(t.customerAccount).where(sql`ended_at is null`),
    index("association_account_idx").on(t.customerAccount, t.startedAt.desc()),
    index("association_org_idx").on(t.orgId, t.startedAt, t.id),
    index("association_started_idx").on(t.startedAt, t.id),
    index("association_current_idx").on(t.startedAt, t.id).where(sql`ended_at is null`),
    index("association_ended_idx").on(t.startedAt, t.id).where(sql`ended_at is not null`),
    index("association_org_current_idx").on(t.orgId, t.startedAt, t.id).where(sql`ended_at is null`),
    index("association_org_ended_idx").on(t.orgId, t.startedAt, t.id).where(sql`ended_at is not null`),
    index("association_registration_idx").on(t.registrationId),
    index("association_name_idx").on(t.foldedName).where(sql`ended_at is null`),
    ...own(t.orgId),
    narrowed(sql`${ownSight} is not true or ${t.registrationId} is null or exists (select 1 from registration r where r.id = registration_id)`),
  ],
);
