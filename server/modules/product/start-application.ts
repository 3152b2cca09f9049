import { application } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import { emptyDraft } from "./contract";
import { nextNumber } from "@/server/kernel/marketplace";

/** Begins an application to publish a product: an empty draft with a number. */
export async function startApplication(ctx: Ctx): Promise<{ id: string; number: string }> {
  authorize(ctx, "product:publish");
  requireKind(ctx, "seller");
  return withTx(ctx, async (tx) => {
    const number = await nextNumber(tx, "A");
    const [row] = await tx.insert(application).values({ orgId: ctx.org.id, number, status: "draft", draft: { ...emptyDraft } }).returning({ id: application.id });
    const id = row?.id as string;
    audit(ctx, { noun: "application", nounId: id, act: "application.start", detail: { number } });
    return { id, number };
  });
}
