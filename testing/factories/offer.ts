import { randomBytes } from "node:crypto";
import { addDays, toBusinessDay } from "@/lib/dates";
import type { Ctx } from "@/server/kernel/ctx";
import { businessNow, withRead } from "@/server/kernel/tx";
import { makeOffer, type MakeInput, offerStart, readOffer } from "@/server/modules/offer";
import type { Listing } from "./demand";

const today = (ctx: Ctx) => withRead(ctx, async () => toBusinessDay(businessNow()));

/** The offer form filled in for this product: one unit for one year at 85 折, valid for two weeks. */
export async function filledOffer(maker: Ctx, listing: Listing, change: Partial<MakeInput> = {}): Promise<MakeInput> {
  const day = await today(maker);
  const token = randomBytes(4).toString("hex");
  return {
    name: `自拓优惠-${listing.name}-${token}`,
    buyerAccount: `hwc-${token}`,
    buyerName: `客户${token}`,
    startsOn: day,
    endsOn: addDays(day, 14),
    terms: "一次付清",
    specialReason: "战略客户，竞争对手报价更低",
    lines: [{ productSpecId: listing.specId, quantity: 1, periodNumber: 1, rateBp: 8500 }],
    ...change,
  };
}

/** An offer its maker negotiated alone. */
export async function makeOwnOffer(maker: Ctx, listing: Listing, change: Partial<MakeInput> = {}): Promise<{ id: string; number: string; status: string }> {
  return makeOffer(maker, await filledOffer(maker, listing, change));
}

/** An offer made from an accepted demand, for its customer. */
export async function makeDemandOffer(seller: Ctx, demandId: string, listing: Listing, change: Partial<MakeInput> = {}): Promise<{ id: string; number: string; status: string; buyerAccount: string }> {
  const start = await offerStart(seller, demandId);
  const buyerAccount = start.buyerAccount ?? "hwc-unknown";
  const made = await makeOffer(seller, await filledOffer(seller, listing, { demandId, buyerAccount, buyerName: start.buyerName, ...change }));
  return { ...made, buyerAccount };
}

/** The token of the buyer's link, as the maker copies it. */
export async function tokenOf(maker: Ctx, offerId: string): Promise<string> {
  const { token } = await readOffer(maker, offerId);
  if (!token) throw new Error("the offer has no link now");
  return token;
}
