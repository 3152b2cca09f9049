import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDays, addPeriods, periodOf, startOfBusinessDay, toBusinessDay } from "@/lib/dates";
import { type LimitName, limitNames, limits } from "@/lib/limits";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { timeLimit } from "@/server/kernel/time-limit";
import { businessNow, withRead, withTx } from "@/server/kernel/tx";
import { testDatabase } from "@/testing/database";
import { makeOrg, personIn } from "@/testing/factories";
import { ensureReferenceRules, listLimits, readLimit, setLimit, setLimitInput, withdrawLimit } from "./index";

const db = testDatabase();
const system = systemCtx("test");
const name = "demand.accept" as const;
let lead: Ctx;
let others: Ctx[];

beforeAll(async () => {
  const operator = await makeOrg("operator");
  lead = await personIn(operator, ["lead"]);
  others = [await personIn(operator, ["dispatcher"]), await personIn(await makeOrg("seller"), ["owner"]), await personIn(await makeOrg("partner"), ["owner"])];
});

beforeEach(async () => {
  await db.sql("delete from rule_version where kind = 'limit'");
  await withTx(system, (tx) => ensureReferenceRules(tx, new Date("2025-01-01T00:00:00Z")));
});

const today = () => withRead(system, async () => toBusinessDay(businessNow()));
const holdsAt = (at: Date, of: LimitName = name) => withRead(system, (tx) => timeLimit(tx, of, at));
const rowOf = async (of: LimitName = name) => (await listLimits(lead)).rows.find((row) => row.name === of);
const seen = async (of: LimitName = name) => {
  const row = await rowOf(of);
  return row?.planned?.id ?? row?.current?.id ?? null;
};
const set = async (change: { days: number; unit?: "day" | "workday"; startsOn?: string; note?: string; seenId?: string | null }) =>
  setLimit(lead, setLimitInput.parse({ name, unit: "day", seenId: change.seenId === undefined ? await seen() : change.seenId, ...change }));

/** How many versions overlap, and how many follow the one before with a gap; withdrawn ones hold at no time. */
async function faults(): Promise<{ overlaps: number; gaps: number; open: number }> {
  const [row] = await db.sql<{ overlaps: number; gaps: number; open: number }>(
    `with v as (select *, lag(valid_to) over (order by valid_from) as before, row_number() over (order by valid_from) as n from rule_version where kind = 'limit' and scope = $1 and (valid_to is null or valid_to > valid_from))
     select count(*) filter (where n > 1 and before > valid_from or n > 1 and before is null)::int as overlaps, count(*) filter (where n > 1 and before < valid_from)::int as gaps, count(*) filter (where valid_to is null)::int as open from v`,
    [name],
  );
  return row ?? { overlaps: -1, gaps: -1, open: -1 };
}
const sound = { overlaps: 0, gaps: 0, open: 1 };

describe("a time limit", () => {
  it("holds as the reference says, and by its standard where no rule is", async () => {
    const at = new Date();
    for (const one of limitNames) {
      const { days, unit } = limits[one].standard;
      const expected = unit === "month" ? { days: days * 30, unit: "day" } : { days, unit };
      expect(await holdsAt(at, one)).toEqual(expected);
      expect(await holdsAt(new Date("2020-01-01T00:00:00Z"), one)).toEqual(expected);
    }
    expect((await listLimits(lead)).rows.map((row) => [row.name, row.inForce, row.current?.setBy])).toEqual(limitNames.map((one) => [one, limits[one].standard, null]));
  });

  it("changes at once: what began before keeps its value, what begins after has the new one", async () => {
    const before = new Date();
    const { id } = await set({ days: 3, unit: "workday", note: "商家答复更快" });
    expect(await holdsAt(new Date(before.getTime() - 1))).toEqual({ days: 5, unit: "day" });
    expect(await holdsAt(new Date(Date.now() + 60_000))).toEqual({ days: 3, unit: "workday" });
    expect(await faults()).toEqual(sound);
    expect(await rowOf()).toMatchObject({ inForce: { days: 3, unit: "workday" }, current: { id, note: "商家答复更快", setBy: lead.actor.name, state: "in_force" }, planned: null });
    const [entry] = await db.sql<{ act: string; payload: string }>("select act, payload from audit_entry where noun_id = $1", [id]);
    expect(entry?.act).toBe("rule.set_limit");
    expect(JSON.parse(entry?.payload ?? "{}")).toMatchObject({ detail: { name, days: 3, unit: "workday", before: { days: 5, unit: "day" } } });
  });

  it("is planned for a later day, shown as such, and withdrawn before it begins: what held goes on", async () => {
    const startsOn = addDays(await today(), 10);
    const begins = startOfBusinessDay(startsOn);
    const { id } = await set({ days: 8, startsOn });
    expect(await rowOf()).toMatchObject({ inForce: { days: 5 }, planned: { id, days: 8, state: "planned", validFrom: begins.toISOString() } });
    expect(await holdsAt(new Date(begins.getTime() - 1))).toMatchObject({ days: 5 });
    expect(await holdsAt(begins)).toMatchObject({ days: 8 });
    await expect(set({ days: 9 })).rejects.toMatchObject({ key: "limit.errors.planned" });
    await withdrawLimit(lead, { versionId: id, note: "暂缓" });
    await expect(withdrawLimit(lead, { versionId: id })).rejects.toMatchObject({ key: "limit.errors.begun" });
    expect(await holdsAt(begins)).toMatchObject({ days: 5 });
    expect(await faults()).toEqual(sound);
    await set({ days: 9, startsOn });
    expect((await readLimit(lead, { name })).versions.map(({ days, state }) => [days, state]).toSorted()).toEqual([[5, "in_force"], [8, "withdrawn"], [9, "planned"]]);
    expect((await db.sql<{ act: string }>("select act from audit_entry where noun_id = $1 order by seq", [id])).map(({ act }) => act)).toEqual(["rule.set_limit", "rule.withdraw_limit"]);
  });

  it("cannot be withdrawn once it holds, nor can another kind of rule", async () => {
    const { id } = await set({ days: 6 });
    await expect(withdrawLimit(lead, { versionId: id })).rejects.toMatchObject({ key: "limit.errors.begun" });
    const [fee] = await db.sql<{ id: string }>("select id from rule_version where kind = 'fee'");
    await expect(withdrawLimit(lead, { versionId: fee?.id ?? "" })).rejects.toMatchObject({ kind: "not_found" });
  });

  it("stays without gap or overlap whatever is set, planned and withdrawn", async () => {
    const step = fc.record({ days: fc.integer({ min: 1, max: 30 }), ahead: fc.constantFrom(0, 0, 1, 30), withdraw: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        for (const { days, ahead, withdraw } of steps) {
          const row = await rowOf();
          const now = await today();
          const done = withdraw && row?.planned ? withdrawLimit(lead, { versionId: row.planned.id }) : set({ days, ...(ahead > 0 ? { startsOn: addDays(now, ahead) } : {}) });
          await done.catch((error: { kind?: string }) => expect(["conflict", "invalid"]).toContain(error.kind));
          expect(await faults()).toEqual(sound);
        }
      }),
      { numRuns: 12 },
    );
  });

  it("takes one of 50 changes made at once, and tells the others that it changed", async () => {
    const seenId = await seen();
    const tries = await Promise.allSettled(Array.from({ length: 50 }, (_, at) => set({ days: 6 + (at % 20), seenId })));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toMatchObject({ kind: "conflict", key: "limit.errors.changed" });
    expect(await faults()).toEqual(sound);
    expect((await readLimit(lead, { name })).versions).toHaveLength(2);
  });

  it("names what is wrong by field", async () => {
    const wrong = (change: object) => setLimitInput.safeParse({ name, days: 3, unit: "day", seenId: null, ...change }).error?.issues.map(({ path, message }) => [path.join(), message]);
    expect(wrong({ days: 31 })).toEqual([["days", "limit.errors.field.days"]]);
    expect(wrong({ days: "0" })).toEqual([["days", "limit.errors.field.days"]]);
    expect(wrong({ days: "zwei" })).toEqual([["days", "limit.errors.field.days"]]);
    expect(wrong({ unit: "month" })).toEqual([["unit", "limit.errors.field.unit"]]);
    expect(wrong({ name: "claim.window", unit: "workday" })).toEqual([["unit", "limit.errors.field.unit"]]);
    await expect(set({ days: 5 })).rejects.toMatchObject({ kind: "invalid", fieldErrors: { days: "limit.errors.field.same" } });
    await expect(set({ days: 6, startsOn: addDays(await today(), -1) })).rejects.toMatchObject({ fieldErrors: { startsOn: "errors.field.past" } });
  });
});

describe("permission", () => {
  it("is the lead's and the administrator's; other operators look, other companies do not even that", async () => {
    const { id } = await set({ days: 7, startsOn: addDays(await today(), 5) });
    const [dispatcher, ...strangers] = others as [Ctx, ...Ctx[]];
    expect(await listLimits(dispatcher)).toMatchObject({ maySet: false });
    expect((await listLimits(lead)).maySet).toBe(true);
    for (const who of others) {
      await expect(setLimit(who, { name, days: 4, unit: "day", seenId: null })).rejects.toMatchObject({ kind: "forbidden" });
      await expect(withdrawLimit(who, { versionId: id })).rejects.toMatchObject({ kind: "forbidden" });
    }
    for (const who of strangers) {
      await expect(listLimits(who)).rejects.toMatchObject({ kind: "forbidden" });
      await expect(readLimit(who, { name })).rejects.toMatchObject({ kind: "forbidden" });
    }
  });
});

describe("the working calendar", () => {
  it("is missed from two months before its year begins, unless its days were decided here", async () => {
    const calendarAt = async (ahead: number) => {
      await db.sql("update clock set offset_seconds = $1", [ahead]);
      return (await listLimits(lead)).calendar;
    };
    const { lastYear } = (await listLimits(lead)).calendar;
    const untilNovember = Math.floor((Date.parse(`${lastYear}-11-01T00:00:00+08:00`) - Date.now()) / 1000);
    if (untilNovember > 3600) expect(await calendarAt(untilNovember - 60)).toMatchObject({ missingYear: null });
    const missed = await calendarAt(Math.max(0, untilNovember) + 60);
    // A clock that is past that November by itself misses the year it is about to enter.
    const missing = untilNovember > 0 ? String(Number(lastYear) + 1) : addPeriods(periodOf(new Date()), 2).slice(0, 4);
    expect(missed).toMatchObject({ missingYear: missing, decidedDays: 0 });
    await db.sql(`update rule_version set value = jsonb_build_object('workdays', jsonb_build_object($1::text, false)) where kind = 'calendar'`, [`${missing}-01-01`]);
    expect((await listLimits(lead)).calendar).toMatchObject({ missingYear: null, decidedDays: 1 });
  });
});
