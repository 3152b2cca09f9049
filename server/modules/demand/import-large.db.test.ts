import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diskStorage, useStorage } from "@/server/adapters/storage";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { testDatabase } from "@/testing/database";
import { makeOrg, personIn } from "@/testing/factories";
import { makeListing } from "@/testing/factories/demand";
import { startTable } from "@/testing/factories/import";
import { demandCsv } from "@/testing/fixtures/demand-csv";
import { checkImport, checkImportJob, exportDemand, exportImportErrors, readImport, runImport, runImportJob, undoImport, undoImportJob } from ".";

const db = testDatabase();
const job = systemCtx("import job");
/** Several batches of the job; the fifty thousand go through the browser. */
const rows = 5_000;
const [badRows, goodRows] = [rows / 100, rows - rows / 100];
let folder: string;
let partner: Ctx;
let productCode = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countinghouse-import-"));
  useStorage(diskStorage(folder));
  await makeOrg("operator");
  partner = await personIn(await makeOrg("partner"), ["owner"]);
  const listing = await makeListing(await makeOrg("seller"));
  productCode = (await db.sql<{ code: string }>("select code from product where id = $1", [listing.productId]))[0]?.code ?? "";
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a file of five thousand rows, one in a hundred wrong", () => {
  it("is checked, imported and taken back", { timeout: 300_000 }, async () => {
    const times: string[] = [];
    const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const from = performance.now();
      const result = await work();
      times.push(`${name} ${((performance.now() - from) / 1000).toFixed(1)} s`);
      return result;
    };
    const batchId = await timed("start", () => startTable(partner, demandCsv({ rows, badEvery: 100, productCode })));
    const { mapping } = await readImport(partner, { batchId });
    await checkImport(partner, { batchId, mapping });
    await timed("check", () => checkImportJob(job, { batchId }));
    expect(await readImport(partner, { batchId })).toMatchObject({ status: "checked", totalRows: rows, goodRows, badRows });
    const wrong = await timed("errors", async () => {
      let text = "";
      for await (const part of exportImportErrors(partner, { batchId })) text += part;
      return text.trim().split("\r\n");
    });
    expect(wrong).toHaveLength(badRows + 1);
    await runImport(partner, { batchId });
    await timed("import", () => runImportJob(job, { batchId }));
    expect(await readImport(partner, { batchId })).toMatchObject({ status: "imported", doneRows: goodRows });
    const counted = "select (select count(*) from demand where import_batch_id = $1)::int demands, (select count(*) from demand_event)::int events, (select count(*) from demand_line)::int lines, (select count(*) from demand_customer)::int customers";
    expect(await db.sql(counted, [batchId])).toEqual([{ demands: goodRows, events: goodRows, lines: goodRows, customers: goodRows }]);
    const written = await timed("export", async () => {
      let text = "";
      for await (const part of exportDemand(partner, { batchId })) text += part;
      return text.trim().split("\r\n");
    });
    expect(written.at(-1)).toContain(`rows=${goodRows},`);
    const listed = await db.sql<{ number: string }>("select number from demand where import_batch_id = $1 order by created_at desc, id desc", [batchId]);
    expect(written.slice(1, -1).map((line) => line.split(",")[0])).toEqual(listed.map(({ number }) => number));
    await undoImport(partner, { batchId });
    await timed("undo", () => undoImportJob(job, { batchId }));
    expect(await readImport(partner, { batchId })).toMatchObject({ status: "undone", undoneRows: goodRows, keptRows: 0 });
    expect(await db.sql(counted, [batchId])).toEqual([{ demands: 0, events: 0, lines: 0, customers: 0 }]);
    process.stdout.write(`    ${rows} rows: ${times.join(", ")}\n`);
  });
});
