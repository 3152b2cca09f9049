import { bigint, jsonb, pgView, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** One moment of a deal (deal.sql); `amountFen` is the reader's own where it is a share. */
export const dealEvent = pgView("deal_event", {
  key: text().notNull(),
  stage: text({ enum: ["demand", "progress", "offers", "orders", "delivery", "refunds", "share"] }).notNull(),
  act: text().notNull(),
  at: timestamp({ withTimezone: true, mode: "date" }).notNull(),
  demandId: uuid(),
  offerId: uuid(),
  orderId: uuid(),
  noun: text({ enum: ["demand", "offer", "order", "statement"] }).notNull(),
  nounId: uuid().notNull(),
  number: text().notNull(),
  actorName: text().notNull(),
  actorOrgId: uuid(),
  amountFen: bigint({ mode: "bigint" }),
  currency: text().notNull(),
  side: text({ enum: ["seller", "partner"] }),
  note: text().notNull(),
  detail: jsonb().$type<Record<string, string>>().notNull(),
}).existing();
