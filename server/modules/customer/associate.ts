import { and, desc, eq, isNull } from "drizzle-orm";
import { association, registration } from "@/db/schema";
import { registrationLifecycle } from "@/lib/states/customer";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict, invalid, isDuplicate, notFound } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { AssociateInput } from "./contract";
import { type AssociationRecord, type RegistrationRecord, takeTurn, tellPartner } from "./internal";

/** The association in force for a customer's account, if any. Needs the platform's sight. */
export async function currentAssociation(tx: Tx, account: string): Promise<AssociationRecord | null> {
  const [row] = await tx.select().from(association).where(and(eq(association.customerAccount, account), isNull(association.endedAt)));
  return row ?? null;
}

type Binding = { readonly account: string; readonly name: string; readonly at: Date; readonly note: string };

/** Binds a customer to the registration's partner from an instant on, and closes the registration with it. */
export async function bind(tx: Tx, ctx: Ctx, row: Pick<RegistrationRecord, "id" | "number" | "orgId">, binding: Binding): Promise<AssociationRecord> {
  await transition(tx, { table: registration, lifecycle: registrationLifecycle, verb: "associate", id: row.id, set: { customerAccount: binding.account, holdsUntil: null } });
  const [made] = await tx
    .insert(association)
    .values({ orgId: row.orgId, customerAccount: binding.account, customerName: binding.name, registrationId: row.id, startedAt: binding.at, note: binding.note })
    .returning();
  audit(ctx, { noun: "association", nounId: made?.id ?? null, act: "customer.associate", parties: [row.orgId], detail: { number: row.number } });
  await tellPartner(tx, row, "associate");
  return made as AssociationRecord;
}

/** Confirms a held registration: the customer's account is bound to its partner. Refused while another partner has it. */
export async function associateCustomer(ctx: Ctx, input: AssociateInput): Promise<{ associationId: string }> {
  authorize(ctx, "customer:associate");
  try {
    return await withTx(ctx, async (tx) => {
      const [row] = await tx.select().from(registration).where(eq(registration.id, input.registrationId)).for("update");
      if (!row) throw notFound("registration");
      const account = input.customerAccount ?? row.customerAccount;
      if (!account) throw invalid("customer.errors.accountMissing", {}, { customerAccount: "errors.field.required" });
      await takeTurn(tx, account);
      if (await currentAssociation(tx, account)) throw conflict("customer.errors.alreadyAssociated");
      const made = await bind(tx, ctx, row, { account, name: row.customerName, at: businessNow(), note: input.note });
      return { associationId: made.id };
    });
  } catch (error) {
    throw isDuplicate(error, "association_current_key") ? conflict("customer.errors.alreadyAssociated") : error;
  }
}

/** The partner a customer was associated with at an instant, for crediting its order. Needs the platform's sight. */
export async function associatedPartner(tx: Tx, account: string, at: Date): Promise<{ orgId: string; associationId: string; personId: string | null } | null> {
  const rows = await tx.select().from(association).where(eq(association.customerAccount, account)).orderBy(desc(association.startedAt));
  const found = rows.find((row) => row.startedAt <= at && (row.endedAt === null || row.endedAt > at));
  if (!found) return null;
  const [held] = found.registrationId ? await tx.select({ personId: registration.createdBy }).from(registration).where(eq(registration.id, found.registrationId)) : [];
  return { orgId: found.orgId, associationId: found.id, personId: held?.personId ?? null };
}
