import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { membership } from "@/db/schema";
import { addDays, businessDay } from "@/lib/dates";
import { type Ctx, personCtx, systemCtx } from "@/server/kernel/ctx";
import { AppError } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import { endAuthority, setAuthority } from "@/server/modules/rule";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { makeAgreement } from "@/testing/factories/agreement";
import { type Listing, makeAcceptedDemand, makeListing } from "@/testing/factories/demand";
import { filledOffer, makeDemandOffer } from "@/testing/factories/offer";
import { applyOrder, orderCreated } from "@/testing/factories/order";
import * as offers from ".";

const db = testDatabase();
const system = systemCtx("test");
let seller: MadeOrg;
let partner: MadeOrg;
let listing: Listing;
/** `twoHats` sells for the seller and is a lead of the operators: the same person on both sides. */
let makers: Ctx[];
let desk: Ctx[];
let dispatcher: Ctx;

async function twoHats(operator: MadeOrg): Promise<{ lead: Ctx; owner: Ctx }> {
  const lead = await personIn(operator, ["lead"]);
  if (lead.actor.kind !== "person") throw new Error("not a person");
  const { actor } = lead;
  await withTx(system, (tx) => tx.insert(membership).values({ orgId: seller.id, personId: actor.id, displayName: actor.name, email: actor.email, roles: ["owner"] }));
  return { lead, owner: personCtx({ actor, org: { ...seller, roles: ["owner"] }, requestId: "test", locale: "zh-CN", ip: "" }) };
}

beforeAll(async () => {
  [seller, partner] = [await makeOrg("seller"), await makeOrg("partner")];
  const operator = await makeOrg("operator");
  await makeAgreement(partner);
  listing = await makeListing(seller);
  const both = await twoHats(operator);
  makers = [await personIn(seller, ["owner"]), await personIn(seller, ["sales"]), both.owner, await personIn(partner, ["owner"])];
  desk = [both.lead, await personIn(operator, ["lead"]), await personIn(operator, ["admin"])];
  dispatcher = await personIn(operator, ["dispatcher"]);
});

const rates = fc.oneof(fc.integer({ min: 6000, max: 8200 }), fc.integer({ min: 4000, max: 10_000 }));
const step = fc.record({
  act: fc.constantFrom("make", "make", "amend", "amend", "approve", "approve", "refuse", "counter", "counter", "acceptCounter", "acceptCounter", "withdraw", "revoke", "use", "release", "grant", "tick"),
  who: fc.integer({ min: 0, max: 3 }),
  which: fc.integer({ min: 0, max: 5 }),
  rateBp: rates,
  startsIn: fc.constantFrom(0, 0, 0, 2),
  floor: fc.constantFrom(undefined, undefined, "9000", "11000"),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function days(plus: number): Promise<void> {
  await db.sql("insert into clock (id, offset_seconds) values (1, $1) on conflict (id) do update set offset_seconds = clock.offset_seconds + $1", [plus * 86_400]);
}

async function filled(maker: Ctx, one: Step) {
  const input = await filledOffer(maker, listing, { lines: [{ productSpecId: listing.specId, quantity: 1, periodNumber: 1, rateBp: one.rateBp }] });
  return { ...input, startsOn: addDays(businessDay(input.startsOn), one.startsIn) };
}

/** Some steps are only open to offers few of which there are. */
const latest = async (status: string) => (await db.sql<{ id: string }>("select id from offer where status = $1 order by id desc limit 1", [status]))[0]?.id;

const versionOf = async (id: string) => (await db.sql<{ version: number }>("select version from offer where id = $1", [id]))[0]?.version ?? 0;

/** One step of anybody; what the house refuses is refused with a sentence, never with a fault. Answers an offer that came of it. */
async function take(one: Step, known: readonly string[]): Promise<string | null> {
  const [maker, judge] = [makers[one.who] as Ctx, desk[one.who % desk.length] as Ctx];
  const offerId = known[known.length - 1 - (one.which % Math.max(known.length, 1))] ?? "01900000-0000-7000-8000-000000000000";
  const decision = async () => ({ offerId, version: await versionOf(offerId), note: "已核" });
  const acts: Record<Step["act"], () => Promise<{ id: string } | void>> = {
    make: async () => offers.makeOffer(maker, await filled(maker, one)),
    amend: async () => offers.amendOffer(maker, { ...(await filled(maker, one)), offerId }),
    approve: async () => offers.approveOffer(judge, await decision()),
    refuse: async () => offers.refuseOffer(judge, await decision()),
    counter: async () => offers.counterOffer(judge, { ...(await decision()), rates: [one.rateBp] }),
    acceptCounter: async () => offers.acceptCounter(maker, { offerId: (await latest("countered")) ?? offerId }),
    withdraw: () => offers.withdrawOffer(maker, { offerId }),
    revoke: () => offers.revokeOffer(maker, { offerId, note: "作废" }),
    use: () => offers.useOffer(system, { offerId, orderId: offerId }),
    release: async () => offers.releaseOffer(system, { offerId: (await latest("used")) ?? offerId, orderId: offerId }),
    grant: async () => {
      const { id } = await setAuthority(desk[2] as Ctx, { productId: listing.productId, partnerOrgId: partner.id, rateBp: one.rateBp, floorUnitPrice: one.floor });
      if (one.which === 0) await endAuthority(desk[2] as Ctx, { authorityId: id });
    },
    tick: async () => {
      await days(1 + (one.which % 5) * 3);
      await offers.sweepOffers(system);
    },
  };
  try {
    const made = await acts[one.act]();
    return made && one.act !== "grant" ? made.id : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Offers in force beyond their maker's authority without a record of somebody else's approval of this very depth. */
const unapproved = () =>
  db.sql(`
    select f.number, f.status, l.rate_bp, l.authority_bp from offer f join offer_line l on l.offer_id = f.id left join authority a on a.id = l.authority_id
    where f.status in ('scheduled', 'effective', 'used')
      and (l.rate_bp < l.authority_bp or l.unit_price * l.rate_bp < a.floor_unit_price * 10000)
      and not (f.decided_by is not null and f.decided_by <> f.created_by and exists (
        select 1 from audit_entry e where e.noun = 'offer' and e.payload::jsonb ->> 'actorId' = f.decided_by::text and (
          (e.act = 'offer.approve' and e.noun_id = f.id)
          or (e.act = 'offer.counter' and e.noun_id = f.supersedes_id and (e.payload::jsonb -> 'detail' ->> 'rates')::int = l.rate_bp))))`);

/** Offers whose price began before it was decided or submitted, or that outlived their last moment. */
const untimely = () =>
  db.sql(`
    select f.number, f.status, f.starts_at, f.decided_at, f.ends_at from offer f
    where f.status in ('scheduled', 'effective', 'used', 'expired') and f.decided_at is not null and (f.starts_at < f.decided_at or f.starts_at < f.submitted_at or f.ends_at <= f.starts_at)
    union all
    select f.number, f.status, f.starts_at, f.decided_at, f.ends_at from offer f where f.status in ('review', 'countered', 'scheduled', 'effective') and f.ends_at <= app.now()
    union all
    select f.number, f.status, f.starts_at, f.decided_at, f.ends_at from offer f where f.status = 'effective' and f.starts_at > app.now()`);

describe("whatever anybody does", () => {
  it("no discount beyond authority is in force without somebody else's approval, and none begins in the past", async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), async (steps) => {
        const known: string[] = [];
        for (const one of steps) {
          const made = await take(one, known);
          if (made) known.push(made);
        }
        expect(await unapproved()).toEqual([]);
        await offers.sweepOffers(system);
        expect(await untimely()).toEqual([]);
        accepted += known.length;
      }),
      { numRuns: 40, endOnFailure: true },
    );
    const seen = await db.sql<{ act: string; n: number }>("select act, count(*)::int as n from audit_entry where noun = 'offer' group by 1");
    // The paths that could smuggle a discount in were all walked.
    for (const act of ["offer.approve", "offer.refuse", "offer.counter", "offer.accept_counter", "offer.supersede", "offer.start", "offer.expire", "offer.use", "offer.release"]) expect({ act, walked: (seen.find((row) => row.act === act)?.n ?? 0) > 0 }).toEqual({ act, walked: true });
    expect(accepted).toBeGreaterThan(100);
  }, 240_000);

  it("content stays as it was submitted", async () => {
    const changed = await db.sql("select f.number from offer f where f.total_fen <> (select sum(l.amount_fen) from offer_line l where l.offer_id = f.id) or f.total_list_fen <> (select sum(l.list_fen) from offer_line l where l.offer_id = f.id)");
    expect(changed).toEqual([]);
    expect(await db.sql("select supersedes_id from offer where supersedes_id is not null group by 1 having count(*) > 1")).toEqual([]);
    expect(await db.sql("select f.number from offer f join offer n on n.supersedes_id = f.id where f.status <> 'superseded' or f.token_hash is not null or n.revision <> f.revision + 1")).toEqual([]);
  });
});

describe("two orders with one offer", () => {
  it("credit it once, however many come at the same time", async () => {
    const maker = makers[3] as Ctx;
    const { number } = await offers.makeOffer(maker, await filledOffer(maker, listing, { buyerAccount: "hwc-twice", lines: [{ productSpecId: listing.specId, quantity: 1, periodNumber: 1, rateBp: 9900 }] }));
    const placed_at = (await db.sql<{ at: Date }>("select date_trunc('milliseconds', app.now()) as at"))[0]?.at.toISOString() ?? "";
    const orders = Array.from({ length: 20 }, () => orderCreated(listing, { placed_at, offer_number: number, customer: { account: "hwc-twice", name: "客户" } }));
    await Promise.all(orders.map((data) => applyOrder("order.created", data)));
    const credited = await db.sql<{ n: number; all: number }>(`select count(offer_id)::int as n, count(*)::int as all from "order" where number = any($1)`, [orders.map((data) => data.order_id)]);
    expect(credited).toEqual([{ n: 1, all: 20 }]);
  });
});

describe("a won demand", () => {
  const event = fc.record({ type: fc.constantFrom("created", "paid", "again", "cancelled"), named: fc.boolean(), account: fc.boolean(), order: fc.integer({ min: 0, max: 1 }) });
  it("has a paid order whose attribution names an offer of it, and every such demand is won", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 2, maxLength: 7 }), async (events) => {
        const maker = makers[0] as Ctx;
        const demandId = await makeAcceptedDemand(makers[3] as Ctx, dispatcher, seller, maker, listing);
        const offer = await makeDemandOffer(maker, demandId, listing);
        const placed_at = (await db.sql<{ at: Date }>("select date_trunc('milliseconds', app.now()) as at"))[0]?.at.toISOString() ?? "";
        const orders = events.slice(0, 2).map((one) => orderCreated(listing, { placed_at, ...(one.named ? { offer_number: offer.number } : {}), ...(one.account ? { customer: { account: offer.buyerAccount, name: "客户" } } : {}) }));
        for (const one of events) {
          const data = orders[one.order % orders.length];
          const type = { created: "order.created", again: "order.created", paid: "order.paid", cancelled: "order.cancelled" }[one.type];
          await applyOrder(type, type === "order.created" ? data : { order_id: data?.order_id, method: "online" }, placed_at);
        }
      }),
      // Chance alone does not always pay for what it bought.
      { numRuns: 25, endOnFailure: true, examples: [[[{ type: "created", named: true, account: true, order: 0 }, { type: "paid", named: true, account: true, order: 0 }]]] },
    );
    const wrong = await db.sql(`
      select d.number, d.status from demand d
      where (d.status = 'won') <> exists (
        select 1 from attribution a join offer f on f.id = a.offer_id join "order" o on o.id = a.order_id
        where f.demand_id = d.id and a.demand_id = d.id and o.paid_at is not null)`);
    expect(wrong).toEqual([]);
    // An order cancelled unpaid gives its offer back, and the demand with it.
    expect(await db.sql("select d.number from demand d where (d.status = 'offered') <> exists (select 1 from offer f where f.demand_id = d.id and f.status in ('review', 'countered', 'scheduled', 'effective'))")).toEqual([]);
    expect(await db.sql(`select f.number from offer f where f.demand_id is not null and f.status = 'used' and not exists (select 1 from "order" o where o.offer_id = f.id and o.status <> 'cancelled')`)).toEqual([]);
    expect((await db.sql<{ n: number }>("select count(*)::int as n from demand where status = 'won'"))[0]?.n).toBeGreaterThan(0);
  }, 120_000);
});
