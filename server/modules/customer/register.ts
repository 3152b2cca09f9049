import { registration } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict, isDuplicate } from "@/server/kernel/errors";
import { nextNumber } from "@/server/kernel/marketplace";
import { limitEnd } from "@/server/kernel/time-limit";
import { businessNow, withTx } from "@/server/kernel/tx";
import { conflictOf } from "./check";
import type { RegisterInput } from "./contract";
import { type RegistrationRecord, takeTurn } from "./internal";

export type Registered = { readonly id: string; readonly number: string; readonly holdsUntil: string };

/**
 * Reserves a customer for the acting partner until the hold runs out. Refused with a reason that never says who is in
 * the way; of partners who ask at the same moment the database lets one through.
 */
export async function registerCustomer(ctx: Ctx, input: RegisterInput): Promise<Registered> {
  authorize(ctx, "customer:register");
  try {
    return await withTx(ctx, (tx) => register(tx, ctx, input));
  } catch (error) {
    const lost = isDuplicate(error, "registration_held_name_key") || isDuplicate(error, "registration_held_account_key");
    throw lost ? conflict("customer.errors.held_elsewhere") : error;
  }
}

async function register(tx: Tx, ctx: OrgCtx, input: RegisterInput): Promise<Registered> {
  await takeTurn(tx, ctx.org.id);
  const inTheWay = await conflictOf(tx, input);
  if (inTheWay) throw conflict(`customer.errors.${inTheWay}`);
  const holdsUntil = await limitEnd(tx, "registration.hold", businessNow());
  const [row] = await tx
    .insert(registration)
    .values({
      ...input,
      orgId: ctx.org.id,
      number: await nextNumber(tx, "R"),
      status: "held",
      holdsUntil,
      createdBy: ctx.actor.kind === "person" ? ctx.actor.id : null,
      createdByName: ctx.actor.name,
      createdAt: businessNow(),
    })
    .returning();
  const made = row as RegistrationRecord;
  audit(ctx, { noun: "registration", nounId: made.id, act: "customer.register", detail: { number: made.number } });
  return { id: made.id, number: made.number, holdsUntil: holdsUntil.toISOString() };
}
