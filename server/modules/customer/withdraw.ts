import { eq } from "drizzle-orm";
import { registration } from "@/db/schema";
import { registrationLifecycle } from "@/lib/states/customer";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";

/** Gives a reserved customer free again. */
export async function withdrawRegistration(ctx: Ctx, input: { registrationId: string }): Promise<{ id: string; status: string }> {
  authorize(ctx, "customer:register");
  return withTx(ctx, async (tx) => {
    const row = await transition(tx, {
      table: registration,
      lifecycle: registrationLifecycle,
      verb: "withdraw",
      id: input.registrationId,
      set: { endedAt: businessNow(), holdsUntil: null },
      where: eq(registration.orgId, ctx.org.id),
    });
    audit(ctx, { noun: "registration", nounId: row.id, act: "customer.withdraw", detail: { number: row.number } });
    return { id: row.id, status: row.status };
  });
}
