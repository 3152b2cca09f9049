import { beforeAll, describe, expect, it } from "vitest";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { deliverNotice, listInbox } from "@/server/modules/notification";
import { listOrders } from "@/server/modules/order";
import { testDatabase } from "@/testing/database";
import { personIn } from "@/testing/factories";
import { type DealCast, makeDealCast } from "@/testing/factories/deal";
import { makeAcceptedDemand } from "@/testing/factories/demand";
import { personIdOf } from "@/testing/factories/demand-cast";
import { filledOffer, makeDemandOffer, makeOwnOffer } from "@/testing/factories/offer";
import { makeOrder } from "@/testing/factories/order";
import * as offers from "./index";

const db = testDatabase();
let cast: DealCast;
let people: Record<"sales" | "colleague" | "owner" | "viewer" | "partner" | "partnerColleague" | "partnerOwner", OrgCtx>;

beforeAll(async () => {
  cast = await makeDealCast();
  const seat = async (side: "seller" | "partner", role: "sales" | "owner" | "viewer") => (await personIn(cast[side], [role])) as OrgCtx;
  people = {
    sales: await seat("seller", "sales"),
    colleague: await seat("seller", "sales"),
    owner: await seat("seller", "owner"),
    viewer: await seat("seller", "viewer"),
    partner: await seat("partner", "sales"),
    partnerColleague: await seat("partner", "sales"),
    partnerOwner: await seat("partner", "owner"),
  };
});

const handOver = (who: Ctx, offerIds: string[], to: Ctx) => offers.handOverOffers(who, { offerIds, personId: personIdOf(to), note: "区域调整" });

/** Whether a person reaches an offer: its page, the list, the count, the file. */
async function reaches(ctx: OrgCtx, id: string): Promise<boolean[]> {
  const [row] = await db.sql<{ number: string }>("select number from offer where id = $1", [id]);
  const number = row?.number ?? "";
  let file = "";
  for await (const part of offers.exportOffers(ctx, {})) file += part;
  const read = await offers.readOffer(ctx, id).then(() => true, () => false);
  return [read, (await offers.listOffers(ctx, { q: number })).rows.some((one) => one.id === id), (await offers.countOffers(ctx, { q: number })).total === 1, file.includes(number)];
}
const yes = [true, true, true, true];
const no = [false, false, false, false];

describe("handing an offer over", () => {
  it("moves it with its former versions, its orders and what is told of it, each offer by itself", async () => {
    const first = await makeOwnOffer(people.sales, cast.listing);
    const second = await offers.amendOffer(people.sales, { ...(await filledOffer(people.sales, cast.listing)), offerId: first.id });
    const plain = await makeOwnOffer(people.sales, cast.listing);
    const [{ account = "", now } = {}] = await db.sql<{ account: string; now: Date }>("select buyer_account as account, app.now() as now from offer where id = $1", [plain.id]);
    const order = await makeOrder(cast.listing, { change: { placed_at: now?.toISOString(), offer_number: plain.number, customer: { account, name: "客户" } } });
    const demandId = await makeAcceptedDemand(people.partner, cast.dispatcher, cast.seller, people.sales, cast.listing);
    const fromDemand = await makeDemandOffer(people.sales, demandId, cast.listing);
    const foreign = await makeOwnOffer(people.partner, cast.listing);
    const seesOrder = async (who: Ctx) => (await listOrders(who, { text: order.number })).rows.length === 1;
    expect([await reaches(people.sales, second.id), await reaches(people.colleague, second.id), await seesOrder(people.sales), await seesOrder(people.colleague)]).toEqual([yes, no, true, false]);

    const answers = await handOver(people.owner, [second.id, first.id, fromDemand.id, foreign.id, plain.id, second.id], people.colleague);
    expect(answers).toEqual([
      { offerId: second.id, error: null },
      { offerId: first.id, error: "offer.errors.handOver.state" },
      { offerId: fromDemand.id, error: "offer.errors.handOver.withDemand" },
      { offerId: foreign.id, error: "notFound" },
      { offerId: plain.id, error: null },
    ]);
    expect([await reaches(people.sales, second.id), await reaches(people.colleague, second.id), await seesOrder(people.sales), await seesOrder(people.colleague)]).toEqual([no, yes, false, true]);
    const shown = await offers.readOffer(people.colleague, second.id);
    expect(shown).toMatchObject({ personId: personIdOf(people.colleague), personName: people.colleague.actor.name, createdByName: people.sales.actor.name, supersedes: { id: first.id }, acts: { handOver: "permission" }, colleagues: [] });
    expect(shown.diff).not.toBeNull();
    expect(shown.events.find(({ act }) => act === "hand_over")?.detail).toMatchObject({ person: people.colleague.actor.name, note: "区域调整" });
    expect((await offers.listOffers(people.owner, { person: personIdOf(people.colleague) })).rows.map(({ id }) => id).toSorted()).toEqual([second.id, plain.id].toSorted());
    expect((await offers.readOffer(people.owner, second.id)).colleagues.map(({ personId }) => personId)).toEqual(expect.arrayContaining([personIdOf(people.sales), personIdOf(people.owner)]));
    expect(await reaches(people.sales, fromDemand.id)).toEqual(yes);

    const [notice] = await db.sql<{ payload: Parameters<typeof deliverNotice>[0] }>("select payload from graphile_worker._private_jobs where payload ->> 'kind' = 'offer.hand_over' and payload ->> 'nounId' = $1", [second.id]);
    if (notice) await deliverNotice(notice.payload, { jobId: "handed-over" });
    expect((await listInbox(people.colleague, {})).rows.map(({ href }) => href)).toEqual([expect.stringContaining(second.id)]);

    const third = await offers.amendOffer(people.owner, { ...(await filledOffer(people.owner, cast.listing)), offerId: second.id });
    expect([await reaches(people.colleague, third.id), (await offers.readOffer(people.owner, third.id)).personName]).toEqual([yes, people.colleague.actor.name]);
    const [notMine] = await db.sql<{ payload: { personId?: string } }>("select payload from graphile_worker._private_jobs where payload ->> 'kind' = 'offer.supersede' and payload ->> 'nounId' = $1", [second.id]);
    expect(notMine?.payload.personId).toBe(personIdOf(people.colleague));
  });

  it("is an owner's alone, within the company, to a colleague who makes offers; the other side neither sees nor hears of it", async () => {
    const own = await makeOwnOffer(people.partner, cast.listing);
    for (const refused of [people.partner, people.viewer, people.colleague, cast.dispatcher]) {
      await expect(handOver(refused, [own.id], people.partnerColleague)).rejects.toMatchObject({ kind: "forbidden" });
      await expect(offers.offerTeam(refused)).rejects.toMatchObject({ kind: "forbidden" });
    }
    const team = (await offers.offerTeam(people.partnerOwner)).map(({ personId }) => personId);
    expect([people.partner, people.partnerColleague, people.partnerOwner, people.owner].map((one) => team.includes(personIdOf(one)))).toEqual([true, true, true, false]);
    for (const nobody of [people.colleague, cast.dispatcher]) await expect(handOver(people.partnerOwner, [own.id], nobody)).rejects.toMatchObject({ key: "offer.errors.noSuchColleague" });
    await expect(handOver(people.owner, [own.id], people.viewer)).rejects.toMatchObject({ key: "offer.errors.noSuchColleague" });
    expect(await handOver(people.owner, [own.id], people.colleague)).toEqual([{ offerId: own.id, error: "notFound" }]);
    expect(await handOver(people.partnerOwner, [own.id], people.partnerColleague)).toEqual([{ offerId: own.id, error: null }]);
    expect([await reaches(people.partner, own.id), await reaches(people.partnerColleague, own.id)]).toEqual([no, yes]);
    expect((await offers.readOffer(people.owner, own.id)).events.map(({ act }) => act)).not.toContain("hand_over");
    expect(await offers.readOffer(people.owner, own.id)).toMatchObject({ acts: { handOver: "wing" }, colleagues: [] });
    expect(await db.sql("select 1 from audit_entry where noun_id = $1 and act = 'offer.hand_over'", [own.id])).toHaveLength(1);
  });

  it("ends with one follower of all versions when fifty hands do it at once", async () => {
    const first = await makeOwnOffer(people.sales, cast.listing);
    const second = await offers.amendOffer(people.sales, { ...(await filledOffer(people.sales, cast.listing)), offerId: first.id });
    const to = [people.colleague, people.owner, people.sales];
    await Promise.all(Array.from({ length: 50 }, (_, at) => handOver(people.owner, [second.id], to[at % 3] ?? people.owner)));
    const rows = await db.sql<{ person_id: string; person_name: string }>("select distinct person_id, person_name from offer where id = any($1)", [[first.id, second.id]]);
    expect(rows).toEqual([to.map((one) => ({ person_id: personIdOf(one), person_name: one.actor.name })).find((one) => one.person_id === rows[0]?.person_id)]);
    expect(await db.sql("select count(*)::int as n from audit_entry where noun_id = $1 and act = 'offer.hand_over'", [second.id])).toEqual([{ n: 50 }]);
  });
});
