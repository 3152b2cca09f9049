import { and, eq, inArray, sql } from "drizzle-orm";
import { attribution, order, orderEvent, orderLine, org } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict, notFound } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import { copyAttributions } from "./attribute";
import type { DecideClaimInput } from "./contract-claim";
import { lockOrder, noteOrder, type OrderRow } from "./internal";
import { claimToDecide, decide } from "./refuse-claim";
import { type ClaimRecord, claimants, tellClaimant, tellOfClaim, type Weighed, weigh } from "./weigh-claim";

/**
 * Grants a claim: adds attributions on the terms of the instant the order was placed, and lets the partner see the
 * order. Nothing written before is changed. Refused when somebody was credited meanwhile, when no share rule was in
 * force, and when the seller, who would bear the share, has been settled already.
 */
export async function grantClaim(ctx: Ctx, input: DecideClaimInput): Promise<{ id: string; status: string }> {
  authorize(ctx, "claim:decide");
  return withTx(ctx, async (tx) => {
    // The month close takes the same lock: a line is settled either before its share is known or after, never between.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('settlement.close', 0))`);
    const asked = await claimToDecide(tx, ctx, input.claimId);
    const about = await lockOrder(tx, asked.orderNumber);
    if (!about) throw notFound("order");
    const weighed = await weigh(tx, asked, about);
    // A claim that was decided already says that, and not what became of its order.
    if (weighed.blocked && asked.status === "submitted") throw conflict(`claim.errors.${weighed.blocked}`);
    const row = await decide(tx, ctx, "grant", input);
    await credit(tx, row, about, weighed);
    await say(tx, ctx, row, about, input.note);
    return { id: row.id, status: row.status };
  });
}

async function credit(tx: Tx, row: ClaimRecord, about: OrderRow, { lines, branch, agreement, associationId }: Weighed): Promise<void> {
  const credited = lines.flatMap(({ line, share }) => (share ? [{ line, share }] : []));
  const evidence = {
    rule: "claim_granted",
    claim: row.number,
    ...(agreement ? { agreement: agreement.number, agreementVersion: agreement.agreementVersion } : {}),
    ...(associationId ? { association: associationId } : {}),
  };
  await tx.insert(attribution).values(
    credited.map(({ line, share }) => ({
      orderId: about.id,
      orderLineId: line.id,
      partnerOrgId: row.partnerOrgId,
      sellerOrgId: row.sellerOrgId,
      carrier: "claim" as const,
      ...share,
      agreementId: agreement?.id ?? null,
      branch,
      claimId: row.id,
      evidence,
    })),
  );
  const lineIds = credited.map(({ line }) => line.id);
  const refunds = await tx.select().from(orderLine).where(and(inArray(orderLine.originalLineId, lineIds), eq(orderLine.orderType, "refund")));
  await copyAttributions(tx, refunds);
  await show(tx, row, [...lineIds, ...refunds.map(({ id }) => id)], [about.id, ...new Set(refunds.map(({ orderId }) => orderId))]);
}

/** Lets the credited partner see the order, its refunds and what happened to them; it is the deal of whoever claimed it. */
async function show(tx: Tx, { partnerOrgId, createdBy }: ClaimRecord, lineIds: readonly string[], orderIds: readonly string[]): Promise<void> {
  await tx.update(orderLine).set({ partnerOrgId }).where(inArray(orderLine.id, [...lineIds]));
  await tx.update(order).set({ partnerOrgId, partnerPersonId: createdBy }).where(inArray(order.id, [...orderIds]));
  await tx.update(orderEvent).set({ partnerOrgId }).where(inArray(orderEvent.orderId, [...orderIds]));
}

async function say(tx: Tx, ctx: OrgCtx, row: ClaimRecord, about: OrderRow, note: string): Promise<void> {
  const [partner] = await tx.select({ name: org.nameZh, nameEn: org.nameEn }).from(org).where(eq(org.id, row.partnerOrgId));
  await noteOrder(tx, { orderId: about.id, act: "claim_granted", at: businessNow(), detail: { claim: row.number, partner: partner?.name ?? "", partnerEn: partner?.nameEn ?? "" } });
  audit(ctx, { noun: "claim", nounId: row.id, act: "claim.grant", parties: [row.partnerOrgId, row.sellerOrgId], detail: { number: row.number, order: row.orderNumber } });
  await tellClaimant(tx, row, "grant", note);
  await tellOfClaim(tx, row, row.sellerOrgId, "grant", { roles: claimants, note });
}
