import { beforeAll, describe, expect, it } from "vitest";
import { demand } from "@/db/schema";
import { demandLifecycle, type DemandState, type DemandVerb } from "@/lib/states/demand";
import { stateNames } from "@/lib/states/lifecycle";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { type Listing, makeAcceptedDemand, makeListing, makePendingDemand } from "@/testing/factories/demand";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import * as demands from ".";
import { offerNext } from "./reoffer";

const db = testDatabase();
const system = systemCtx("sweep");
let seller: MadeOrg;
let second: MadeOrg;
let listing: Listing;
let sales: Ctx;
let partner: Ctx;
let dispatcher: Ctx;

beforeAll(async () => {
  [seller, second] = [await makeOrg("seller"), await makeOrg("seller")];
  listing = await makeListing(seller);
  sales = await personIn(seller, ["sales"]);
  partner = await personIn(await makeOrg("partner"), ["sales"]);
  dispatcher = await personIn(await makeOrg("operator"), ["admin", "dispatcher"]);
});

const recordOf = async (id: string) => (await db.sql<typeof demand.$inferSelect & { status: DemandState }>("select * from demand where id = $1", [id]))[0];

const moves: Record<DemandVerb, (id: string) => Promise<unknown>> = {
  submit: (id) => demands.submitDemand(partner, { demandId: id }),
  return: (id) => demands.returnDemand(dispatcher, { demandId: id, note: "缺预算" }),
  arrive: (id) => withTx(system, (tx) => transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "arrive", id })),
  abandon: () => demands.sweepAbandoned(system),
  assign: (id) => demands.assignDemand(dispatcher, { demandId: id, sellerOrgId: seller.id }),
  reoffer: (id) => withTx(system, async (tx) => offerNext(system, (await tx.query.demand.findFirst({ where: (row, { eq }) => eq(row.id, id) })) as typeof demand.$inferSelect, "refused")),
  mark_duplicate: async (id) => demands.markDuplicate(dispatcher, { demandId: id, ofNumber: (await demands.readDemand(dispatcher, await makePendingDemand(partner, dispatcher, seller, listing))).number }),
  cancel: (id) => demands.cancelDemand(partner, { demandId: id }),
  accept: (id) => demands.acceptDemand(sales, { demandId: id, rulesVersion: demands.demandRulesVersion }),
  reject: (id) => demands.rejectDemand(sales, { demandId: id, reasonCode: "region", note: "不在服务区域" }),
  lapse: () => demands.sweepLapsed(system),
  stall: () => demands.sweepStalled(system),
  resume: (id) => demands.logProgress(sales, { demandId: id, text: "重新联系" }),
  lock: (id) => demands.lockDemand(system, id, id),
  unlock: (id) => demands.unlockDemand(system, id, "expired"),
  win: (id) => demands.winDemand(system, { demandId: id, orderId: id }),
  close_won: (id) => demands.closeWon(partner, { demandId: id, evidence: "HT-2026-01" }),
  close_lost: (id) => demands.closeLost(partner, { demandId: id, reasonCode: "price", note: "太贵" }),
  reopen: (id) => demands.reopenDemand(dispatcher, { demandId: id, note: "客户回头" }),
};

/** What a verb of the clock, or the next seller's, needs besides the state itself. */
const arranged: Partial<Record<DemandVerb, (id: string) => Promise<unknown>>> = {
  lapse: (id) => db.sql("update demand set due_at = app.now() - interval '1 second' where id = $1", [id]),
  abandon: (id) => db.sql("update demand set due_at = app.now() - interval '1 second' where id = $1", [id]),
  stall: (id) => db.sql("update demand set stall_due_at = app.now() - interval '1 second' where id = $1", [id]),
  reoffer: (id) => db.sql("insert into demand_candidate (demand_id, position, seller_org_id) values ($1, 1, $2) on conflict do nothing", [id, second.id]),
};

const put = (id: string, status: DemandState) =>
  db.sql(
    "update demand set status = $2, due_at = case when $2 in ('pending', 'returned') then app.now() + interval '1 day' end, closed_at = case when $2 = 'closed_lost' then app.now() end where id = $1",
    [id, status],
  );

describe("the lifecycle", () => {
  it.each(Object.entries(demandLifecycle.verbs) as [DemandVerb, (typeof demandLifecycle.verbs)[DemandVerb]][])("%s starts only where the table says", async (verb, entry) => {
    // What a refused verb left untouched is there for the next state.
    let untouched: string | undefined;
    for (const status of stateNames(demandLifecycle)) {
      const id = untouched ?? (await makeAcceptedDemand(partner, dispatcher, seller, sales, listing));
      await put(id, status);
      await arranged[verb]?.(id);
      await moves[verb](id).catch((error: { kind?: string }) => expect(["conflict", "not_found"]).toContain(error.kind));
      const allowed = (entry.from as readonly string[]).includes(status);
      expect({ verb, status, now: (await recordOf(id))?.status }).toEqual({ verb, status, now: allowed ? entry.to : status });
      untouched = allowed ? undefined : id;
    }
  });

  it("knows a test for each verb and leaves no state without a way in", () => {
    expect(Object.keys(moves).toSorted()).toEqual(Object.keys(demandLifecycle.verbs).toSorted());
    const reached = new Set<string>(["draft", ...Object.values(demandLifecycle.verbs).flatMap(({ to }) => to)]);
    expect(stateNames(demandLifecycle).filter((state) => !reached.has(state))).toEqual([]);
  });
});
