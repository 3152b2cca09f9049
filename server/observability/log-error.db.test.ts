import { pino } from "pino";
import { expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { testDatabase } from "@/testing/database";
import { systemCtx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import { shownError } from "./log-error";

testDatabase();
const marker = "MARKLOG7391: \"集团\"\nparams: 2";
const system = systemCtx("log");

it("says what failed without the data it failed on", async () => {
  const failures = [
    sql`select ${marker}::int`,
    sql`insert into org (kind, slug, name_zh, name_en) values ('unknown', ${marker}, ${marker}, ${marker})`,
    sql`insert into rate_counter (key, points, expire) values (${marker}, 1, 1), (${marker}, 1, 1)`,
  ];
  for (const failure of failures) {
    const error = await withTx(system, (tx) => tx.execute(failure)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    const lines: string[] = [];
    pino({ serializers: { err: shownError } }, { write: (line: string) => void lines.push(line) }).error({ err: error }, "a procedure failed");
    expect(lines.join("")).not.toContain("MARKLOG7391");
    expect(lines.join("")).toMatch(/Failed query/);
    expect(lines.join("")).toMatch(/log-error\.db\.test/);
  }
});
