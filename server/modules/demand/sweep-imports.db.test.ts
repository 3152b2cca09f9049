import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { diskStorage, useStorage } from "@/server/adapters/storage";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { openFile } from "@/server/modules/file";
import { testDatabase } from "@/testing/database";
import { makeOrg, personIn } from "@/testing/factories";
import { passDays } from "@/testing/factories/demand-cast";
import { makeListing } from "@/testing/factories/demand";
import { checkedTable, importedTable, startTable } from "@/testing/factories/import";
import { csvOf, goodCells } from "@/testing/fixtures/demand-csv";
import * as demands from ".";

const db = testDatabase();
const system = systemCtx("sweep");
let folder: string;
let productCode = "";
let owner: Ctx;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countinghouse-retention-"));
  useStorage(diskStorage(folder));
  const listing = await makeListing(await makeOrg("seller"));
  productCode = (await db.sql<{ code: string }>("select code from product where id = $1", [listing.productId]))[0]?.code ?? "";
  owner = await personIn(await makeOrg("partner"), ["owner"]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let made = 0;
/** One good row, one with an error. */
const table = () => csvOf([goodCells(1, productCode, `r${(made += 1)}`), { ...goodCells(2, productCode, `r${made}`), share: "99" }]);
const read = (batchId: string) => demands.readImport(owner, { batchId });
const wrongRows = async (batchId: string) => {
  const parts: string[] = [];
  for await (const part of demands.exportImportErrors(owner, { batchId })) parts.push(part);
  return parts.join("").trim().split("\r\n").length - 1;
};
const cellsOf = (batchId: string) => db.sql("select 1 from import_row where batch_id = $1 union all select 1 from import_batch where id = $1 and sample <> '[]'", [batchId]);
const filesKept = async () => (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;
const fileOf = async (batchId: string) => (await db.sql<{ id: string }>("select file_id as id from import_batch where id = $1", [batchId]))[0]?.id ?? "";

it("rows and file stay thirty days after the import, then go; its demand stays", async () => {
  const batchId = await importedTable(owner, table());
  const before = await read(batchId);
  expect(before).toMatchObject({ rowsRemoved: false, keptUntil: new Date(Date.parse(before.importedAt ?? "") + 30 * 86_400_000).toISOString() });
  await passDays(db, 29.9);
  expect(await demands.sweepImports(system)).toBe(0);
  expect(await wrongRows(batchId)).toBe(1);
  expect(await filesKept()).toBe(1);
  await passDays(db, 0.2);
  const swept = await Promise.all(Array.from({ length: 10 }, () => demands.sweepImports(system)));
  expect(swept.reduce((sum, n) => sum + n, 0)).toBe(1);
  expect(await cellsOf(batchId)).toEqual([]);
  expect(await filesKept()).toBe(0);
  expect(await read(batchId)).toMatchObject({ status: "imported", rowsRemoved: true, keptUntil: null, doneRows: 1, badRows: 1, counts: { all: 0 } });
  await expect(wrongRows(batchId)).rejects.toMatchObject({ kind: "conflict", key: "import.errors.rowsRemoved" });
  await expect(openFile(owner, await fileOf(batchId))).rejects.toMatchObject({ kind: "conflict", key: "file.errors.refused" });
  const [one] = (await demands.listDemand(owner, { batchId })).rows;
  expect((await demands.readDemand(owner, one?.id ?? "")).customer?.name).toMatch(/科技有限公司/);
  expect(await db.sql("select detail from (select payload::jsonb -> 'detail' as detail from audit_entry where noun_id = $1 and act = 'import.forget') d", [batchId])).toMatchObject([{ detail: { rows: 2, status: "imported" } }]);
});

it("a file that nobody imported is given up, whichever state it waits in; a newer one is not", async () => {
  const [mapping, checked] = [await startTable(owner, table()), await checkedTable(owner, table())];
  const undone = await importedTable(owner, table());
  await demands.undoImport(owner, { batchId: undone });
  await demands.undoImportJob(system, { batchId: undone });
  await passDays(db, 20);
  const fresh = await checkedTable(owner, table());
  await passDays(db, 10.1);
  expect(await demands.sweepImports(system)).toBe(3);
  for (const batchId of [mapping, checked, undone]) expect(await cellsOf(batchId)).toEqual([]);
  expect([(await read(mapping)).status, (await read(checked)).status, (await read(undone)).status, (await read(fresh)).status]).toEqual(["discarded", "discarded", "undone", "checked"]);
  expect(await read(fresh)).toMatchObject({ rowsRemoved: false, counts: { all: 2 } });
  await expect(demands.runImport(owner, { batchId: checked })).rejects.toMatchObject({ kind: "conflict" });
  expect(await filesKept()).toBe(1);
});

it("a file two imports were made of stays for the younger one", async () => {
  const first = await importedTable(owner, table());
  await passDays(db, 15);
  const { batchId: second } = await demands.startImport(owner, { fileId: await fileOf(first) });
  await passDays(db, 15.1);
  await demands.sweepImports(system);
  expect(await cellsOf(first)).toEqual([]);
  await demands.checkImport(owner, { batchId: second, mapping: (await read(second)).mapping });
  await demands.checkImportJob(system, { batchId: second });
  expect(await read(second)).toMatchObject({ status: "checked", goodRows: 1, badRows: 1 });
});

it("the time is a rule, but never shorter than an import can be undone; only the clock may", async () => {
  await db.sql("insert into rule_version (kind, scope, value, valid_from) values ('limit', 'import.retain', '{\"days\": 0, \"unit\": \"day\"}', '2020-01-01')");
  const batchId = await importedTable(owner, table());
  const before = await read(batchId);
  expect(before.keptUntil).toBe(before.undoUntil);
  expect(await demands.sweepImports(system)).toBe(1);
  expect(await cellsOf(batchId)).not.toEqual([]);
  await passDays(db, 31 / 1440);
  expect(await demands.sweepImports(system)).toBe(1);
  expect(await cellsOf(batchId)).toEqual([]);
  await expect(demands.sweepImports(owner)).rejects.toMatchObject({ key: "systemOnly" });
});
