import { and, eq, sql } from "drizzle-orm";
import { attribution, claim, order } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict, invalid, isDuplicate } from "@/server/kernel/errors";
import { nextNumber, operatorOrgId } from "@/server/kernel/marketplace";
import { limitEnd, timeLimit } from "@/server/kernel/time-limit";
import { businessNow, withTx } from "@/server/kernel/tx";
import { loadCleanFile } from "@/server/modules/file";
import type { ClaimInput } from "./contract-claim";
import type { OrderRow } from "./internal";
import { notClaimable } from "./rules-claim";
import { type ClaimRecord, claimants, deciders, tellOfClaim } from "./weigh-claim";

/**
 * Claims an order that credits nobody, with proof. An order that is unknown and one of another customer are answered
 * alike; what is credited already, over, or placed too long ago is refused with its reason.
 */
export async function claimOrder(ctx: Ctx, input: ClaimInput): Promise<{ id: string; number: string }> {
  authorize(ctx, "claim:make");
  const proof = await loadCleanFile(ctx, input.proofFileId, "proof");
  try {
    return await withTx(ctx, (tx) => make(tx, ctx, input, proof.id));
  } catch (error) {
    throw isDuplicate(error, "claim_open_key") ? conflict("claim.errors.claimedAlready") : error;
  }
}

/** The order by its number and buyer, whoever it belongs to; looked at with the system's sight. */
async function orderNamed(input: ClaimInput): Promise<{ row: OrderRow; credited: boolean } | null> {
  return withTx(systemCtx("claim"), async (tx) => {
    const [row] = await tx.select().from(order).where(and(eq(order.number, input.orderNumber), eq(order.customerAccount, input.buyerAccount)));
    if (!row) return null;
    const [credit] = await tx.select({ id: attribution.id }).from(attribution).where(eq(attribution.orderId, row.id)).limit(1);
    return { row, credited: credit !== undefined };
  });
}

async function inScope(tx: Tx, orderId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ fits: boolean }>(sql`select app.product_scope() is null or app.order_in_scope(${orderId}) as fits`);
  return rows[0]?.fits ?? false;
}

async function make(tx: Tx, ctx: OrgCtx, input: ClaimInput, proofFileId: string): Promise<{ id: string; number: string }> {
  const found = await orderNamed(input);
  // Who is kept to some products claims orders of those alone.
  if (!found || !(await inScope(tx, found.row.id))) throw invalid("claim.errors.unknownOrder");
  const { row, credited } = found;
  const refusal = notClaimable({ status: row.status, orderType: row.orderType, credited });
  if (refusal) throw conflict(`claim.errors.${refusal}`);
  const now = businessNow();
  const window = await timeLimit(tx, "claim.window", now);
  if ((await limitEnd(tx, "claim.window", row.placedAt, now)) < now) throw conflict("claim.errors.tooLate", { days: window.days });
  const [made] = await tx
    .insert(claim)
    .values({
      number: await nextNumber(tx, "C"),
      orderNumber: row.number,
      orderId: row.id,
      partnerOrgId: ctx.org.id,
      sellerOrgId: row.sellerOrgId,
      status: "submitted",
      reason: input.reason,
      proofFileId,
      claimedByName: ctx.actor.name,
      createdBy: ctx.actor.kind === "person" ? ctx.actor.id : null,
      dueAt: await limitEnd(tx, "claim.decide", now),
      createdAt: now,
    })
    .returning();
  const written = made as ClaimRecord;
  audit(ctx, { noun: "claim", nounId: written.id, act: "claim.make", parties: [written.sellerOrgId], detail: { number: written.number, order: row.number } });
  await tellOfClaim(tx, written, await operatorOrgId(tx), "make", { roles: deciders, actionNeeded: "decide" });
  await tellOfClaim(tx, written, written.sellerOrgId, "made", { roles: claimants });
  return { id: written.id, number: written.number };
}
