import { eq, or } from "drizzle-orm";
import { offer } from "@/db/schema";
import { offerLifecycle } from "@/lib/states/offer";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { RevokeInput } from "./contract";
import { freeDemand, tellParties } from "./internal";

/** Makes a granted offer void before its first order: by its maker, the seller or the operators, with the reason. */
export async function revokeOffer(ctx: Ctx, input: RevokeInput): Promise<void> {
  const operator = ctx.org?.kind === "operator";
  authorize(ctx, operator ? "offer:approve" : "offer:make");
  await withTx(ctx, async (tx) => {
    const where = operator ? undefined : or(eq(offer.orgId, ctx.org.id), eq(offer.sellerOrgId, ctx.org.id));
    const set = { decidedAt: businessNow(), decisionNote: input.note };
    const row = await transition(tx, { table: offer, lifecycle: offerLifecycle, verb: "revoke", id: input.offerId, set, where });
    await freeDemand(ctx, row);
    audit(ctx, { noun: "offer", nounId: row.id, act: "offer.revoke", parties: [row.orgId, row.sellerOrgId, row.partnerOrgId], detail: { number: row.number, note: input.note } });
    await tellParties(tx, ctx, row, "revoke");
  });
}
