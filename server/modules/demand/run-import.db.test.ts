import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diskStorage, useStorage } from "@/server/adapters/storage";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { type Listing, makeListing } from "@/testing/factories/demand";
import { checkedTable, importedTable } from "@/testing/factories/import";
import { csvOf, demandCsv, demandHeaders, goodCells } from "@/testing/fixtures/demand-csv";
import * as demands from ".";

const db = testDatabase();
const job = systemCtx("import job");
let folder: string;
let seller: MadeOrg;
let listing: Listing;
let productCode = "";
let [owner, sales, viewer, stranger, dispatcher]: Ctx[] = [];

const person = (ctx: Ctx | undefined) => ctx as Ctx;
const read = (batchId: string, ctx = person(owner)) => demands.readImport(ctx, { batchId });
const rowsIn = async (batchId: string, show: demands.ImportRowFilter = "all") => (await demands.importRows(person(owner), { batchId, show })).rows;
const table = (rows: number, badEvery = 1000, run = `t${Math.random()}`) => demandCsv({ rows, badEvery, productCode, run });
const cells = (at: number, change = {}) => ({ ...goodCells(at, productCode, `c${Math.random()}`), ...change });
const demandOf = (batchId: string) => db.sql<{ id: string; number: string; status: string; version: number }>("select id, number, status, version from demand where import_batch_id = $1 order by number", [batchId]);
const actsOf = async (batchId: string) => (await db.sql<{ act: string }>("select act from audit_entry where noun_id = $1 order by seq", [batchId])).map(({ act }) => act);
const jobsOf = async (task: string, batchId: string) => db.sql("select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1 and j.payload ->> 'batchId' = $2", [task, batchId]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countinghouse-import-"));
  useStorage(diskStorage(folder));
  seller = await makeOrg("seller");
  const [company, other, operator] = [await makeOrg("partner"), await makeOrg("partner"), await makeOrg("operator")];
  listing = await makeListing(seller);
  productCode = (await db.sql<{ code: string }>("select code from product where id = $1", [listing.productId]))[0]?.code ?? "";
  [owner, sales, viewer] = [await personIn(company, ["owner"]), await personIn(company, ["sales"]), await personIn(company, ["viewer"])];
  [stranger, dispatcher] = [await personIn(other, ["owner"]), await personIn(operator, ["admin", "dispatcher"])];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the import", () => {
  it("submits the good rows as if each had been filled in by hand", async () => {
    const batchId = await importedTable(person(sales), csvOf([cells(1), cells(2, { productCode: "P-NONE" }), cells(3)]));
    const made = await demandOf(batchId);
    expect(made.map(({ status, version }) => [status, version])).toEqual([["submitted", 1], ["submitted", 1]]);
    const detail = await demands.readDemand(person(sales), made[0]?.id ?? "");
    expect(detail).toMatchObject({ source: "partner", status: "submitted", budgetFen: "10100050", expectedSigningDate: "2099-06-30", submitterPerson: person(sales).actor.name, customer: { name: expect.stringContaining("科技有限公司"), account: expect.stringContaining("hwc-") } });
    expect(detail.interests).toMatchObject([{ productId: listing.productId, expectedShareBp: 800, maxShareBp: 1500 }]);
    expect(detail.events.map(({ act }) => act)).toEqual(["import"]);
    expect(detail.dueAt).not.toBeNull();
    expect((await demands.listDemand(person(dispatcher), { status: "submitted" })).rows.map(({ id }) => id)).toContain(detail.id);
    expect(await actsOf(batchId)).toEqual(["import.start", "import.check", "import.finish_check", "import.run", "import.finish_import"]);
    expect(await db.sql("select 1 from audit_entry where noun = 'demand' and noun_id = any($1::uuid[])", [made.map(({ id }) => id)])).toEqual([]);
    const told = await db.sql<{ kind: string }>("select j.payload ->> 'kind' as kind from graphile_worker._private_jobs j where j.payload ->> 'nounId' = $1 order by j.id", [batchId]);
    expect(told.map(({ kind }) => kind)).toEqual(["import.checked", "import.imported", "import.arrived"]);
  });

  it("of an operator is the marketplace's own demand", async () => {
    const batchId = await importedTable(person(dispatcher), table(1));
    const [made] = await demandOf(batchId);
    expect(await demands.readDemand(person(dispatcher), made?.id ?? "")).toMatchObject({ source: "operator", status: "submitted" });
    await expect(read(batchId)).rejects.toMatchObject({ kind: "not_found" });
  });

  it("asked for fifty times and run ten times at once takes each row once", async () => {
    const batchId = await checkedTable(person(owner), table(2500));
    await Promise.all(Array.from({ length: 50 }, () => demands.runImport(person(owner), { batchId })));
    expect(await jobsOf("run_import", batchId)).toHaveLength(1);
    await Promise.all(Array.from({ length: 10 }, () => demands.runImportJob(job, { batchId })));
    const made = await demandOf(batchId);
    expect([made.length, new Set(made.map(({ number }) => number)).size]).toEqual([2498, 2498]);
    expect(await read(batchId)).toMatchObject({ status: "imported", doneRows: 2498, badRows: 2 });
    expect((await actsOf(batchId)).filter((act) => act === "import.finish_import" || act === "import.run")).toEqual(["import.run", "import.finish_import"]);
  });

  it("killed in the middle is finished by the next run", async () => {
    const batchId = await checkedTable(person(owner), table(2500));
    await demands.runImport(person(owner), { batchId });
    await db.sql("create function public.die() returns trigger language plpgsql as $$ begin if new.line > 1500 then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end $$");
    await db.sql("create trigger die before update on import_row for each row when (new.state = 'imported') execute function public.die()");
    await expect(demands.runImportJob(job, { batchId })).rejects.toThrow();
    await db.sql("drop function public.die cascade");
    const half = await read(batchId);
    expect([half.status, half.doneRows, (await demandOf(batchId)).length]).toEqual(["importing", 1000, 1000]);
    expect((await demands.runImport(person(owner), { batchId })).started).toBe(false);
    await demands.runImportJob(job, { batchId });
    expect(await read(batchId)).toMatchObject({ status: "imported", doneRows: 2498, failure: null });
    expect(await demandOf(batchId)).toHaveLength(2498);
  });

  it("leaves out rows that went wrong since they were checked", async () => {
    const gone = await makeListing(seller, { maxShareBp: 900 });
    const [product] = await db.sql<{ code: string }>("select code from product where id = $1", [gone.productId]);
    const batchId = await checkedTable(person(owner), csvOf([cells(1, { productCode: product?.code }), cells(2)]));
    await db.sql("update product set max_share_bp = 700 where id = $1", [gone.productId]);
    await demands.runImport(person(owner), { batchId });
    await demands.runImportJob(job, { batchId });
    expect(await read(batchId)).toMatchObject({ status: "imported", goodRows: 1, badRows: 1, doneRows: 1 });
    expect((await rowsIn(batchId, "bad"))[0]?.errors).toEqual({ share: { key: "import.cell.overMaximum", value: "7.00 %" } });
  });
});

describe("the rows with errors", () => {
  it("come back in their own columns with the reason, and can be imported once corrected", async () => {
    const batchId = await checkedTable(person(owner), csvOf([cells(1), cells(2, { share: "99", salesContactDetails: "+1 555" }), cells(3, { name: "=cmd|' /C calc'!A0", customerName: "" })]));
    let text = "";
    for await (const part of demands.exportImportErrors(person(owner), { batchId })) text += part;
    expect(text).toContain(`,${demandHeaders.at(-1)},原因\r\n`);
    expect(text).toContain("期望分成比例（%）：超过该商品的最高分成比例 15.00 %。");
    expect(text).toContain(",'+1 555,");
    expect(text).toContain("\n'=cmd|' /C calc'!A0,");
    const again = await checkedTable(person(owner), text.replace(",99,", ",9,"));
    expect(await read(again)).toMatchObject({ totalRows: 2, goodRows: 1, badRows: 1 });
    expect((await rowsIn(again, "good"))[0]?.cells).toContain("+1 555");
    expect(await actsOf(batchId)).toContain("import.export_errors");
    await expect(demands.exportImportErrors(person(viewer), { batchId }).next()).rejects.toMatchObject({ kind: "forbidden" });
    await expect(demands.exportImportErrors(person(stranger), { batchId }).next()).rejects.toMatchObject({ kind: "not_found" });
  });

  it("never arise from the template, in either language", async () => {
    for (const locale of ["zh-CN", "en"] as const) {
      const batchId = await checkedTable(person(owner), await demands.exportImportTemplate(person(owner), locale));
      expect(await read(batchId)).toMatchObject({ totalRows: 1, goodRows: 1, badRows: 0 });
    }
  });
});

describe("undoing", () => {
  const undone = async (batchId: string) => {
    await demands.undoImport(person(owner), { batchId });
    await demands.undoImportJob(job, { batchId });
    return read(batchId);
  };

  it("removes what is untouched and keeps the rest with its reason", async () => {
    const batchId = await importedTable(person(owner), table(8));
    const made = await demandOf(batchId);
    const id = (at: number) => made[at]?.id ?? "";
    await demands.assignDemand(person(dispatcher), { demandId: id(0), sellerOrgId: seller.id });
    await demands.returnDemand(person(dispatcher), { demandId: id(1), note: "缺少预算" });
    await db.sql("update demand set checked_at = now() where id = $1", [id(2)]);
    await db.sql("update demand set version = 2 where id = $1", [id(3)]);
    await db.sql("insert into demand_event (demand_id, act, actor_name) values ($1, 'note', '甲')", [id(4)]);
    await db.sql("update demand set merged_into_id = $2 where id = $1", [id(5), id(6)]);
    expect(await undone(batchId)).toMatchObject({ status: "undone", undoneRows: 1, keptRows: 7, counts: { undone: 1, kept: 7 } });
    expect((await rowsIn(batchId, "kept")).map(({ keptReason }) => keptReason)).toEqual(["moved", "moved", "checked", "changed", "noted", "merged", "merged"]);
    expect((await demandOf(batchId)).map((row) => row.id)).toEqual(made.slice(0, 7).map((row) => row.id));
    expect(await db.sql("select (select count(*) from demand_customer where demand_id = $1) + (select count(*) from demand_line where demand_id = $1) + (select count(*) from demand_event where demand_id = $1) = 0 as gone", [id(7)])).toEqual([{ gone: true }]);
    expect((await actsOf(batchId)).slice(-2)).toEqual(["import.undo", "import.finish_undo"]);
  });

  it("asked for fifty times and run ten times at once is done once", async () => {
    const batchId = await importedTable(person(owner), table(2100));
    await Promise.all(Array.from({ length: 50 }, () => demands.undoImport(person(owner), { batchId })));
    await Promise.all(Array.from({ length: 10 }, () => demands.undoImportJob(job, { batchId })));
    expect(await read(batchId)).toMatchObject({ status: "undone", undoneRows: 2098, keptRows: 0 });
    expect((await actsOf(batchId)).slice(-2)).toEqual(["import.undo", "import.finish_undo"]);
  });

  it("and being assigned at the same time have one outcome", async () => {
    const batchId = await importedTable(person(owner), table(20));
    const made = await demandOf(batchId);
    await demands.undoImport(person(owner), { batchId });
    const assigned = Promise.allSettled(made.map(({ id }) => demands.assignDemand(person(dispatcher), { demandId: id, sellerOrgId: seller.id })));
    const [answers] = await Promise.all([assigned, demands.undoImportJob(job, { batchId })]);
    const moved = answers.filter(({ status }) => status === "fulfilled").length;
    expect(await read(batchId)).toMatchObject({ status: "undone", undoneRows: 20 - moved, keptRows: moved });
    expect((await demandOf(batchId)).map(({ status }) => status)).toEqual(Array.from({ length: moved }, () => "pending"));
  });

  it("is over when its time is", async () => {
    const batchId = await importedTable(person(owner), table(1));
    expect((await read(batchId)).acts.undo).toBe(true);
    await db.sql("update import_batch set undo_until = now() - interval '1 second' where id = $1", [batchId]);
    await expect(demands.undoImport(person(owner), { batchId })).rejects.toMatchObject({ key: "import.errors.undoOver" });
    expect((await read(batchId)).acts.undo).toBe(false);
  });
});
