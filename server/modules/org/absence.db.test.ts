import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDays, toBusinessDay } from "@/lib/dates";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { passDays, personIdOf } from "@/testing/factories/demand-cast";
import type { Ctx } from "@/server/kernel/ctx";
import { endAbsence, endMembership, listAbsences, members, setAbsence } from ".";

const db = testDatabase();
let company: MadeOrg;
let [owner, away, standIn, third, stranger]: Ctx[] = [];
const who = (ctx: Ctx | undefined) => ctx as Ctx;

beforeAll(async () => {
  stranger = await personIn(await makeOrg("seller"), ["owner"]);
});
beforeEach(async () => {
  company = await makeOrg("seller");
  [owner, away, standIn, third] = [await personIn(company, ["owner"]), await personIn(company, ["sales"]), await personIn(company, ["sales"]), await personIn(company, ["sales"])];
});

const dayAhead = async (days: number) => addDays(toBusinessDay(((await db.sql<{ now: Date }>("select app.now() as now"))[0] as { now: Date }).now), days);
const leave = async (ctx: Ctx | undefined, delegate: Ctx | undefined, from: number, to: number) => setAbsence(who(ctx), { delegatePersonId: personIdOf(who(delegate)), startsOn: await dayAhead(from), endsOn: await dayAhead(to) });

describe("an absence", () => {
  it("names another member of the company, on days that are not past", async () => {
    await expect(leave(away, away, 0, 1)).rejects.toMatchObject({ key: "org.errors.noDelegate" });
    await expect(leave(away, stranger, 0, 1)).rejects.toMatchObject({ key: "org.errors.noDelegate", fieldErrors: { delegatePersonId: "errors.field.invalid" } });
    await expect(leave(away, standIn, 2, 1)).rejects.toMatchObject({ key: "org.errors.absenceDays" });
    await expect(leave(away, standIn, -3, -1)).rejects.toMatchObject({ key: "org.errors.absenceDays", fieldErrors: { endsOn: "errors.field.past" } });
    const seat = (await members(who(owner))).find(({ personId }) => personId === personIdOf(who(third)));
    await endMembership(who(owner), { membershipId: seat?.membershipId ?? "" });
    await expect(leave(away, third, 0, 1)).rejects.toMatchObject({ key: "org.errors.noDelegate" });
    expect(await listAbsences(who(owner))).toEqual([]);
  });

  it("is one at a time, and its delegate is not away too", async () => {
    await leave(standIn, third, 5, 8);
    await leave(away, third, 0, 3);
    await expect(leave(away, standIn, 3, 4)).rejects.toMatchObject({ key: "org.errors.absentAlready" });
    await expect(leave(third, standIn, 8, 9)).rejects.toMatchObject({ key: "org.errors.delegateAbsent", values: { name: who(standIn).actor.name } });
    await leave(away, standIn, 4, 4);
    const later = { delegatePersonId: personIdOf(who(third)), startsOn: await dayAhead(20), endsOn: await dayAhead(21) };
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => setAbsence(who(away), later)));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });

  it("is seen by the company alone, told to the delegate and audited", async () => {
    const { absenceId } = await leave(away, standIn, 1, 2);
    expect(await listAbsences(who(third))).toMatchObject([{ absenceId, name: who(away).actor.name, delegateName: who(standIn).actor.name, startsOn: await dayAhead(1), endsOn: await dayAhead(2), running: false, endable: false }]);
    expect((await listAbsences(who(away)))[0]?.endable).toBe(true);
    expect(await listAbsences(who(stranger))).toEqual([]);
    expect(await db.sql("select payload ->> 'personId' as person from graphile_worker._private_jobs where payload ->> 'kind' = 'org.absence' and payload ->> 'orgId' = $1", [company.id])).toEqual([{ person: personIdOf(who(standIn)) }]);
    expect(await db.sql("select act from audit_entry where noun_id = $1", [company.id])).toEqual([{ act: "org.set_absence" }]);
  });

  it("is ended by the person or by who manages the team, once, and falls away by itself", async () => {
    const { absenceId } = await leave(away, standIn, 0, 2);
    await expect(endAbsence(who(third), { absenceId })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(endAbsence(who(stranger), { absenceId })).rejects.toMatchObject({ kind: "not_found" });
    await endAbsence(who(away), { absenceId });
    await expect(endAbsence(who(away), { absenceId })).rejects.toMatchObject({ key: "org.errors.absenceOver" });
    const next = await leave(away, standIn, 4, 5);
    await endAbsence(who(owner), next);
    await leave(away, standIn, 4, 5);
    expect(await listAbsences(who(away))).toHaveLength(1);
    await passDays(db, 6);
    expect(await listAbsences(who(away))).toEqual([]);
  });
});
