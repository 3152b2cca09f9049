import { eq } from "drizzle-orm";
import { application } from "@/db/schema";
import { applicationLifecycle } from "@/lib/states/product";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import type { ReviewInput } from "./contract";

/** Takes a waiting application on the desk: the seller sees that somebody reads it. */
export async function openApplication(ctx: Ctx, { applicationId }: ReviewInput): Promise<void> {
  authorize(ctx, "review:decide");
  await withTx(ctx, async (tx) => {
    const [known] = await tx.select({ status: application.status }).from(application).where(eq(application.id, applicationId));
    // Two reviewers opening at once both have it open.
    if (known?.status === "in_review") return;
    const row = await transition(tx, { table: application, lifecycle: applicationLifecycle, verb: "open", id: applicationId });
    audit(ctx, { noun: "application", nounId: row.id, act: "application.open", parties: [row.orgId], detail: { number: row.number, round: row.round } });
  });
}
