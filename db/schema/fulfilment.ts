import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { messageLifecycle } from "../../lib/states/order";
import { stateNames } from "../../lib/states/lifecycle";
import { oneOf } from "../checks";
import { createdAt, id, instant, version } from "../columns";
import { narrowed, own, ownSight, productScope } from "../policies";
import { order, orderLine } from "./order";
import { org } from "./org";

/** A seller's production interface: its address and the access key we both sign with. */
export const productionInterface = pgTable(
  "production_interface",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    name: text().notNull(),
    url: text().notNull(),
    /** Access key, envelope-encrypted. */
    accessKeySealed: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("production_interface_org_key").on(t.orgId, t.name), ...own(t.orgId)],
);

/** AK/SK with which a seller calls our order query. */
export const apiKey = pgTable(
  "api_key",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    accessKey: text().notNull(),
    secretSealed: text().notNull(),
    revokedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("api_key_access_key").on(t.accessKey), index("api_key_org_idx").on(t.orgId), ...own(t.orgId)],
);

/** One call owed to a production interface, with its attempts. */
export const interfaceMessage = pgTable(
  "interface_message",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    interfaceId: uuid().notNull().references(() => productionInterface.id),
    orderId: uuid().notNull().references(() => order.id),
    orderLineId: uuid().notNull().references(() => orderLine.id),
    activity: text({ enum: ["newInstance", "queryInstance", "refreshInstance", "releaseInstance"] }).notNull(),
    status: text().notNull(),
    attempts: integer().notNull().default(0),
    maxAttempts: integer().notNull(),
    nextAttemptAt: instant(),
    /** The last failure's code and text, shown on the order. */
    errorCode: text(),
    errorDetail: text(),
    lastRequest: jsonb().$type<Record<string, unknown>>(),
    lastAnswer: text(),
    /** The instance a seller is still making, or has made. */
    instanceId: text(),
    /** How often the seller was asked for an instance it is still making. */
    polls: integer().notNull().default(0),
    version: version(),
    succeededAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("interface_message_line_key").on(t.orderLineId, t.activity),
    index("interface_message_org_idx").on(t.orgId, t.createdAt.desc()),
    index("interface_message_interface_idx").on(t.interfaceId),
    index("interface_message_order_idx").on(t.orderId),
    index("interface_message_due_idx").on(t.nextAttemptAt).where(sql`next_attempt_at is not null`),
    oneOf("interface_message_status_check", t.status, stateNames(messageLifecycle)),
    ...own(t.orgId),
    narrowed(sql`(${ownSight} is not true and ${productScope} is null) or app.reads_order(order_id)`),
  ],
);
