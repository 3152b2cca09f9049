import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/testing/database";

const db = testDatabase();
const kinds = ["own", "party", "platform", "identity"];

describe("every table stands behind its walls", () => {
  it("declares exactly one policy kind and is forced", async () => {
    const rows = await db.sql<{ name: string; secured: boolean; forced: boolean; kinds: string[] }>(
      `select c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
         array(select p.polname::text from pg_policy p where p.polrelid = c.oid and p.polname = any($1)) as kinds
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')`,
      [kinds],
    );
    expect(rows.length).toBeGreaterThan(40);
    const weak = rows.filter((row) => !row.secured || !row.forced || row.kinds.length !== 1).map((row) => row.name);
    expect(weak, "give these a policy kind of db/policies.ts and FORCE in their migration").toEqual([]);
  });

  it("has an index under every foreign key", async () => {
    const rows = await db.sql<{ name: string }>(
      `select format('%s(%s)', k.conrelid::regclass, k.conname) as name from pg_constraint k
       where k.contype = 'f' and k.connamespace = 'public'::regnamespace and not exists (
         select 1 from pg_index i where i.indrelid = k.conrelid and i.indpred is null
           and (select array_agg(a order by a) from unnest(k.conkey) a)
             = (select array_agg(a order by a) from unnest((i.indkey::int2[])[0:array_length(k.conkey, 1) - 1]) a))`,
    );
    expect(rows.map((row) => row.name), "add an index that begins with the key's columns").toEqual([]);
  });

  it("has no view that looks with its owner's eyes", async () => {
    const rows = await db.sql<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'v' and not coalesce(c.reloptions::text like '%security_invoker=true%', false)`,
    );
    expect(rows.map((row) => row.name), "create it WITH (security_invoker = true)").toEqual([]);
  });

  it("fixes the search path of every door", async () => {
    const rows = await db.sql<{ name: string }>(
      `select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace = 'app'::regnamespace and p.prosecdef
         and not coalesce(array_to_string(p.proconfig, ',') like '%search_path%', false)`,
    );
    expect(rows.map((row) => row.name)).toEqual([]);
  });
});

describe("the web role", () => {
  let web: Client;
  beforeAll(async () => {
    web = new Client({ connectionString: db.url("countinghouse_web") });
    await web.connect();
  });
  afterAll(() => web.end());

  it("sees nothing without a context", async () => {
    await db.sql("insert into org (kind, slug, name_zh, name_en) values ('seller', 'lone', '独', 'Lone')");
    const tables = await db.sql<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
    for (const { name } of tables) {
      const { rows } = await web.query(`select count(*)::int as n from "${name}"`);
      expect(rows[0]?.n, name).toBe(0);
    }
  });

  it("owns nothing and cannot lift a wall", async () => {
    await expect(web.query("alter table org disable row level security")).rejects.toThrow(/must be owner/);
    await expect(web.query("set role countinghouse_owner")).rejects.toThrow(/permission denied/);
    await expect(web.query("select graphile_worker.add_job('sweep')")).rejects.toThrow(/permission denied/);
    await expect(web.query("select app.enqueue('rm_rf', '{}')")).rejects.toThrow(/no such task/);
  });

  it("cannot rewrite history", async () => {
    for (const table of ["audit_entry", "ledger_entry", "ledger_posting", "attribution", "settlement_line"]) {
      await expect(web.query(`delete from ${table}`), table).rejects.toThrow(/permission denied/);
      await expect(web.query(`update ${table} set created_at = now()`), table).rejects.toThrow();
    }
  });
});
