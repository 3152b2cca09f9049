import { pgRole } from "drizzle-orm/pg-core";

/** DDL and the owner of every table; made by the bootstrap. */
export const ownerRole = pgRole("countinghouse_owner").existing();
/** The web process: owns nothing. */
export const webRole = pgRole("countinghouse_web").existing();
/** The worker process. */
export const workerRole = pgRole("countinghouse_worker").existing();
