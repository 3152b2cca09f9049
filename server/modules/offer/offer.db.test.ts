import { beforeAll, describe, expect, it } from "vitest";
import { liveOfferStates, offerLifecycle, type OfferState } from "@/lib/states/offer";
import { addDays, toBusinessDay } from "@/lib/dates";
import { stateNames, targets } from "@/lib/states/lifecycle";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { type Listing, makeAcceptedDemand, makeListing } from "@/testing/factories/demand";
import { filledOffer, makeDemandOffer, makeOwnOffer, tokenOf } from "@/testing/factories/offer";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { unseal } from "@/server/kernel/secrets";
import { withTx } from "@/server/kernel/tx";
import { editSolution, readDemand } from "@/server/modules/demand";
import * as offers from ".";

const db = testDatabase();
const system = systemCtx("test");
const guest = { requestId: "test", ip: "203.0.113.7", locale: "en" as const };
const below = (listing: Listing) => ({ lines: [{ productSpecId: listing.specId, quantity: 1, periodNumber: 1, rateBp: 7600 }] });
let seller: MadeOrg;
let listing: Listing;
let people: { sales: Ctx; owner: Ctx; viewer: Ctx; stranger: Ctx; partner: Ctx; dispatcher: Ctx; lead: Ctx };

const statusOf = async (id: string) => (await db.sql<{ status: OfferState }>("select status from offer where id = $1", [id]))[0]?.status;
const demandStatus = async (id: string) => (await db.sql<{ status: string }>("select status from demand where id = $1", [id]))[0]?.status;
const accepted = () => makeAcceptedDemand(people.partner, people.dispatcher, seller, people.sales, listing);
const ask = (question: Parameters<typeof offers.offerForOrder>[1]) => withTx(system, (tx) => offers.offerForOrder(tx, question));
const inReview = async () => (await makeOwnOffer(people.sales, listing, below(listing))).id;
const decision = async (offerId: string) => ({ offerId, version: (await offers.readOffer(people.lead, offerId)).version, note: "季度末冲量" });

beforeAll(async () => {
  seller = await makeOrg("seller");
  const [operator, partnerOrg] = [await makeOrg("operator"), await makeOrg("partner")];
  listing = await makeListing(seller);
  people = {
    sales: await personIn(seller, ["sales"]),
    owner: await personIn(seller, ["owner"]),
    viewer: await personIn(seller, ["viewer"]),
    stranger: await personIn(await makeOrg("seller"), ["owner", "sales"]),
    partner: await personIn(partnerOrg, ["sales"]),
    dispatcher: await personIn(operator, ["dispatcher"]),
    lead: await personIn(operator, ["lead"]),
  };
});

describe("making an offer", () => {
  it("prices every line exactly and is in force by rule at the floor", async () => {
    const odd = await makeListing(seller, { unitPrice: "333.335", floorRateBp: 8500 });
    const made = await makeOwnOffer(people.sales, odd, { lines: [{ productSpecId: odd.specId, quantity: 3, periodNumber: 1, rateBp: 8500 }] });
    expect(made.status).toBe("effective");
    expect(await offers.readOffer(people.sales, made.id)).toMatchObject({ totalListFen: "100001", totalFen: "85001", breaches: [], discountKind: "partner_granted", lines: [{ listFen: "100001", amountFen: "85001" }] });
  });

  it("waits for the operators below the floor and says how far", async () => {
    const id = await inReview();
    expect(await offers.readOffer(people.sales, id)).toMatchObject({ status: "review", discountKind: "business_authorised", token: null, breaches: [{ line: 0, code: "BELOW_FLOOR", values: { beyond: "400" } }] });
  });

  it("is scheduled when it begins later, and starts and expires by the clock", async () => {
    const base = await filledOffer(people.sales, listing);
    const { id, status } = await offers.makeOffer(people.sales, { ...base, startsOn: addDays(toBusinessDay(new Date()), 3) });
    expect(status).toBe("scheduled");
    await db.sql("update offer set starts_at = now() - interval '1 second' where id = $1", [id]);
    await Promise.all(Array.from({ length: 20 }, () => offers.sweepOffers(system)));
    expect(await statusOf(id)).toBe("effective");
    await db.sql("update offer set ends_at = now() - interval '1 second' where id = $1", [id]);
    await Promise.all(Array.from({ length: 20 }, () => offers.sweepOffers(system)));
    expect(await statusOf(id)).toBe("expired");
    const acts = await db.sql<{ act: string }>("select act from audit_entry where noun_id = $1 order by seq", [id]);
    expect(acts.map((row) => row.act)).toEqual(["offer.submit", "offer.start", "offer.expire"]);
  });

  it("keeps a live name unique and lets it be used again afterwards", async () => {
    const base = await filledOffer(people.sales, listing, { name: "唯一名称" });
    const { id } = await offers.makeOffer(people.sales, base);
    await expect(offers.makeOffer(people.sales, base)).rejects.toMatchObject({ fieldErrors: { name: "offer.errors.field.nameTaken" } });
    await offers.revokeOffer(people.sales, { offerId: id, note: "重做" });
    await expect(offers.makeOffer(people.sales, base)).resolves.toMatchObject({ status: "effective" });
  });

  it("refuses what cannot be sold, two sellers in one offer, and a share above the maximum", async () => {
    const foreign = await makeListing(await makeOrg("seller"));
    const generic = await makeListing(seller, { productClass: "generic" });
    const line = (of: Listing, shareBp?: number) => ({ productSpecId: of.specId, quantity: 1, periodNumber: 1, rateBp: 9000, shareBp });
    for (const wrong of [foreign, generic]) await expect(makeOwnOffer(people.sales, listing, { lines: [line(wrong)] })).rejects.toMatchObject({ fieldErrors: { "lines.0.productSpecId": "offer.errors.field.notSellable" } });
    await expect(makeOwnOffer(people.partner, listing, { lines: [line(listing), line(foreign)] })).rejects.toMatchObject({ fieldErrors: { lines: "offer.errors.field.oneSeller" } });
    await expect(makeOwnOffer(people.partner, listing, { lines: [line(listing, 1501)] })).rejects.toMatchObject({ fieldErrors: { "lines.0.shareBp": "offer.errors.field.overMaximum" } });
    const own = await makeOwnOffer(people.partner, listing, { lines: [line(listing, 1500)] });
    expect(await offers.readOffer(people.owner, own.id)).toMatchObject({ partnerName: people.partner.org?.nameZh, lines: [{ shareBp: 1500 }] });
  });
});

describe("an offer from a demand", () => {
  it("brings the partner's share, locks the demand, and frees it at its end", async () => {
    const demandId = await accepted();
    const offer = await makeDemandOffer(people.sales, demandId, listing);
    expect(await offers.readOffer(people.partner, offer.id)).toMatchObject({ partnerName: people.partner.org?.nameZh, lines: [{ shareBp: 800 }], token: null });
    expect(await demandStatus(demandId)).toBe("offered");
    await expect(editSolution(people.sales, { demandId, lines: [] })).rejects.toMatchObject({ key: "demand.errors.lockedByOffer" });
    await expect(makeDemandOffer(people.sales, demandId, listing)).rejects.toMatchObject({ key: "offer.errors.demandHeld" });
    await offers.revokeOffer(people.sales, { offerId: offer.id, note: "客户改需求" });
    expect(await demandStatus(demandId)).toBe("converting");
    await editSolution(people.sales, { demandId, lines: [] });
    await expect(makeDemandOffer(people.sales, demandId, listing, { buyerAccount: "someone-else" })).rejects.toMatchObject({ fieldErrors: { buyerAccount: "offer.errors.field.otherAccount" } });
  });

  it("is made once under 50 parallel tries", async () => {
    const demandId = await accepted();
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => makeDemandOffer(people.sales, demandId, listing)));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toMatchObject({ kind: "conflict" });
    expect(await db.sql("select 1 from offer where demand_id = $1", [demandId])).toHaveLength(1);
  });

  it.each([
    ["refused", async (id: string) => offers.refuseOffer(people.lead, await decision(id)), true],
    ["withdrawn", (id: string) => offers.withdrawOffer(people.sales, { offerId: id }), true],
    ["expired", async (id: string) => db.sql("update offer set ends_at = now() - interval '1 second' where id = $1", [id]).then(() => offers.sweepOffers(system)), false],
    ["declined", async (id: string) => offers.declineOffer(guest, { token: await tokenOf(people.sales, id), revision: 1, reason: "price", note: "太贵" }), false],
    ["used", (id: string) => offers.useOffer(system, { offerId: id, orderId: id }), false],
  ] as const)("frees the demand when %s", async (state, end, review) => {
    const demandId = await accepted();
    const { id } = await makeDemandOffer(people.sales, demandId, listing, review ? below(listing) : {});
    await end(id);
    expect([await statusOf(id), await demandStatus(demandId)]).toEqual([state, "converting"]);
  });

  it("wins the demand when its order is paid, once", async () => {
    const demandId = await accepted();
    const offer = await makeDemandOffer(people.sales, demandId, listing);
    await offers.useOffer(system, { offerId: offer.id, orderId: offer.id });
    await Promise.all(Array.from({ length: 20 }, () => offers.offerPaid(system, { offerId: offer.id, orderId: offer.id })));
    expect(await demandStatus(demandId)).toBe("won");
    expect((await readDemand(people.partner, demandId)).events.filter((event) => event.act === "win")).toHaveLength(1);
  });
});

describe("the manual desk", () => {
  it("decides with a note, on what it has seen, never on its own offer", async () => {
    const id = await inReview();
    const seen = await decision(id);
    await expect(offers.approveOffer(people.lead, { ...seen, version: seen.version + 1 })).rejects.toMatchObject({ key: "offer.errors.changedSinceOpened" });
    const makeBy = (who: Ctx) => db.sql("update offer set created_by = $2 where id = $1", [id, who.actor.kind === "person" ? who.actor.id : null]);
    await makeBy(people.lead);
    await expect(offers.approveOffer(people.lead, seen)).rejects.toMatchObject({ key: "offer.errors.ownOffer" });
    await makeBy(people.sales);
    await offers.approveOffer(people.lead, seen);
    expect(await offers.readOffer(people.sales, id)).toMatchObject({ status: "effective", decisionNote: "季度末冲量" });
  });

  it("moves a start that has passed to the moment of approval, and refuses once the validity is over", async () => {
    const id = await inReview();
    await db.sql("update offer set starts_at = now() - interval '3 days' where id = $1", [id]);
    await offers.approveOffer(people.lead, await decision(id));
    const [row] = await db.sql<{ fresh: boolean }>("select starts_at = decided_at fresh from offer where id = $1", [id]);
    expect(row?.fresh).toBe(true);
    const late = await inReview();
    await db.sql("update offer set ends_at = now() - interval '1 second' where id = $1", [late]);
    await expect(offers.approveOffer(people.lead, await decision(late))).rejects.toMatchObject({ key: "offer.errors.validityOver" });
  });

  it("has one effect when 50 decide at once", async () => {
    const id = await inReview();
    const seen = await decision(id);
    const tries = await Promise.allSettled(Array.from({ length: 50 }, (_, at) => (at % 2 ? offers.approveOffer(people.lead, seen) : offers.refuseOffer(people.lead, seen))));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });
});

describe("the lifecycle", () => {
  const moves: Partial<Record<keyof typeof offerLifecycle.verbs, (id: string) => Promise<unknown>>> = {
    approve: async (id) => offers.approveOffer(people.lead, await decision(id)),
    refuse: async (id) => offers.refuseOffer(people.lead, await decision(id)),
    start: () => offers.sweepOffers(system),
    use: (id) => offers.useOffer(system, { offerId: id, orderId: id }),
    expire: () => offers.sweepOffers(system),
    withdraw: (id) => offers.withdrawOffer(people.sales, { offerId: id }),
    revoke: (id) => offers.revokeOffer(people.sales, { offerId: id, note: "作废" }),
    decline: async (id) => {
      const [row] = await db.sql<{ token: string }>("select token_sealed token from offer where id = $1", [id]);
      return offers.declineOffer({ ...guest, ip: id }, { token: unseal(row?.token ?? ""), revision: 1, reason: "not_needed" });
    },
  };

  it.each(Object.keys(moves) as (keyof typeof moves)[])("%s starts only where the table says", async (verb) => {
    for (const status of stateNames(offerLifecycle)) {
      const { id } = await makeOwnOffer(people.sales, listing);
      await db.sql("update offer set status = $2 where id = $1", [id, status]);
      if (status === "scheduled") await db.sql("update offer set starts_at = now() + interval '1 day' where id = $1", [id]);
      if (verb === "start") await db.sql("update offer set starts_at = now() - interval '1 second' where id = $1", [id]);
      if (verb === "expire") await db.sql("update offer set ends_at = now() - interval '1 second' where id = $1", [id]);
      await moves[verb]?.(id).catch((error: { kind?: string }) => expect(["conflict", "not_found"]).toContain(error.kind));
      const now = await statusOf(id);
      if (offerLifecycle.verbs[verb].from.some((one) => one === status)) expect(targets(offerLifecycle, verb)).toContain(now);
      else expect({ verb, status, now }).toEqual({ verb, status, now: status });
    }
  });
});

describe("permission and tenancy", () => {
  it("refuses who lacks the permission and hides from strangers", async () => {
    const { id } = await makeOwnOffer(people.sales, listing);
    const refused = [
      () => makeOwnOffer(people.viewer, listing),
      () => makeOwnOffer(people.lead, listing),
      () => offers.approveOffer(people.sales, { offerId: id, version: 1, note: "…" }),
      () => offers.refuseOffer(people.dispatcher, { offerId: id, version: 1, note: "…" }),
      () => offers.withdrawOffer(people.viewer, { offerId: id }),
      () => offers.revokeOffer(people.dispatcher, { offerId: id, note: "…" }),
      () => offers.useOffer(people.sales, { offerId: id, orderId: id }),
      () => offers.offerPaid(people.sales, { offerId: id, orderId: id }),
      () => offers.sweepOffers(people.lead),
    ];
    for (const call of refused) await expect(call()).rejects.toMatchObject({ kind: "forbidden" });
    await expect(offers.readOffer(people.stranger, id)).rejects.toMatchObject({ kind: "not_found" });
    await expect(offers.revokeOffer(people.stranger, { offerId: id, note: "…" })).rejects.toMatchObject({ kind: "not_found" });
    expect((await offers.listOffers(people.stranger, {})).rows).toEqual([]);
    expect((await offers.readOffer(people.viewer, id)).token).toBeNull();
  });

  it("lists by state, live and words, with counts", async () => {
    const fresh = await makeOrg("seller");
    const [maker, own] = [await personIn(fresh, ["sales"]), await makeListing(fresh)];
    const first = await makeOwnOffer(maker, own, { name: "第一份 50%" });
    await makeOwnOffer(maker, own, below(own));
    await offers.revokeOffer(maker, { offerId: first.id, note: "…" });
    expect((await offers.countOffers(maker, {})).byState).toEqual({ revoked: 1, review: 1 });
    expect((await offers.listOffers(maker, { live: true })).rows.every((row) => (liveOfferStates as readonly string[]).includes(row.status))).toBe(true);
    expect((await offers.listOffers(maker, { q: "50%" })).rows.map((row) => row.id)).toEqual([first.id]);
    expect((await offers.listOffers(maker, { status: "effective" })).rows).toEqual([]);
  });
});

describe("an order's question", () => {
  it("is answered by account, state and the moment the order was placed", async () => {
    const demandId = await accepted();
    const offer = await makeDemandOffer(people.sales, demandId, listing);
    const [row] = await db.sql<{ starts: Date; ends: Date; hash: string }>("select starts_at starts, ends_at ends, token_hash hash from offer where id = $1", [offer.id]);
    const at = new Date((row?.starts.getTime() ?? 0) + 1000);
    const base = { offerNumber: offer.number, buyerAccount: offer.buyerAccount, at };
    expect(await ask(base)).toMatchObject({ id: offer.id, demandId, partnerOrgId: people.partner.org?.id, lines: [{ shareBp: 800, rateBp: 8500 }] });
    expect(await ask({ tokenHash: row?.hash, buyerAccount: offer.buyerAccount, at })).toMatchObject({ id: offer.id });
    expect(await ask({ ...base, buyerAccount: "other" })).toBeNull();
    expect(await ask({ ...base, at: row?.ends ?? at })).toBeNull();
    expect(await ask({ ...base, offerNumber: "O-0" })).toBeNull();
    await offers.useOffer(system, { offerId: offer.id, orderId: offer.id });
    expect(await ask(base)).toBeNull();
  });

  it("lets 50 orders use one offer once", async () => {
    const { id } = await makeOwnOffer(people.sales, listing);
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => offers.useOffer(system, { offerId: id, orderId: id })));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });
});
