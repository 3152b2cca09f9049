import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/server/kernel/ctx";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { listAssociations, listRegistrations } from ".";

const db = testDatabase();
const rows = 2600;
let partnerOrg: MadeOrg;
let owner: Ctx;
let operator: Ctx;
let salesperson: Ctx;
let colleague: Ctx;

const idOf = (ctx: Ctx) => (ctx.actor.kind === "person" ? ctx.actor.id : "");

/** Registrations of two salespeople in three states; every other one led to an association. */
beforeAll(async () => {
  partnerOrg = await makeOrg("partner");
  [owner, salesperson, colleague, operator] = [await personIn(partnerOrg), await personIn(partnerOrg, ["sales"]), await personIn(partnerOrg, ["sales"]), await personIn(await makeOrg("operator"))];
  await db.sql(
    `insert into registration (number, org_id, customer_name, customer_account, project, status, created_by, created_at)
     select 'R-20260101-' || lpad(g::text, 5, '0'), $1, '客户' || g || case when g % 900 = 7 then '灯塔' when g % 100 = 3 then '半导体' else '' end || '有限公司', case when g % 2 = 0 then 'list-' || g end, '上云项目',
       (array['expired', 'withdrawn', 'associated'])[1 + g % 3], case when g % 10 = 0 then $2::uuid else $3::uuid end, '2026-01-01'::timestamptz + interval '1 minute' * (g / 2) from generate_series(1, ${rows}) as g`,
    [partnerOrg.id, idOf(salesperson), idOf(colleague)],
  );
  await db.sql(
    `insert into association (org_id, customer_account, customer_name, registration_id, started_at, ended_at)
     select org_id, customer_account, customer_name, id, created_at + interval '1 day', case when right(number, 1) in ('0', '2') then created_at + interval '9 days' end from registration where customer_account is not null`,
  );
  await db.sql("analyze registration");
});

type Listed = { rows: { id: string }[]; next: string | null };

/** Every page of a list, one after the other. */
async function whole(list: (cursor: string | undefined) => Promise<Listed>, most = 1000): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor);
    ids.push(...page.rows.map(({ id }) => id));
    cursor = page.next ?? undefined;
  } while (cursor && ids.length < most);
  return ids;
}
const plainly = async (where: string, values: unknown[] = []) => (await db.sql<{ id: string }>(`select id from registration where ${where} order by created_at desc, id desc`, values)).map(({ id }) => id);

describe("registrations", () => {
  test("come page by page, none left out and none twice, also where many were made in one minute", async () => {
    expect(await whole((cursor) => listRegistrations(operator, { cursor, status: "withdrawn" }))).toEqual(await plainly("status = 'withdrawn'"));
    expect(await whole((cursor) => listRegistrations(owner, { cursor }), rows)).toEqual(await plainly("true"));
  });

  test.each([
    ["a word that most have", "有限公司"],
    ["a word that some have", "半导体"],
    ["a word that few have", "灯塔"],
    ["one character that few have", "塔"],
    ["part of a number", "0101-0123"],
    ["an account, whatever its case", "LIST-77"],
    ["signs that are patterns elsewhere", "%_\\"],
    ["a word that nobody has", "不存在的词"],
  ])("are found by %s", async (_, q) => {
    const found = await whole((cursor) => listRegistrations(owner, { cursor, q }));
    expect(found).toEqual((await plainly("strpos(lower(customer_name || ' ' || coalesce(customer_account, '') || ' ' || number), lower($1)) > 0", [q])).slice(0, Math.max(found.length, 1)));
    expect(found.length === 0).toBe(["%_\\", "不存在的词"].includes(q));
  });

  test("of a colleague are neither listed nor found nor counted for somebody who only sells", async () => {
    const own = await plainly("created_by = $1", [idOf(salesperson)]);
    expect(await whole((cursor) => listRegistrations(salesperson, { cursor }))).toEqual(own);
    expect(await whole((cursor) => listRegistrations(salesperson, { cursor, q: "客户" }))).toEqual(own);
    const { counts } = await listRegistrations(salesperson);
    expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(own.length);
    const associations = await whole((cursor) => listAssociations(salesperson, { cursor }));
    expect(associations).toHaveLength(own.length);
    expect((await listAssociations(salesperson)).counts).toEqual({ current: 0, ended: own.length });
  });

  test("are counted by state, and not at all for another partner", async () => {
    const { counts } = await listRegistrations(owner);
    expect(counts).toEqual({ expired: Math.floor(rows / 3), withdrawn: Math.ceil(rows / 3), associated: Math.ceil(rows / 3) });
    const other = await listRegistrations(await personIn(await makeOrg("partner")), { q: "客户" });
    expect(other).toMatchObject({ rows: [], next: null, counts: {} });
  });
});

test("associations in force and ended are listed and counted apart", async () => {
  const ids = async (current: "yes" | "no") => whole((cursor) => listAssociations(operator, { cursor, current }), rows);
  const [current, ended] = [await ids("yes"), await ids("no")];
  expect(new Set([...current, ...ended]).size).toBe(rows / 2);
  expect((await listAssociations(operator)).counts).toEqual({ current: current.length, ended: ended.length });
  expect(await whole((cursor) => listAssociations(owner, { cursor, q: "list-260" }))).toHaveLength(2);
});
