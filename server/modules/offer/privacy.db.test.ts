import { beforeAll, describe, expect, it } from "vitest";
import type { SessionId } from "@/lib/ids";
import { appRouter } from "@/server/api/root";
import { createCaller } from "@/server/api/trpc";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import { closeLost, reopenDemand, sweepMasks } from "@/server/modules/demand";
import { testDatabase } from "@/testing/database";
import { personIn } from "@/testing/factories";
import { makeAcceptedDemand, makeListing } from "@/testing/factories/demand";
import { type Cast, makeCast, passDays, personIdOf } from "@/testing/factories/demand-cast";
import { filledOffer, makeDemandOffer, makeOwnOffer, tokenOf } from "@/testing/factories/offer";
import { allProcedures } from "@/testing/isolation/attempt";
import { sampleInput } from "@/testing/isolation/samples";
import * as offers from ".";

const db = testDatabase();
const system = systemCtx("offer");
const guest = { requestId: "privacy", ip: "127.0.0.1", locale: "zh-CN" as const };
const markers = ["ZONENAME4821集团", "ZONEACCOUNT4821", "ZONELATER4821集团"] as const;
const customer = { name: markers[0], account: markers[1], contactName: "", contactDetails: "" };
let cast: Cast;
/** Somebody with every role of the seller: whoever holds less sees less. */
let everyRole: Ctx;

const textOf = (answer: unknown) => JSON.stringify(answer, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value)) ?? "";
const markersIn = (answer: unknown) => markers.filter((marker) => textOf(answer).toUpperCase().includes(marker.slice(0, 11).toUpperCase()));

type Sold = { readonly demandId: string; readonly first: string; readonly offerId: string; readonly token: string };

/** A demand of the partner with an offer in its second version, which names the buyer otherwise; then taken back. */
async function offered(): Promise<Sold> {
  const listing = await makeListing(cast.seller);
  const demandId = await makeAcceptedDemand(cast.partner, cast.dispatcher, cast.seller, everyRole, listing, { customer });
  const first = await makeDemandOffer(everyRole, demandId, listing);
  const second = await offers.amendOffer(everyRole, { ...(await filledOffer(everyRole, listing, { demandId, buyerAccount: markers[1], buyerName: markers[2] })), offerId: first.id });
  return { demandId, first: first.id, offerId: second.id, token: await tokenOf(everyRole, second.id) };
}

async function masked(): Promise<Sold> {
  const sold = await offered();
  await offers.declineOffer({ ...guest }, { token: sold.token, revision: 2, reason: "price" });
  await closeLost(cast.partner, { demandId: sold.demandId, reasonCode: "price", note: "太贵" });
  await passDays(db, 31);
  await sweepMasks(system);
  return sold;
}

/** Asks every procedure as the seller for this offer and its demand, and with parts of the buyer's words wherever words are asked for. */
async function scan({ demandId, offerId }: Pick<Sold, "demandId" | "offerId">, of = ""): Promise<{ leaks: string[]; answered: string[] }> {
  const org = everyRole.org as NonNullable<Ctx["org"]>;
  const seat = { orgId: org.id, kind: org.kind, slug: org.slug, nameZh: org.nameZh, nameEn: org.nameEn, roles: [...org.roles] };
  const session = { sessionId: "00000000-0000-7000-8000-000000000001" as SessionId, personId: personIdOf(everyRole) as never, name: everyRole.actor.name, nameEn: "", email: "reader@example.test", locale: "zh-CN" as const, theme: "system" as const, shortcutsOff: 0, memberships: [seat as never] };
  const call = createCaller(appRouter)({ session, orgSlug: org.slug, requestId: "privacy", ip: "127.0.0.1", locale: "zh-CN" });
  const [leaks, answered]: [string[], string[]] = [[], []];
  for (const { path, schema, kind } of allProcedures().filter((one) => one.path.startsWith(of))) {
    for (const words of kind === "mutation" ? ["ENAME4821"] : ["ENAME4821", "EACCOUNT4821", "ELATER4821"]) {
      const known = { offerId, offerIds: [offerId], demandId, demandIds: [demandId], personId: personIdOf(everyRole), q: words, query: words, words, search: words, text: words, buyer: words, customer: words, account: words, customerAccount: words, buyerAccount: words };
      const verb = path.split(".").reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], call) as (given: unknown) => Promise<unknown>;
      try {
        const answer = await verb(sampleInput(schema, known as never));
        answered.push(path);
        if (markersIn(answer).length > 0) leaks.push(path);
      } catch (error) {
        const cause = (error instanceof Error && error.cause) || error;
        if (markersIn([(error as Error).message, { ...(error as object) }, cause instanceof Error ? [cause.message, { ...cause }] : cause]).length > 0) leaks.push(path);
      }
    }
  }
  return { leaks: [...new Set(leaks)], answered: [...new Set(answered)] };
}

async function exported(ctx: Ctx): Promise<string> {
  const parts: string[] = [];
  for await (const part of offers.exportOffers(ctx, {})) parts.push(part);
  return parts.join("");
}
const shown = async (ctx: Ctx, offerId: string) => offers.readOffer(ctx, offerId).then(({ buyerName, buyerAccount, buyerHidden }) => ({ buyerName, buyerAccount, buyerHidden }));
const hidden = { buyerName: "", buyerAccount: "", buyerHidden: true };
const whole = { buyerName: markers[2], buyerAccount: markers[1], buyerHidden: false };

beforeAll(async () => {
  cast = await makeCast();
  everyRole = await personIn(cast.seller);
});

describe("after the demand was lost and masked", () => {
  it("no answer tells the seller who the buyer of its offer was", async () => {
    const live = await offered();
    // What the scan finds while the demand is open: it looks where the buyer is shown.
    expect((await scan(live, "offer.")).leaks).toEqual(expect.arrayContaining(["offer.read", "offer.draft"]));
    await offers.withdrawOffer(everyRole, { offerId: live.offerId }).catch(() => undefined);
    await db.sql("update demand set status = 'closed_lost', closed_at = app.now() where id = $1", [live.demandId]);
    await db.sql("update demand_customer set mask_due_at = app.now() - interval '1 second' where demand_id = $1", [live.demandId]);
    const sold = await masked();
    const { leaks, answered } = await scan(sold);
    expect(leaks).toEqual([]);
    expect(answered).toEqual(expect.arrayContaining(["offer.list", "offer.read", "offer.draft"]));
    expect((await scan({ ...sold, offerId: sold.first }, "offer.")).leaks).toEqual([]);
  });

  it("nor does any view, the old link, or the diff of its versions; the demand's side and the operators still know", async () => {
    const sold = await masked();
    expect(await shown(everyRole, sold.offerId)).toEqual(hidden);
    expect((await offers.readOffer(everyRole, sold.offerId)).diff?.fields.map(({ field }) => field)).not.toContain("buyerName");
    expect(markersIn(await offers.readOfferByToken(guest, sold.token))).toEqual([]);
    const views = await db.sql<{ name: string }>("select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'v'");
    for (const { name } of views) {
      const { rows } = await withTx(everyRole, (tx) => tx.execute(`select * from "${name}"`));
      expect({ name, found: markersIn(rows) }).toEqual({ name, found: [] });
    }
    expect(markersIn(await exported(everyRole))).toEqual([]);
    expect((await offers.listOffers(everyRole, { buyer: "ELATER4821" })).rows).toEqual([]);
    for (const ctx of [cast.partner, cast.dispatcher]) expect(await shown(ctx, sold.offerId)).toEqual(whole);
  });

  it("its terms may be offered again, without the demand and without its customer", async () => {
    const sold = await masked();
    expect(await offers.offerDraft(everyRole, sold.offerId)).toMatchObject({ buyerAccount: "", buyerName: "", terms: "一次付清", shares: {}, hindrance: { why: "ended", status: "closed_lost" } });
    expect(await offers.offerHindrance(everyRole, sold.demandId)).toMatchObject({ why: "ended", status: "closed_lost" });
  });

  it("a reopening shows the buyer again", async () => {
    const sold = await masked();
    await db.sql("update demand set closed_at = app.now() where id = $1", [sold.demandId]);
    await reopenDemand(cast.dispatcher, { demandId: sold.demandId, note: "回头客" });
    expect(await shown(everyRole, sold.offerId)).toEqual(whole);
    expect(await offers.offerHindrance(everyRole, sold.demandId)).toBeNull();
  });
});

describe("it is shown", () => {
  it("until the days after the loss are over", async () => {
    const sold = await offered();
    await offers.declineOffer({ ...guest }, { token: sold.token, revision: 2, reason: "price" });
    await closeLost(cast.partner, { demandId: sold.demandId, reasonCode: "price", note: "太贵" });
    await passDays(db, 29);
    await sweepMasks(system);
    expect(await shown(everyRole, sold.offerId)).toEqual(whole);
    expect(await offers.offerDraft(everyRole, sold.offerId)).toMatchObject({ buyerAccount: markers[1], hindrance: { why: "ended" } });
  });

  it("for an offer an order has used, in all its versions, whatever becomes of the demand", async () => {
    const sold = await offered();
    await offers.useOffer(system, { offerId: sold.offerId, orderId: sold.offerId });
    await closeLost(cast.partner, { demandId: sold.demandId, reasonCode: "price", note: "订单已取消" });
    await passDays(db, 31);
    await sweepMasks(system);
    expect(await shown(everyRole, sold.offerId)).toEqual(whole);
    expect(await shown(everyRole, sold.first)).toMatchObject({ buyerAccount: markers[1], buyerHidden: false });
  });

  it("for the company's own sale, for ever", async () => {
    const { id } = await makeOwnOffer(everyRole, await makeListing(cast.seller), { buyerName: markers[0] });
    await passDays(db, 400);
    await sweepMasks(system);
    expect(await shown(everyRole, id)).toMatchObject({ buyerName: markers[0], buyerHidden: false });
  });
});
