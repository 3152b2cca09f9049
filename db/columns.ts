import { sql } from "drizzle-orm";
import { bigint, char, integer, timestamp, uuid } from "drizzle-orm/pg-core";

export const id = () => uuid().primaryKey().default(sql`uuidv7()`);
/** Instant, UTC; business time, so a moved business clock moves it too. */
export const instant = () => timestamp({ withTimezone: true, mode: "date" });
export const createdAt = () => instant().notNull().default(sql`app.now()`);
/** Money in fen. */
export const fen = () => bigint({ mode: "bigint" });
export const currency = () => char({ length: 3 }).notNull().default("CNY");
/** A rate in basis points: 10000 = 100 %. */
export const basisPoints = () => integer();
/** Accounting period, `YYYYMM`. */
export const period = () => char({ length: 6 });
export const version = () => integer().notNull().default(1);
