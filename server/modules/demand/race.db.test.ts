import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/testing/database";
import { makePendingDemand } from "@/testing/factories/demand";
import { type Cast, makeCast } from "@/testing/factories/demand-cast";
import { systemCtx } from "@/server/kernel/ctx";
import * as demands from ".";

const db = testDatabase();
const system = systemCtx("sweep");
const rounds = [0, 1, 2, 3, 4];
let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const accept = (demandId: string) => demands.acceptDemand(cast.sales, { demandId, rulesVersion: demands.demandRulesVersion });
const reject = (demandId: string) => demands.rejectDemand(cast.sales, { demandId, reasonCode: "no_capacity", note: "忙" });
const pending = () => makePendingDemand(cast.partner, cast.dispatcher, cast.seller, cast.listing);

async function blockedAtRow(count: number): Promise<void> {
  for (let looks = 0; ; looks += 1) {
    await db.sql("select pg_stat_clear_snapshot()");
    const [row] = await db.sql<{ n: string }>("select count(*) n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    if (Number(row?.n) >= count) return;
    if (looks > 20_000) throw new Error("the answers never met at the row");
  }
}

async function writtenOf(id: string): Promise<number[]> {
  const events = await db.sql("select act from demand_event where demand_id = $1 and act in ('accept', 'reject', 'lapse')", [id]);
  const audited = await db.sql("select act from audit_entry where noun_id = $1 and act in ('demand.accept', 'demand.reject', 'demand.lapse')", [id]);
  return [events.length, audited.length];
}

describe("50 answers at the deadline", () => {
  it.each(rounds)("have one effect when they began in time and the clock joins in, round %i", async (round) => {
    const id = await pending();
    await db.sql("begin");
    await db.sql("select 1 from demand where id = $1 for update", [id]);
    const answers = Array.from({ length: 34 }, (_, at) => ((at + round) % 2 === 0 ? accept(id) : reject(id)));
    await blockedAtRow(34);
    // Every answer began in time and waits; now the deadline passes and the clock joins in.
    await db.sql("update demand set due_at = app.now() - interval '1 second' where id = $1", [id]);
    await db.sql("commit");
    const [answered, lapsed] = await Promise.all([Promise.allSettled(answers), Promise.all(Array.from({ length: 16 }, () => demands.sweepLapsed(system)))]);
    expect(answered.filter((one) => one.status === "fulfilled").length + lapsed.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await writtenOf(id)).toEqual([1, 1]);
  });

  it.each(rounds)("lapse it once under 50 sweeps, and ask the next seller once, round %i", async () => {
    const id = await pending();
    await db.sql("insert into demand_candidate (demand_id, position, seller_org_id, state) values ($1, 1, $2, 'asked'), ($1, 2, $3, 'waiting')", [id, cast.seller.id, cast.otherSeller.id]);
    await db.sql("update demand set due_at = app.now() - interval '1 second' where id = $1", [id]);
    const swept = await Promise.all(Array.from({ length: 50 }, () => demands.sweepLapsed(system)));
    expect(swept.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await db.sql("select status, seller_org_id from demand where id = $1", [id])).toEqual([{ status: "pending", seller_org_id: cast.otherSeller.id }]);
    expect(await db.sql("select act from demand_event where demand_id = $1 and act in ('lapse', 'reoffer')", [id])).toHaveLength(2);
  });

  it.each(rounds)("hand it on once when 50 refusals meet, and none but the next seller may answer, round %i", async () => {
    const id = await pending();
    await db.sql("insert into demand_candidate (demand_id, position, seller_org_id, state) values ($1, 1, $2, 'asked'), ($1, 2, $3, 'waiting')", [id, cast.seller.id, cast.otherSeller.id]);
    const answers = await Promise.allSettled(Array.from({ length: 50 }, (_, at) => (at % 5 === 0 ? demands.extendDemand(cast.sales, { demandId: id, note: "…" }) : reject(id))));
    expect(answers.filter((one) => one.status === "fulfilled").length).toBeLessThanOrEqual(2);
    expect(await writtenOf(id)).toEqual([1, 1]);
    await expect(accept(id)).rejects.toMatchObject({ kind: "not_found" });
    await demands.acceptDemand(cast.otherSales, { demandId: id, rulesVersion: demands.demandRulesVersion });
    expect(await db.sql("select state from demand_candidate where demand_id = $1 order by position", [id])).toEqual([{ state: "refused" }, { state: "accepted" }]);
  });

  it("release the customer to the one seller that accepted", async () => {
    const id = await pending();
    const answers = await Promise.allSettled(Array.from({ length: 50 }, (_, at) => (at % 2 ? accept(id) : demands.cancelDemand(cast.partner, { demandId: id }))));
    const won = answers.findIndex((one) => one.status === "fulfilled");
    expect(answers.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const [customer] = await db.sql<{ released_to_org_id: string | null }>("select released_to_org_id from demand_customer where demand_id = $1", [id]);
    expect(customer?.released_to_org_id).toBe(won % 2 ? cast.seller.id : null);
  });
});
