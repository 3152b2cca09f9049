import { gt } from "drizzle-orm";
import { offer } from "@/db/schema";
import { offerLifecycle } from "@/lib/states/offer";
import { audit } from "@/server/kernel/audit";
import { conflict } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { DeclineInput } from "./contract";
import { freeDemand, type Guest, guestOf, loadOffer, tellParties } from "./internal";
import { asOnPage } from "./rules";

/** The buyer turns the version on its page down, never one it has not seen; the maker learns the reason, the demand is free again. */
export async function declineOffer(guest: Guest, input: DeclineInput): Promise<void> {
  const { ctx, offerId } = await guestOf(input.token, guest);
  await withTx(ctx, async (tx) => {
    const now = businessNow();
    const before = asOnPage(await loadOffer(tx, offerId), input);
    if (before.status === "effective" && before.endsAt <= now) throw conflict("offer.errors.validityOver");
    const set = { decidedAt: now, decisionNote: [input.reason, input.note].filter(Boolean).join(": ") };
    const row = await transition(tx, { table: offer, lifecycle: offerLifecycle, verb: "decline", id: offerId, set, where: before.status === "effective" ? gt(offer.endsAt, now) : undefined });
    await freeDemand(ctx, row);
    audit(ctx, { noun: "offer", nounId: row.id, act: "offer.decline", parties: [row.orgId, row.sellerOrgId, row.partnerOrgId], detail: { number: row.number, reason: input.reason } });
    // The guest acts inside the maker's sight, but the maker is who must hear of it.
    await tellParties(tx, { ...ctx, org: null }, row, "decline");
  });
}
