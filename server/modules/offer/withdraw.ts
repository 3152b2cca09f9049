import { eq } from "drizzle-orm";
import { offer } from "@/db/schema";
import { offerLifecycle } from "@/lib/states/offer";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import { freeDemand, tellParties } from "./internal";

/** Takes an offer back while it waits for approval: its maker's right alone. */
export async function withdrawOffer(ctx: Ctx, input: { offerId: string }): Promise<void> {
  authorize(ctx, "offer:make");
  await withTx(ctx, async (tx) => {
    const row = await transition(tx, { table: offer, lifecycle: offerLifecycle, verb: "withdraw", id: input.offerId, where: eq(offer.orgId, ctx.org.id) });
    await freeDemand(ctx, row);
    audit(ctx, { noun: "offer", nounId: row.id, act: "offer.withdraw", parties: [row.sellerOrgId, row.partnerOrgId], detail: { number: row.number } });
    await tellParties(tx, ctx, row, "withdraw");
  });
}
