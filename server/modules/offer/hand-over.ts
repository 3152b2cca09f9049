import { and, eq, inArray } from "drizzle-orm";
import { offer } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict, invalid, notFound, refusalOf } from "@/server/kernel/errors";
import { announce } from "@/server/kernel/outbox";
import { withRead, withTx } from "@/server/kernel/tx";
import type { HandOverOffersInput, OfferColleague, PerOffer } from "./contract";
import { loadOffer } from "./internal";
import { offerColleagues } from "./read-choices";
import { versionsOf } from "./read-diff";
import { reasonToKeep } from "./rules";

async function handOne(ctx: OrgCtx, offerId: string, to: OfferColleague, note: string | undefined): Promise<void> {
  await withTx(ctx, async (tx) => {
    const row = await loadOffer(tx, offerId);
    if (row.orgId !== ctx.org.id) throw notFound("offer");
    const kept = reasonToKeep(row);
    if (kept) throw conflict(`offer.errors.handOver.${kept}`);
    // Its former versions go along: its history is read from them.
    const versions = inArray(offer.id, (await versionsOf(tx, row.id)).map(({ id }) => id));
    const changed = await tx.update(offer).set({ personId: to.personId, personName: to.name }).where(and(versions, eq(offer.orgId, ctx.org.id))).returning({ id: offer.id });
    if (changed.length === 0) throw notFound("offer");
    audit(ctx, { noun: "offer", nounId: row.id, act: "offer.hand_over", detail: { number: row.number, personId: to.personId, person: to.name, note: note ?? null } });
    const values = { number: row.number, name: row.name, person: ctx.actor.name };
    if (ctx.actor.kind !== "person" || ctx.actor.id !== to.personId) await announce(tx, { orgId: ctx.org.id, personId: to.personId, kind: "offer.hand_over", values, path: `offers/${row.id}`, noun: "offer", nounId: row.id });
  });
}

/**
 * Hands offers of the company's own sales over to a colleague, each by itself: what cannot be handed over is answered with its
 * reason, the others stand. All versions go along, and so do the orders that came of them (`offer_takes_its_orders_along`).
 */
export async function handOverOffers(ctx: Ctx, input: HandOverOffersInput): Promise<PerOffer> {
  authorize(ctx, "offer:hand_over");
  requireKind(ctx, "seller", "partner");
  const colleagues = await withRead(ctx, (tx) => offerColleagues(tx, ctx));
  const to = colleagues.find(({ personId }) => personId === input.personId);
  if (!to) throw invalid("offer.errors.noSuchColleague", {}, { personId: "errors.field.invalid" });
  const answers: PerOffer = [];
  for (const offerId of new Set(input.offerIds)) answers.push({ offerId, error: await refusalOf(handOne(ctx, offerId, to, input.note)) });
  return answers;
}
