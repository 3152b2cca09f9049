import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { offer } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { VersionInput } from "./contract";
import { type Guest, guestOf, loadOffer, tellParties } from "./internal";

/** A receipt: this version was opened in a browser. The first one is told to the maker. */
export async function recordOpening(guest: Guest, input: VersionInput): Promise<void> {
  const { ctx, offerId } = await guestOf(input.token, guest);
  await withTx(ctx, async (tx) => {
    const open = and(eq(offer.id, offerId), eq(offer.revision, input.revision), inArray(offer.status, ["scheduled", "effective"]));
    const first = await tx.update(offer).set({ openedAt: businessNow(), openedCount: 1 }).where(and(open, isNull(offer.openedAt))).returning({ id: offer.id });
    if (first.length === 0) {
      await tx.update(offer).set({ openedCount: sql`${offer.openedCount} + 1` }).where(open);
      return;
    }
    const row = await loadOffer(tx, offerId);
    audit(ctx, { noun: "offer", nounId: row.id, act: "offer.opened", parties: [row.orgId, row.sellerOrgId, row.partnerOrgId], detail: { number: row.number } });
    await tellParties(tx, { ...ctx, org: null }, row, "opened");
  });
}
