import { sql } from "drizzle-orm";
import type { RegistrationConflict } from "@/lib/states/customer";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { timeLimit } from "@/server/kernel/time-limit";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { CheckInput, RegistrationCheck } from "./contract";
import { mostHeld } from "./rules";

/** Why the acting partner cannot reserve a customer now, or null; found across companies, answered without naming any. */
export async function conflictOf(tx: Tx, input: CheckInput): Promise<RegistrationConflict | null> {
  const { rows } = await tx.execute<{ conflict: RegistrationConflict | null }>(
    sql`select app.registration_conflict(${input.customerName}, ${input.customerAccount ?? null}, ${mostHeld}) as conflict`,
  );
  return rows[0]?.conflict ?? null;
}

/** Says before the form is sent whether the customer can be reserved, and for how long. */
export async function checkRegistration(ctx: Ctx, input: CheckInput): Promise<RegistrationCheck> {
  authorize(ctx, "customer:register");
  return withRead(ctx, async (tx) => {
    const hold = await timeLimit(tx, "registration.hold", businessNow());
    return { conflict: await conflictOf(tx, input), holdDays: hold.days, holdUnit: hold.unit };
  });
}
