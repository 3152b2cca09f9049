import { pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id } from "../columns";
import { platformOnly } from "../policies";

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
