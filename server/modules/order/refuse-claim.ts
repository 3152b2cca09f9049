import { eq, isNull, ne, or } from "drizzle-orm";
import { claim } from "@/db/schema";
import { claimLifecycle } from "@/lib/states/order";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { AppError, notFound } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { DecideClaimInput } from "./contract-claim";
import { type ClaimRecord, claimants, tellClaimant, tellOfClaim } from "./weigh-claim";

/** The claim to be decided by the acting operator; refused to whoever made it in another seat. */
export async function claimToDecide(tx: Tx, ctx: OrgCtx, claimId: string): Promise<ClaimRecord> {
  const [row] = await tx.select().from(claim).where(eq(claim.id, claimId)).for("update");
  if (!row) throw notFound("claim");
  if (ctx.actor.kind === "person" && row.createdBy === ctx.actor.id) throw new AppError("forbidden", "claim.errors.ownClaim");
  return row;
}

/** Moves a claim to its decision; the claimant's own seat is kept out by the same statement. */
export async function decide(tx: Tx, ctx: OrgCtx, verb: "grant" | "refuse", input: DecideClaimInput): Promise<ClaimRecord> {
  const personId = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const others = personId ? or(isNull(claim.createdBy), ne(claim.createdBy, personId)) : undefined;
  return transition(tx, {
    table: claim,
    lifecycle: claimLifecycle,
    verb,
    id: input.claimId,
    set: { decidedAt: businessNow(), decidedBy: personId, decidedByName: ctx.actor.name, decisionNote: input.note, dueAt: null },
    where: others,
  });
}

/** Refuses a claim with a reason both sides see. */
export async function refuseClaim(ctx: Ctx, input: DecideClaimInput): Promise<{ id: string; status: string }> {
  authorize(ctx, "claim:decide");
  return withTx(ctx, async (tx) => {
    await claimToDecide(tx, ctx, input.claimId);
    const row = await decide(tx, ctx, "refuse", input);
    audit(ctx, { noun: "claim", nounId: row.id, act: "claim.refuse", parties: [row.partnerOrgId, row.sellerOrgId], detail: { number: row.number, order: row.orderNumber } });
    await tellClaimant(tx, row, "refuse", input.note);
    await tellOfClaim(tx, row, row.sellerOrgId, "refuse", { roles: claimants, note: input.note });
    return { id: row.id, status: row.status };
  });
}
