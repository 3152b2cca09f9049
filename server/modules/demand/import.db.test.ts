import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diskStorage, useStorage } from "@/server/adapters/storage";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { type Listing, makeListing } from "@/testing/factories/demand";
import { checkedTable, importedTable, startTable, uploadTable } from "@/testing/factories/import";
import { csvOf, demandCsv, demandHeaders, goodCells } from "@/testing/fixtures/demand-csv";
import * as demands from ".";

const db = testDatabase();
const job = systemCtx("import job");
let folder: string;
let seller: MadeOrg;
let listing: Listing;
let productCode = "";
let [owner, sales, otherSales, viewer, stranger, dispatcher, auditor]: Ctx[] = [];

const person = (ctx: Ctx | undefined) => ctx as Ctx;
const read = (batchId: string, ctx = person(owner)) => demands.readImport(ctx, { batchId });
const rowsIn = async (batchId: string, show: demands.ImportRowFilter = "all") => (await demands.importRows(person(owner), { batchId, show })).rows;
const table = (rows: number, badEvery = 1000, run = `t${Math.random()}`) => demandCsv({ rows, badEvery, productCode, run });
const cells = (at: number, change = {}) => ({ ...goodCells(at, productCode, `c${Math.random()}`), ...change });
const demandOf = (batchId: string) => db.sql<{ id: string; number: string; status: string; version: number }>("select id, number, status, version from demand where import_batch_id = $1 order by number", [batchId]);
const actsOf = async (batchId: string) => (await db.sql<{ act: string }>("select act from audit_entry where noun_id = $1 order by seq", [batchId])).map(({ act }) => act);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countinghouse-import-"));
  useStorage(diskStorage(folder));
  seller = await makeOrg("seller");
  const [company, other, operator] = [await makeOrg("partner"), await makeOrg("partner"), await makeOrg("operator")];
  listing = await makeListing(seller);
  productCode = (await db.sql<{ code: string }>("select code from product where id = $1", [listing.productId]))[0]?.code ?? "";
  [owner, sales, otherSales, viewer] = [await personIn(company, ["owner"]), await personIn(company, ["sales"]), await personIn(company, ["sales"]), await personIn(company, ["viewer"])];
  [stranger, dispatcher, auditor] = [await personIn(other, ["owner"]), await personIn(operator, ["admin", "dispatcher"]), await personIn(operator, ["auditor"])];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a file", () => {
  it.each([
    ["UTF-8 with its mark, semicolons", () => Buffer.from(`\uFEFF${table(2).replaceAll(",000.50", "000.50").replaceAll('"', "").replaceAll(",", ";")}`), { encoding: "utf-8", separator: ";" }],
    ["tabs", () => Buffer.from(table(2).replaceAll(",000.50", "000.50").replaceAll('"', "").replaceAll(",", "\t")), { encoding: "utf-8", separator: "\t" }],
    ["GB18030", () => gb18030(table(2)), { encoding: "gb18030", separator: "," }],
  ])("in %s is read", async (_name, content, found) => {
    const batchId = await checkedTable(person(owner), content());
    expect(await read(batchId)).toMatchObject({ ...found, headers: demandHeaders, status: "checked", totalRows: 2, goodRows: 2, badRows: 0 });
  });

  it.each([
    ["nothing in it", "\r\n\r\n", "import.errors.empty"],
    ["only names", csvOf([]), "import.errors.noRows"],
    ["data in its first row", "园区,2026-01-01\r\n改造,2026-01-02", "import.errors.noHeader"],
    ["too many columns", `${Array.from({ length: 301 }, (_one, at) => `c${at}x`).join(",")}\r\n1`, "import.errors.tooManyColumns"],
    ["too many rows", `name\r\n${"a\r\n".repeat(50_001)}`, "import.errors.tooManyRows"],
    ["an open quotation mark", 'name,ask\r\n1,2\r\n"3,4\r\n', "import.errors.quotes"],
  ])("with %s is refused", async (_name, content, key) => {
    const fileId = await uploadTable(person(owner), content);
    await expect(demands.startImport(person(owner), { fileId })).rejects.toMatchObject({ kind: "invalid", key });
  });

  it.each([
    ["UTF-16", Buffer.from(table(1), "utf16le")],
    ["an archive", Buffer.from("PK\u0005\u0006" + "\0".repeat(18))],
    ["bytes", Buffer.from([0, 1, 2, 3, 255])],
  ])("of %s never becomes usable", async (_name, content) => {
    const fileId = await uploadTable(person(owner), content);
    await expect(demands.startImport(person(owner), { fileId })).rejects.toMatchObject({ kind: "conflict", key: "file.errors.refused" });
  });

  it("is nobody else's, not even an operator's", async () => {
    const fileId = await uploadTable(person(owner), table(1));
    for (const ctx of [stranger, dispatcher]) await expect(demands.startImport(person(ctx), { fileId })).rejects.toMatchObject({ kind: "not_found" });
    for (const ctx of [viewer, auditor]) await expect(demands.startImport(person(ctx), { fileId })).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("columns", () => {
  it("are matched as the last time the same headers were sent", async () => {
    const content = `需求,说法,${csvOf([cells(1)]).split("\r\n")[0]}\r\n甲,乙,${csvOf([cells(1)]).split("\r\n")[1]}`;
    const first = await startTable(person(owner), content);
    const { mapping } = await read(first);
    expect(mapping.name).toBe(2);
    await demands.checkImport(person(owner), { batchId: first, mapping: { ...mapping, name: 0, mainAsk: 1 } });
    expect((await read(await startTable(person(owner), content))).mapping).toMatchObject({ name: 0, mainAsk: 1 });
    expect((await read(await startTable(person(stranger), content), stranger)).mapping).toMatchObject({ name: 2 });
  });

  it("that are missing or twice given keep the file from being checked", async () => {
    const batchId = await startTable(person(owner), table(1));
    await expect(demands.checkImport(person(owner), { batchId, mapping: { name: 0, mainAsk: 0 } })).rejects.toMatchObject({ kind: "invalid", fieldErrors: { "mapping.name": "import.cell.columnTwice", "mapping.customerName": "errors.field.required" } });
    expect((await read(batchId)).status).toBe("mapping");
  });
});

describe("the check", () => {
  it("says what is wrong in each cell and imports nothing", async () => {
    const same = cells(1);
    const batchId = await checkedTable(person(owner), `${csvOf([same, cells(2, { share: "15.01" }), cells(3, { expectedSigningDate: "2026-02-30", budget: "x" }), same, { ...same, mainAsk: "别的" }])}a,b${",c".repeat(30)}\r\n\r\n`);
    expect(await read(batchId)).toMatchObject({ totalRows: 6, goodRows: 2, badRows: 4, counts: { good: 2, bad: 4, all: 6, warned: 1 } });
    const rows = await rowsIn(batchId);
    expect(rows.map(({ errors }) => errors)).toEqual([
      {},
      { share: { key: "import.cell.overMaximum", value: "15.00 %" } },
      { expectedSigningDate: { key: "import.cell.date" }, budget: { key: "errors.field.amount" } },
      { name: { key: "import.cell.duplicate", value: "2" } },
      {},
      expect.objectContaining({ name: { key: "import.cell.extraCells", value: "32" } }),
    ]);
    expect(rows[4]?.warnings).toEqual({ name: { key: "import.cell.nearLine", value: "2" } });
    expect(await demandOf(batchId)).toEqual([]);
    expect(await actsOf(batchId)).toEqual(["import.start", "import.check", "import.finish_check"]);
  });

  it("warns of demand under way, the company's own alone", async () => {
    const same = table(2, 1000, "again");
    await importedTable(person(owner), same);
    const again = await checkedTable(person(owner), same);
    expect(await read(again)).toMatchObject({ goodRows: 2, counts: { warned: 2 } });
    expect((await rowsIn(again, "warned"))[0]?.warnings.name).toMatchObject({ key: "import.cell.nearDemand", value: expect.stringMatching(/^D-/) });
    expect((await read(await checkedTable(person(stranger), same), stranger)).counts.warned).toBe(0);
    expect((await read(await checkedTable(person(dispatcher), same), dispatcher)).counts.warned).toBe(2);
  });

  it("judges near-duplicates as the dispatch desk does", async () => {
    const asked = (customerName: string, change = {}) => cells(1, { name: "客服工单平台替换", mainAsk: "替换老旧的客服工单系统，支持两百坐席", customerName, customerAccount: "", ...change });
    const rows = [
      asked("晨曦量子零售科技有限公司"),
      asked("晨曦量子零售科技（苏州）有限公司", { mainAsk: "替换老旧的客服工单系统，约两百坐席" }),
      asked("晨曦量子零售科技有限公司", { name: "机房扩容", mainAsk: "边缘服务器三十台" }),
      asked("批量客户1"),
      asked("批量客户2"),
      asked("远山物流集团", { customerAccount: "hwc-far-1" }),
      asked("远山物流集团东区", { customerAccount: "hwc-far-2" }),
      asked("白鹭传媒", { customerAccount: "hwc-egret" }),
      asked("换了名字的公司", { customerAccount: "hwc-egret" }),
    ];
    const batchId = await importedTable(person(owner), csvOf(rows));
    const warned = await rowsIn(batchId, "warned");
    expect(warned.map(({ line, warnings }) => [line, warnings.name])).toEqual([
      [3, { key: "import.cell.nearLine", value: "2" }],
      [10, { key: "import.cell.nearLine", value: "9" }],
    ]);
    const suspected = warned.flatMap(({ line, warnings }) => [line, Number(warnings.name?.value)]);
    const all = await rowsIn(batchId);
    const cautions = await demands.assignCautions(person(dispatcher), { demandIds: all.map(({ demandId }) => demandId ?? "") });
    const onDesk = all.filter(({ demandId }) => cautions.some(({ id, near }) => id === demandId && near !== null)).map(({ line }) => line);
    expect(onDesk).toEqual(suspected.toSorted((a, b) => a - b));
  });

  describe("judges pairs as the form and the desk do", () => {
    const said = ["替换老旧的客服工单系统，支持两百坐席", "替换老旧的客服工单系统，约两百坐席", "边缘服务器三十台"] as const;
    type Pair = readonly [customerName: string, customerAccount: string, mainAsk: string];
    const kin: readonly (readonly Pair[])[] = [
      [["远岫光学仪器有限公司", "", said[0]], ["远岫光学仪器（苏州）有限公司", "", said[1]], ["远岫光学仪器", "", said[2]], ["远岫光学", "", said[0]]],
      [["青禾连锁12号店有限公司", "", said[0]], ["青禾连锁12号店（东区）", "", said[1]], ["青禾连锁13号店", "", said[0]], ["青禾连锁１２号店", "", said[2]], ["青禾连锁12号旗舰店", "", said[0]]],
      [["星汉传媒2025", "hwc-kin-a", said[0]], ["星汉传媒2025年", "hwc-kin-b", said[0]], ["星汉传媒2025年", "", said[1]], ["改名之后的公司", "hwc-kin-a", said[1]], ["再次改名的公司", "hwc-kin-b", said[2]]],
      [["南屿重工集团", "hwc-kin-c", said[0]], ["南屿重工集团北区", " hwc-kin-c ", said[1]], ["南屿 重工 集团", "", said[1]], ["南屿重工", "hwc-kin-d", said[0]]],
      [["批量采购客户1", "", said[0]], ["批量采购客户2", "", said[0]], ["批量采购客户2", "", said[1]], ["批量采购客户10", "", said[1]]],
      [["Harbour 9 Ltd.", "", said[0]], ["HARBOUR 9", "", said[1]], ["Harbour 8 Ltd.", "", said[0]], ["Harbour nine", "", said[0]]],
    ];
    const asRow = ([customerName, customerAccount, mainAsk]: Pair) => cells(1, { name: "客服工单平台", mainAsk, customerName, customerAccount });
    const pairs = kin.flat();
    /** Names that nobody's demand has as they are: some only resemble one, with the same numbers in it or with others. */
    const alike: readonly Pair[] = [["远岫光学仪器（昆山）", "", said[0]], ["青禾连锁12号店西区", "", said[0]], ["青禾连锁14号店", "", said[0]], ["星汉传媒2025年度", "", said[1]], ["星汉传媒2024年", "", said[0]], ["南屿重工集团南区", "hwc-kin-e", said[0]], ["批量采购客户3", "", said[0]], ["批量采购客户10号", "", said[1]], ["Harbour 9 East", "", said[0]], ["Harbour 7", "", said[0]]];
    const asked = [...pairs, ...alike].map(([customerName, customerAccount, mainAsk], at): Pair => [customerName, customerAccount, `${mainAsk}，第${at}次`]);
    const found: { form: (string | undefined)[]; known: (string | undefined)[]; desk: boolean[]; lines: boolean[] } = { form: [], known: [], desk: [], lines: [] };

    beforeAll(async () => {
      const batchId = await importedTable(person(owner), csvOf(pairs.map(asRow)));
      const rows = await rowsIn(batchId);
      const lineOf = new Map(rows.map(({ demandId, line }) => [demandId, line]));
      found.lines = rows.map(({ warnings }) => warnings.name?.key === "import.cell.nearLine");
      for (const { demandId, line } of rows) {
        const { near } = await demands.readDuplicates(person(dispatcher), demandId ?? "");
        found.desk.push(near.some(({ id }) => (lineOf.get(id) ?? line) < line));
      }
      const again = await rowsIn(await checkedTable(person(owner), csvOf(asked.map(asRow))));
      found.known = again.map(({ warnings }) => (warnings.name?.key === "import.cell.nearDemand" ? warnings.name.value : undefined));
      for (const [customerName, customerAccount, mainAsk] of asked) {
        const [likest] = await demands.nearDuplicates(person(owner), { name: "客服工单平台", mainAsk, customerName, customerAccount: customerAccount.trim() || undefined });
        found.form.push(likest?.number);
      }
    });

    it("of the file's own rows", () => {
      expect(found.lines).toEqual(found.desk);
      expect(new Set(found.lines)).toEqual(new Set([true, false]));
    });

    it("and of demand there is, numbers in names or not", () => {
      expect(found.known).toEqual(found.form);
      expect(found.known.slice(pairs.length).map(Boolean)).toEqual([true, true, false, true, false, false, false, true, false, false]);
    });

    it("without telling a company whose customers are known", async () => {
      const { rows } = await withRead(person(owner), (tx) => tx.execute(sql`select app.known_customers(array['批量采购客户1'], array[null::text])`));
      expect(rows).toEqual([]);
    });
  });

  it("goes on where it was killed, and twice at once keeps each row once", async () => {
    const batchId = await startTable(person(owner), table(2600, 100));
    await demands.checkImport(person(owner), { batchId, mapping: (await read(batchId)).mapping });
    await Promise.all(Array.from({ length: 4 }, () => demands.checkImportJob(job, { batchId })));
    expect(await read(batchId)).toMatchObject({ status: "checked", goodRows: 2574, badRows: 26, doneRows: 2600 });
    // As a process killed after its second thousand would have left it.
    await db.sql("delete from import_row where batch_id = $1 and line > 2001", [batchId]);
    await db.sql("update import_batch set status = 'checking' where id = $1", [batchId]);
    await demands.checkImportJob(job, { batchId });
    expect(await read(batchId)).toMatchObject({ status: "checked", goodRows: 2574, badRows: 26, doneRows: 2600 });
  });

  it("can be repeated with other columns, and be given up", async () => {
    const batchId = await checkedTable(person(owner), csvOf([cells(1, { salesContact: "x".repeat(51) })]));
    const { mapping } = await read(batchId);
    expect((await read(batchId)).goodRows).toBe(0);
    await expect(demands.runImport(person(owner), { batchId })).rejects.toMatchObject({ key: "import.errors.nothingGood" });
    await demands.checkImport(person(owner), { batchId, mapping: { ...mapping, salesContact: mapping.contactName, contactName: undefined } });
    await demands.checkImportJob(job, { batchId });
    expect(await read(batchId)).toMatchObject({ goodRows: 1, badRows: 0 });
    await demands.discardImport(person(owner), { batchId });
    expect(await read(batchId)).toMatchObject({ status: "discarded", sample: [], counts: { all: 0 }, acts: { check: false, run: false, undo: false, discard: false } });
    await expect(demands.runImport(person(owner), { batchId })).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("who may", () => {
  it("nobody without the permission, nobody of another company, no seller", async () => {
    const batchId = await checkedTable(person(owner), table(1));
    const { mapping } = await read(batchId);
    const verbs = [
      (ctx: Ctx) => demands.readImport(ctx, { batchId }),
      (ctx: Ctx) => demands.importRows(ctx, { batchId }),
      (ctx: Ctx) => demands.checkImport(ctx, { batchId, mapping }),
      (ctx: Ctx) => demands.runImport(ctx, { batchId }),
      (ctx: Ctx) => demands.undoImport(ctx, { batchId }),
      (ctx: Ctx) => demands.discardImport(ctx, { batchId }),
    ];
    const outsider = await personIn(seller, ["owner"]);
    for (const verb of verbs) {
      for (const ctx of [viewer, auditor, outsider]) await expect(verb(person(ctx))).rejects.toMatchObject({ kind: "forbidden" });
      for (const ctx of [stranger, dispatcher]) await expect(verb(person(ctx))).rejects.toMatchObject({ kind: "not_found" });
    }
    await expect(demands.runImportJob(person(owner), { batchId })).rejects.toMatchObject({ key: "systemOnly" });
    await expect(demands.exportImportTemplate(outsider, "en")).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("somebody who only sells their own files, the owner all of them", async () => {
    const batchId = await checkedTable(person(sales), table(1));
    await expect(read(batchId, person(otherSales))).rejects.toMatchObject({ kind: "not_found" });
    expect((await demands.listImports(person(otherSales))).rows.map(({ id }) => id)).not.toContain(batchId);
    for (const ctx of [sales, owner]) expect((await demands.listImports(person(ctx))).rows.map(({ id }) => id)).toContain(batchId);
  });
});

/** What TextDecoder reads back: for every character its bytes in GB18030, found by trying all two-byte pairs. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder("gb18030");
  const known = new Map<string, readonly number[]>();
  for (let first = 0x81; first <= 0xfe; first += 1) {
    for (let second = 0x40; second <= 0xfe; second += 1) if (second !== 0x7f) known.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
  }
  return Uint8Array.from([...text].flatMap((letter) => (letter.charCodeAt(0) < 0x80 ? [letter.charCodeAt(0)] : (known.get(letter) ?? []))));
}
