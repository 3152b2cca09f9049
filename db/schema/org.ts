import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { certificationStates, orgKinds, programs, taxpayerKinds } from "../../lib/states/org";
import { oneOf } from "../checks";
import { basisPoints, createdAt, id, instant } from "../columns";
import { identity, identityClosed, orgContext, own, partyWhere, personContext, platformReadable, platformShownWhere } from "../policies";

/** A company: its public face. Readable as a directory by every signed-in company; `slug` is in the URL. */
export const org = pgTable(
  "org",
  {
    id: id(),
    kind: text({ enum: orgKinds }).notNull(),
    slug: text().notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("org_slug_key").on(t.slug),
    oneOf("org_kind_check", t.kind, orgKinds),
    ...platformShownWhere(sql`${orgContext} is not null or app.sits_in(${t.id})`),
  ],
);

/** Business information certification: bank and tax facts. Intervals, so a back-dated taxpayer kind can be kept. */
export const orgCertification = pgTable(
  "org_certification",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    state: text({ enum: Object.keys(certificationStates) as [keyof typeof certificationStates] }).notNull(),
    legalName: text().notNull(),
    uscc: text().notNull(),
    taxpayerKind: text({ enum: taxpayerKinds }).notNull(),
    /** Rate of the invoices this company issues, basis points. */
    invoiceRateBp: basisPoints().notNull(),
    bankName: text().notNull(),
    bankAccountName: text().notNull(),
    bankAccountNo: text().notNull(),
    contactPhone: text().notNull(),
    contactEmail: text().notNull(),
    certifiedAt: instant(),
    validFrom: instant().notNull(),
    validTo: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    index("org_certification_org_idx").on(t.orgId, t.validFrom.desc()),
    uniqueIndex("org_certification_current_key").on(t.orgId).where(sql`valid_to is null`),
    oneOf("org_certification_state_check", t.state, Object.keys(certificationStates)),
    ...own(t.orgId),
  ],
);

/** The marketplace's contracting entities: who buys and sells, and what stands on an invoice as buyer. */
export const legalEntity = pgTable(
  "legal_entity",
  {
    id: id(),
    code: text().notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    uscc: text().notNull(),
    address: text().notNull(),
    phone: text().notNull(),
    bankName: text().notNull(),
    bankAccountNo: text().notNull(),
    invoiceAddress: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("legal_entity_code_key").on(t.code), ...platformReadable()],
);

/** A person who can sign in. */
export const person = pgTable(
  "person",
  {
    id: id(),
    email: text().notNull(),
    name: text().notNull(),
    nameEn: text().notNull().default(""),
    passwordHash: text(),
    /** Null until the person chooses one: then the portal speaks as the browser asks. */
    locale: text(),
    theme: text().notNull().default("system"),
    phone: text(),
    shortcutsOff: integer().notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("person_email_key").on(sql`lower(${t.email})`), ...identity(t.id)],
);

/** A person's seat in a company, with its roles. */
export const membership = pgTable(
  "membership",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    personId: uuid().notNull().references(() => person.id),
    /** Kept beside the seat so that colleagues see each other's names without reading `person`. */
    displayName: text().notNull(),
    email: text().notNull(),
    roles: text().array().notNull(),
    /** Products this person is kept to; null = all of the company's. */
    productIds: uuid().array(),
    endedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("membership_org_person_key").on(t.orgId, t.personId),
    index("membership_person_idx").on(t.personId),
    ...partyWhere(sql`${t.orgId} = ${orgContext} or ${t.personId} = ${personContext}`),
  ],
);

/** A signed-in browser: the token's hash is kept, never the token. Real time, not business time. */
export const session = pgTable(
  "session",
  {
    id: id(),
    tokenHash: text().notNull(),
    personId: uuid().notNull().references(() => person.id),
    userAgent: text().notNull().default(""),
    ip: text().notNull().default(""),
    createdAt: instant().notNull().default(sql`now()`),
    lastSeenAt: instant().notNull().default(sql`now()`),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [uniqueIndex("session_token_key").on(t.tokenHash), index("session_person_idx").on(t.personId), ...identity(t.personId)],
);

/** An invitation or a password reset, used once; only the token's hash is kept. */
export const mailToken = pgTable(
  "mail_token",
  {
    id: id(),
    purpose: text({ enum: ["invitation", "reset"] }).notNull(),
    tokenHash: text().notNull(),
    email: text().notNull(),
    orgId: uuid().references(() => org.id),
    roles: text().array().notNull().default(sql`'{}'`),
    detail: jsonb().notNull().default({}),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    createdAt: instant().notNull().default(sql`now()`),
  },
  (t) => [uniqueIndex("mail_token_hash_key").on(t.tokenHash), index("mail_token_org_idx").on(t.orgId), ...identityClosed()],
);

/** A person away, and the colleague who stands in: sees and does what the absent one would. */
export const absence = pgTable(
  "absence",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    personId: uuid().notNull(),
    delegatePersonId: uuid().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    note: text().notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [index("absence_org_idx").on(t.orgId, t.startsAt.desc()), index("absence_delegate_idx").on(t.delegatePersonId, t.endsAt), ...own(t.orgId)],
);

/** A program a company takes part in: the accelerator brings sellers marketing demand. */
export const orgProgram = pgTable(
  "org_program",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    program: text({ enum: programs }).notNull(),
    joinedAt: instant().notNull(),
    endedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [index("org_program_org_idx").on(t.orgId), uniqueIndex("org_program_current_key").on(t.orgId, t.program).where(sql`ended_at is null`), oneOf("org_program_check", t.program, programs), ...own(t.orgId)],
);

/** A list's filters under a name: one person's (`personId` set) or the team's. */
export const savedView = pgTable(
  "saved_view",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    personId: uuid(),
    room: text().notNull(),
    name: text().notNull(),
    /** The address's query, without cursor. */
    query: text().notNull(),
    createdBy: uuid(),
    createdByName: text().notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [unique("saved_view_key").on(t.orgId, t.personId, t.room, t.name).nullsNotDistinct(), ...partyWhere(sql`${t.orgId} = ${orgContext} and (${t.personId} is null or ${t.personId} = ${personContext})`)],
);
