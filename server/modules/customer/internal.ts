import { sql } from "drizzle-orm";
import type { association, registration } from "@/db/schema";
import type { Tx } from "@/server/kernel/database";
import { announce, type Notice } from "@/server/kernel/outbox";

export type RegistrationRecord = typeof registration.$inferSelect;
export type AssociationRecord = typeof association.$inferSelect;

export const sellingRoles = ["owner", "sales"] as const;

/** Whoever registers, associates or ends for one company, or for one account, waits for the others. */
export async function takeTurn(tx: Tx, key: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`customer:${key}`}, 0))`);
}

type Told = Pick<Notice, "actionNeeded" | "channels"> & { readonly values?: Record<string, string>; readonly path?: string };

/** Tells the partner whose registration it is, by its number alone. */
export async function tellPartner(tx: Tx, row: Pick<RegistrationRecord, "id" | "number" | "orgId">, act: string, told: Told = {}): Promise<void> {
  await announce(tx, {
    orgId: row.orgId,
    roles: sellingRoles,
    kind: `customer.${act}`,
    values: { number: row.number, ...told.values },
    path: told.path ?? `customers?open=${row.id}`,
    noun: "registration",
    nounId: row.id,
    actionNeeded: told.actionNeeded,
    channels: told.channels,
  });
}
