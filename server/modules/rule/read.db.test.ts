import { beforeAll, describe, expect, it } from "vitest";
import { businessDay } from "@/lib/dates";
import { systemCtx } from "@/server/kernel/ctx";
import { withRead, withTx } from "@/server/kernel/tx";
import { makeOrg, personIn } from "@/testing/factories";
import { testDatabase } from "@/testing/database";
import { ensureReferenceRules, ruleInForce, workingCalendar } from "./index";

const db = testDatabase();
const system = systemCtx("test");
const from = new Date("2024-03-01T00:00:00+08:00");
beforeAll(() => withTx(system, (tx) => ensureReferenceRules(tx, from)));

describe("a rule", () => {
  it("binds from its first instant until another version follows", async () => {
    const next = new Date("2026-01-01T00:00:00+08:00");
    await db.sql("update rule_version set valid_to = $1 where kind = 'fee'", [next]);
    await db.sql(`insert into rule_version (kind, scope, value, valid_from) values ('fee', 'generic', '{"bp": 300}', $1)`, [next]);
    const fee = (at: Date) => withRead(system, async (tx) => (await ruleInForce(tx, "fee", "generic", at))?.value.bp ?? null);
    expect(await fee(new Date(from.getTime() - 1))).toBeNull();
    expect(await fee(from)).toBe(500);
    expect(await fee(new Date(next.getTime() - 1))).toBe(500);
    expect(await fee(next)).toBe(300);
  });

  it("is seeded once, and readable but not writable in a company's sight", async () => {
    const count = async () => (await db.sql<{ n: number }>("select count(*)::int n from rule_version"))[0]?.n;
    const before = await count();
    await withTx(system, (tx) => ensureReferenceRules(tx, new Date()));
    expect(await count()).toBe(before);
    const owner = await personIn(await makeOrg("seller"));
    expect(await withRead(owner, (tx) => ruleInForce(tx, "tier", "generic", new Date()))).toMatchObject({ value: { steps: [{ bp: 0 }, { fromFen: "50000000", bp: 100 }, { fromFen: "100000000", bp: 200 }] } });
    await expect(withTx(owner, (tx) => ensureReferenceRules(tx, new Date()))).rejects.toThrow();
  });

  it("corrects single days of the published calendar", async () => {
    const day = businessDay("2025-04-27");
    const works = () => withRead(system, async (tx) => (await workingCalendar(tx, new Date()))(day));
    expect(await works()).toBe(true);
    await db.sql(`update rule_version set value = '{"workdays": {"2025-04-27": false}}' where kind = 'calendar'`);
    expect(await works()).toBe(false);
  });
});
