import { eq } from "drizzle-orm";
import { application } from "@/db/schema";
import { applicationLifecycle } from "@/lib/states/product";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import type { ApplicationInput } from "./contract";
import { operatorOrgId } from "@/server/kernel/marketplace";

/** Takes a handed-in application back, until it is decided; it can be changed and handed in again. */
export async function withdrawApplication(ctx: Ctx, input: ApplicationInput): Promise<void> {
  authorize(ctx, "product:publish");
  requireKind(ctx, "seller");
  await withTx(ctx, async (tx) => {
    const row = await transition(tx, {
      table: application,
      lifecycle: applicationLifecycle,
      verb: "withdraw",
      id: input.applicationId,
      set: { dueAt: null },
      where: eq(application.orgId, ctx.org.id),
    });
    audit(ctx, { noun: "application", nounId: row.id, act: "application.withdraw", parties: [await operatorOrgId(tx)], detail: { number: row.number } });
  });
}
