import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/testing/database";
import { makePool } from "./client";

const db = testDatabase();
let pool: ReturnType<typeof makePool>;

beforeAll(() => {
  pool = makePool({ url: db.url("countinghouse_web"), name: "test", max: 1, keepPlans: true });
});
afterAll(() => pool.end());

describe("a pool that keeps plans", () => {
  it("plans each text once and answers it with each call's own values", async () => {
    const ask = async (text: string, values: readonly unknown[]) => (await pool.query<{ n: number }>({ text, values: [...values] })).rows[0]?.n;
    const answers = [];
    for (let n = 1; n <= 8; n++) answers.push(await ask("select $1::int + 1 as n", [n]), await ask("select $1::int * 10 as n", [n]));
    expect(answers).toEqual([1, 2, 3, 4, 5, 6, 7, 8].flatMap((n) => [n + 1, n * 10]));
    const { rows } = await pool.query("select statement from pg_prepared_statements order by 1");
    expect(rows.map((row: { statement: string }) => row.statement)).toEqual(["select $1::int * 10 as n", "select $1::int + 1 as n"]);
  });

  it("sends several statements of one text as ever", async () => {
    const answers = (await pool.query("select 1 as n; select 2 as n")) as unknown as readonly { rows: { n: number }[] }[];
    expect(answers.map(({ rows }) => rows[0]?.n)).toEqual([1, 2]);
  });
});
