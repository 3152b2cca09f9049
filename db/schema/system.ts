import { sql } from "drizzle-orm";
import { bigint, bigserial, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { oneOf } from "../checks";
import { createdAt, id, instant } from "../columns";
import { identityClosed, identityOpen, own, partyWhere, platformOnly, platformReadable } from "../policies";

/** The business clock's distance from real time, in seconds; one row, moves forward only. */
export const clock = pgTable("clock", { id: integer().primaryKey().default(1), offsetSeconds: bigint({ mode: "number" }).notNull().default(0) }, () => [
  ...platformReadable(),
]);

/** Append-only, hash-chained record of acts. One chain per company, and per machine source and hour. */
export const auditEntry = pgTable(
  "audit_entry",
  {
    seq: bigserial({ mode: "bigint" }).primaryKey(),
    chain: text().notNull(),
    position: bigint({ mode: "bigint" }).notNull(),
    /** Every company the act concerns; each may read it. */
    parties: uuid().array().notNull(),
    noun: text().notNull(),
    nounId: uuid(),
    act: text().notNull(),
    actorKind: text().notNull(),
    actorName: text().notNull(),
    at: instant().notNull(),
    businessAt: instant().notNull(),
    /** The canonical JSON that was hashed. */
    payload: text().notNull(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [
    uniqueIndex("audit_entry_chain_key").on(t.chain, t.position),
    index("audit_entry_noun_idx").on(t.noun, t.nounId, t.seq),
    index("audit_entry_parties_idx").using("gin", t.parties),
    ...partyWhere(sql`(select nullif(current_setting('app.org_id', true), '')::uuid) = any(${t.parties})`),
  ],
);

export const auditHead = pgTable(
  "audit_head",
  { chain: text().primaryKey(), position: bigint({ mode: "bigint" }).notNull(), hash: text().notNull() },
  () => [...identityClosed()],
);

/** Answers kept by idempotency key, so that a repeated call has one effect. */
export const idempotencyKey = pgTable(
  "idempotency_key",
  {
    orgId: uuid().notNull(),
    key: text().notNull(),
    requestHash: text().notNull(),
    answer: jsonb(),
    createdAt: instant().notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.key] }), ...own(t.orgId)],
);

/** The machines that may post events, with the secrets they sign with (envelope-encrypted; two at once for rotation). */
export const eventSource = pgTable(
  "event_source",
  { id: id(), name: text().notNull(), secrets: text().array().notNull(), createdAt: createdAt() },
  (t) => [uniqueIndex("event_source_name_key").on(t.name), ...platformOnly()],
);

/** Every signed event taken in, durable before the answer. */
export const inboundEvent = pgTable(
  "inbound_event",
  {
    id: id(),
    sourceId: uuid().notNull().references(() => eventSource.id),
    webhookId: text().notNull(),
    bodyHash: text().notNull(),
    type: text().notNull(),
    occurredAt: instant().notNull(),
    data: jsonb().notNull(),
    state: text({ enum: ["received", "applied", "parked", "conflict"] }).notNull().default("received"),
    /** Why it waits: a reason code and what it waits for (`order:CS…`). */
    parkedReason: text(),
    waitsFor: text(),
    appliedAt: instant(),
    receivedAt: instant().notNull().default(sql`now()`),
  },
  (t) => [
    uniqueIndex("inbound_event_key").on(t.sourceId, t.webhookId),
    index("inbound_event_state_idx").on(t.state, t.receivedAt),
    index("inbound_event_waits_idx").on(t.waitsFor).where(sql`state = 'parked'`),
    oneOf("inbound_event_state_check", t.state, ["received", "applied", "parked", "conflict"]),
    ...platformOnly(),
  ],
);

/** Calls at the machines' door that were refused; metadata only, capped. */
export const rejectedEvent = pgTable(
  "rejected_event",
  { id: id(), reason: text().notNull(), metadata: text().notNull(), receivedAt: instant().notNull().default(sql`now()`) },
  (t) => [index("rejected_event_received_idx").on(t.receivedAt), ...platformOnly()],
);

/** A worker's sign of life, read by the health check. */
export const heartbeat = pgTable("heartbeat", { name: text().primaryKey(), at: instant().notNull().default(sql`now()`) }, () => [
  ...platformReadable(),
]);

/** Login limits and other counters shared by all web processes. */
export const rateCounter = pgTable(
  "rate_counter",
  { key: text().primaryKey(), points: integer().notNull(), expire: bigint({ mode: "bigint" }) },
  () => [...identityOpen()],
);
