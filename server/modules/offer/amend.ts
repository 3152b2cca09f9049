import { and, eq } from "drizzle-orm";
import { offer } from "@/db/schema";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict, notFound } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { AmendInput } from "./contract";
import type { OfferRecord } from "./internal";
import { type Made, namingDuplicates, prepareOffer } from "./submit";
import { stepAside, submitDraft, writeDraft } from "./write";

/** The acting company's own offer, locked to the end of the act; nobody else's is found. */
export async function ownOffer(tx: Tx, ctx: OrgCtx, id: string): Promise<OfferRecord> {
  const [row] = await tx.select().from(offer).where(and(eq(offer.id, id), eq(offer.orgId, ctx.org.id))).for("update");
  if (!row) throw notFound("offer");
  return row;
}

/**
 * Replaces a live, unused offer by a new version: what was submitted stays as it was, the new version is measured against
 * the authority of today, keeps the demand locked and takes over the buyer's link.
 */
export async function amendOffer(ctx: Ctx, input: AmendInput): Promise<Made> {
  authorize(ctx, "offer:make");
  requireKind(ctx, "seller", "partner");
  return namingDuplicates(() =>
    withTx(ctx, async (tx) => {
      const before = await ownOffer(tx, ctx, input.offerId);
      if (before.status === "effective" && before.endsAt <= businessNow()) throw conflict("offer.errors.validityOver");
      await stepAside(tx, ctx, before);
      const prepared = await prepareOffer(tx, ctx, { ...input, demandId: before.demandId ?? undefined }, before);
      const id = await writeDraft(ctx, prepared);
      const row = await submitDraft(tx, ctx, id, { breaches: prepared.breaches, startsAt: prepared.head.startsAt, before });
      return { id: row.id, number: row.number, status: row.status };
    }),
  );
}
