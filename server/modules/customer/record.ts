import { eq, sql } from "drizzle-orm";
import { customer } from "@/db/schema";
import { systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { withTx } from "@/server/kernel/tx";
import type { CustomerRef } from "./contract";

/** The customer with this account, made on first sight; a later name replaces an older one. Joins the caller's transaction. */
export async function ensureCustomer(_tx: Tx, ref: CustomerRef): Promise<{ id: string }> {
  return withTx(systemCtx("customer"), async (tx) => {
    const [made] = await tx
      .insert(customer)
      .values({ account: ref.account, name: ref.name })
      .onConflictDoUpdate({ target: customer.account, set: { name: ref.name }, setWhere: sql`${customer.name} <> ${ref.name}` })
      .returning({ id: customer.id });
    if (made) return made;
    const [known] = await tx.select({ id: customer.id }).from(customer).where(eq(customer.account, ref.account));
    if (!known) throw new Error("a customer vanished while it was being recorded");
    return known;
  });
}
