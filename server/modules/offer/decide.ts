import { and, eq, isNull, ne, or } from "drizzle-orm";
import { offer, offerLine } from "@/db/schema";
import { approversOf, deepestOf } from "@/lib/offer-price";
import { offerLifecycle } from "@/lib/states/offer";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { AppError, conflict } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { approvalLimits } from "@/server/modules/rule";
import type { DecisionInput } from "./contract";
import { freeDemand, loadOffer, type OfferRecord, tellParties } from "./internal";
import { inForceAs } from "./rules";

/** The offer as the decider saw it, and not the decider's own. */
export async function offerBeforeDesk(tx: Tx, ctx: OrgCtx, input: { offerId: string; version: number }): Promise<OfferRecord> {
  const row = await loadOffer(tx, input.offerId);
  if (row.createdBy !== null && ctx.actor.kind === "person" && row.createdBy === ctx.actor.id) throw new AppError("forbidden", "offer.errors.ownOffer");
  if (row.version !== input.version) throw conflict("offer.errors.changedSinceOpened");
  return row;
}

/** Refuses unless one of the actor's roles may approve this deep: 403 naming the roles that may. */
export async function checkDepth(tx: Tx, ctx: OrgCtx, deepestBp: number | null): Promise<void> {
  if (deepestBp === null) return;
  const approvers = approversOf(await approvalLimits(tx, businessNow()), deepestBp);
  if (approvers.some((role) => ctx.org.roles.includes(role))) return;
  const roles = approvers.join(", ");
  throw new AppError("forbidden", roles ? "offer.errors.tooDeepForRole" : "offer.errors.tooDeepForAll", { rate: deepestBp / 100, roles });
}

/** The same write must find the applicant to be somebody else. */
export const byOther = (ctx: OrgCtx) => (ctx.actor.kind === "person" ? or(isNull(offer.createdBy), ne(offer.createdBy, ctx.actor.id)) : undefined);
export const personOf = (ctx: OrgCtx) => (ctx.actor.kind === "person" ? ctx.actor.id : null);

/** Lines in their order, as they were written. */
export const linesInOrder = (tx: Tx, offerId: string) => tx.select().from(offerLine).where(eq(offerLine.offerId, offerId)).orderBy(offerLine.id);

/** Approves an offer beyond its maker's authority, as deep as the decider's role may; a start that has passed meanwhile becomes now. */
export async function approveOffer(ctx: Ctx, input: DecisionInput): Promise<void> {
  authorize(ctx, "offer:approve");
  await withTx(ctx, async (tx) => {
    const before = await offerBeforeDesk(tx, ctx, input);
    const now = businessNow();
    if (before.status === "review" && before.endsAt <= now) throw conflict("offer.errors.validityOver");
    if (before.status === "review") await checkDepth(tx, ctx, deepestOf(await linesInOrder(tx, before.id), before.breaches));
    const startsAt = before.startsAt < now ? now : before.startsAt;
    const row = await transition(tx, {
      table: offer,
      lifecycle: offerLifecycle,
      verb: "approve",
      id: before.id,
      to: inForceAs(startsAt, now),
      set: { startsAt, decidedAt: now, decidedBy: personOf(ctx), decisionNote: input.note },
      where: and(byOther(ctx), eq(offer.version, input.version)),
    });
    audit(ctx, { noun: "offer", nounId: row.id, act: "offer.approve", parties: [row.orgId, row.sellerOrgId, row.partnerOrgId], detail: { number: row.number, state: row.status, note: input.note } });
    await tellParties(tx, ctx, row, "approve");
  });
}

/** Refuses an offer beyond its maker's authority, with the reason; its demand is free again. */
export async function refuseOffer(ctx: Ctx, input: DecisionInput): Promise<void> {
  authorize(ctx, "offer:approve");
  await withTx(ctx, async (tx) => {
    const before = await offerBeforeDesk(tx, ctx, input);
    const set = { decidedAt: businessNow(), decidedBy: personOf(ctx), decisionNote: input.note };
    const row = await transition(tx, { table: offer, lifecycle: offerLifecycle, verb: "refuse", id: before.id, set, where: and(byOther(ctx), eq(offer.version, input.version)) });
    await freeDemand(ctx, row);
    audit(ctx, { noun: "offer", nounId: row.id, act: "offer.refuse", parties: [row.orgId, row.sellerOrgId, row.partnerOrgId], detail: { number: row.number, note: input.note } });
    await tellParties(tx, ctx, row, "refuse");
  });
}
