import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "../columns";
import { actingPersons, narrowed, own, ownSight, platformOnly, productScope } from "../policies";
import { org } from "./org";

/** An inbox entry of a company; `roles` narrows who it is for. Text is a message key with its values. */
export const notification = pgTable(
  "notification",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    roles: text().array().notNull().default(sql`'{}'`),
    /** For one person alone: a mention, a hand-over. */
    personId: uuid(),
    kind: text().notNull(),
    values: jsonb().$type<Record<string, string>>().notNull().default({}),
    href: text().notNull(),
    noun: text().notNull(),
    nounId: uuid(),
    /** Set when somebody has something to do; cleared once done. */
    actionNeeded: text(),
    readAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    index("notification_org_idx").on(t.orgId, t.createdAt.desc()),
    index("notification_asking_idx").on(t.noun, t.nounId).where(sql`action_needed is not null`),
    index("notification_unread_idx").on(t.orgId).where(sql`read_at is null`),
    ...own(t.orgId),
    // Whoever sees only own deals hears of them alone, and of what is addressed to them by name.
    narrowed(sql`(${ownSight} is not true and ${productScope} is null) or ${t.noun} not in ('demand', 'offer', 'order', 'claim', 'registration') or ${t.personId} = any(${actingPersons}) or app.reads_noun(${t.noun}, ${t.nounId})`),
  ],
);

/** Mail and SMS kept by the default adapters, shown to operators; also the record of what was sent. */
export const outboundMessage = pgTable(
  "outbound_message",
  {
    id: id(),
    channel: text({ enum: ["mail", "sms"] }).notNull(),
    recipient: text().notNull(),
    subject: text().notNull().default(""),
    body: text().notNull(),
    orgId: uuid().references(() => org.id),
    kind: text().notNull(),
    state: text({ enum: ["kept", "sent", "failed"] }).notNull(),
    error: text(),
    createdAt: createdAt(),
  },
  (t) => [index("outbound_message_created_idx").on(t.createdAt.desc()), index("outbound_message_org_idx").on(t.orgId), ...platformOnly()],
);
