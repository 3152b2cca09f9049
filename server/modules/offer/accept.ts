import { breachesOf, payableAt } from "@/lib/offer-price";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { AppError, conflict } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import { ownOffer } from "./amend";
import { linesInOrder, personOf } from "./decide";
import type { OfferRecord } from "./internal";
import { limitsOf } from "./read-lines";
import { type Made, namingDuplicates } from "./submit";
import { type LineValues, stepAside, submitDraft, writeDraft } from "./write";

/** The proposal behind a countered offer; never taken up by whoever made it, nor after the validity's end. */
function proposalOf(ctx: OrgCtx, before: OfferRecord): { rates: number[]; by: string; note: string } {
  const { counterRates: rates, counterBy: by, counterNote } = before;
  if (!rates || !by) throw new Error(`offer ${before.number} has no counter-proposal`);
  if (by === personOf(ctx)) throw new AppError("forbidden", "offer.errors.ownOffer");
  if (before.endsAt <= businessNow()) throw conflict("offer.errors.validityOver");
  return { rates, by, note: counterNote ?? "" };
}

/**
 * Takes the desk's counter-proposal up: a new version with its rates and everything else as it was, approved by whoever
 * proposed it, in force at once or from its start.
 */
export async function acceptCounter(ctx: Ctx, input: { offerId: string }): Promise<Made> {
  authorize(ctx, "offer:make");
  requireKind(ctx, "seller", "partner");
  return namingDuplicates(() =>
    withTx(ctx, async (tx) => {
      const before = await ownOffer(tx, ctx, input.offerId);
      await stepAside(tx, ctx, before, "accept_counter");
      const { rates, by, note } = proposalOf(ctx, before);
      const frozen = await linesInOrder(tx, before.id);
      const limits = await limitsOf(ctx, frozen);
      const lines = frozen.map(({ id: _id, offerId: _offer, ...line }, at): LineValues => ({ ...line, rateBp: rates[at] ?? line.rateBp, amountFen: payableAt(line.listFen, rates[at] ?? line.rateBp) }));
      const breaches = breachesOf(lines.map((line, at) => ({ rateBp: line.rateBp, unitPrice: line.unitPrice, limit: limits[at] ?? { rateBp: 10_000, floorUnitPrice: null, scope: "floor" } })));
      const now = businessNow();
      const startsAt = before.startsAt < now ? now : before.startsAt;
      const { sellerOrgId, partnerOrgId, demandId, name, buyerAccount, buyerName, terms, specialReason, endsAt } = before;
      const id = await writeDraft(ctx, { head: { sellerOrgId, partnerOrgId, demandId, name, buyerAccount, buyerName, terms, specialReason, startsAt, endsAt }, lines, breaches, before });
      const row = await submitDraft(tx, ctx, id, { breaches, startsAt, approval: { by, note }, before });
      audit(ctx, { noun: "offer", nounId: row.id, act: "offer.accept_counter", parties: [row.sellerOrgId, row.partnerOrgId], detail: { number: row.number, approvedBy: before.counterByName, note } });
      return { id: row.id, number: row.number, status: row.status };
    }),
  );
}
