import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { businessNow, withRead } from "@/server/kernel/tx";
import { mayAsk } from "./ask";
import { type BuyerOffer, type BuyerStanding, buyerStates } from "./contract";
import { type Guest, guestOf, loadOffer, type OfferRecord } from "./internal";
import { questionsIn, saidAbout } from "./read-comments";
import { nameOf } from "./read-detail";
import { versionsOf } from "./read-diff";
import { linesOf } from "./read-lines";

/** How the buyer is told of a state; null = of no concern to the buyer. The clock may be ahead of the sweep. */
function buyerStatus(row: OfferRecord, now: Date): BuyerOffer["status"] | null {
  if (row.status === "effective" && row.endsAt <= now) return "expired";
  if (row.status === "review" || row.status === "countered") return row.revision > 1 ? "amending" : null;
  return buyerStates.find((state) => state === row.status) ?? null;
}

/** Which version the link leads to now and how it stands: what an open page compares itself with. Not found as the page is. */
export async function readStanding(guest: Guest, token: string): Promise<BuyerStanding> {
  const { ctx, offerId } = await guestOf(token, guest);
  return withRead(ctx, async (tx) => {
    const row = await loadOffer(tx, offerId);
    const status = buyerStatus(row, businessNow());
    if (!status) throw notFound("offer");
    return { revision: row.revision, status };
  });
}

/**
 * The buyer's page. Unknown, withdrawn and revoked links are alike: not found. No share, no authority, no other company's
 * business; a link given out for a former version shows the newest.
 */
export async function readOfferByToken(guest: Guest & Pick<Ctx, "locale">, token: string): Promise<BuyerOffer> {
  const found = await guestOf(token, guest);
  const ctx: Ctx = { ...found.ctx, locale: guest.locale };
  return withRead(ctx, async (tx) => {
    const row = await loadOffer(tx, found.offerId);
    const now = businessNow();
    const status = buyerStatus(row, now);
    if (!status) throw notFound("offer");
    const shown = status !== "amending";
    const lines = shown ? await linesOf(tx, ctx, row.id) : [];
    const questions = questionsIn(await saidAbout(tx, await versionsOf(tx, row.id)));
    return {
      number: row.number,
      revision: row.revision,
      name: row.name,
      discountKind: row.discountKind,
      status,
      sellerName: await nameOf(tx, ctx, row.sellerOrgId),
      partnerName: row.partnerOrgId ? await nameOf(tx, ctx, row.partnerOrgId) : null,
      buyerName: row.buyerName,
      buyerAccount: row.buyerAccount,
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
      terms: shown ? row.terms : "",
      currency: row.currency,
      totalListFen: shown ? row.totalListFen.toString() : "0",
      totalFen: shown ? row.totalFen.toString() : "0",
      lines: lines.map(({ shareBp: _share, productId: _product, productSpecId: _spec, authority: _limit, maxShareBp: _most, ...line }) => line),
      questions: questions.map(({ id, body, at, answers }) => ({ id, body, at, answers: answers.map((answer) => ({ body: answer.body, at: answer.at })) })),
      mayAsk: ["scheduled", "effective"].includes(status) && (await mayAsk(tx, row.id)),
      now: now.toISOString(),
    };
  });
}
