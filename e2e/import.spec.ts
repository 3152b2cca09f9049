import { readFile } from "node:fs/promises";
import { demandCsv } from "@/testing/fixtures/demand-csv";
import { expect, type Page, test } from "./fixtures";
import { alive, dialogOf, idIn, open } from "./helpers/page";
import { rowOf, rowsOf } from "./helpers/rows";

/** A partner's salesperson brings in a year's demand as one file, finds its mistakes, imports it and takes it back. */
test.describe.configure({ mode: "serial" });

const rows = 50_000;
const run = `e${Date.now().toString(36)}`;
const home = "/partner/beacon/demands/import";

/** Work done by the worker ends on the page by itself, without a reload. */
const ends = (page: Page, sentence: string | RegExp) => expect(page.getByRole("main").getByText(sentence).first()).toBeVisible({ timeout: 150_000 });
const answer = async (page: Page, name: string | RegExp) => {
  const dialog = await dialogOf(page, name);
  await dialog.getByRole("button", { name }).click();
  await expect(dialog).toBeHidden();
};

test("fifty thousand rows, one in a hundred wrong, are checked, imported and taken back", async ({ browserOf }) => {
  test.setTimeout(420_000);
  const { code } = await rowOf<{ code: string }>("select code from product where status = 'on_sale' and product_class = 'co_sell' and max_share_bp between 800 and 9000 order by code limit 1");
  const page = await browserOf("partner");
  await open(page, home);
  await page.getByLabel("CSV 文件").setInputFiles({ name: "全年需求.csv", mimeType: "text/csv", buffer: Buffer.from(demandCsv({ rows, badEvery: 100, productCode: code, run })) });

  await expect(page.getByRole("heading", { name: "对应列" }), "the columns are matched by their names").toBeVisible({ timeout: 30_000 });
  await alive(page);
  await expect(page.getByLabel(/^客户名称/).locator("option:checked")).toHaveText("客户名称");
  await page.getByRole("button", { name: "检查 50,000 行" }).click();
  await expect(page.getByRole("progressbar", { name: "正在检查" })).toBeVisible();
  await page.reload();
  await ends(page, "共 50,000 行，可导入 49,500 行");

  const table = page.getByRole("table");
  await expect(table.getByRole("row").nth(1), "the header is the first row").toContainText("101");
  await expect(table.getByText(/没有这个编码的在售联营商品/).first(), "the sentence stands beside its row").toBeVisible();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "下载有错误的行" }).click()]);
  const wrong = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  expect(wrong).toHaveLength(501);
  expect(wrong[0]).toMatch(/^客户需求名称,.*,原因$/);

  await alive(page);
  await answer(page, "导入 49,500 行");
  await expect(page.getByRole("progressbar", { name: "正在导入" })).toBeVisible();
  await ends(page, "导入了 49,500 条需求");
  const id = idIn(page);
  expect(await rowOf("select count(*)::int as n from demand where import_batch_id = $1 and status = 'submitted'", [id])).toEqual({ n: 49_500 });

  await rowsOf("update demand set checked_at = now() where id in (select demand_id from import_row where batch_id = $1 and line <= 4)", [id]);
  await alive(page);
  await answer(page, "撤销导入");
  await ends(page, "撤销了 49,497 条需求");
  await expect(page.getByRole("main").getByText("保留了 3 条需求")).toBeVisible();
  await expect(page.getByRole("table").getByText("已由调度人员核实")).toHaveCount(3);

  await open(page, "/partner/beacon/inbox");
  for (const title of ["检查完成", "导入完成", "撤销完成"]) await expect(page.getByRole("main").getByText(`${title}：全年需求.csv`).first()).toBeVisible();
});

test("a file that is no table is refused with what to do", async ({ browserOf }) => {
  const page = await browserOf("dispatcher");
  await open(page, "/operator/demands/import");
  const send = (name: string, buffer: Buffer) => page.getByLabel("CSV 文件").setInputFiles({ name, mimeType: "text/csv", buffer });
  await send("a.csv", Buffer.from("PK\u0005\u0006" + "\0".repeat(18)));
  await expect(page.getByRole("alert").filter({ hasText: "压缩包" })).toBeVisible();
  await send("b.csv", Buffer.from([0, 1, 2, 255]));
  await expect(page.getByRole("alert").filter({ hasText: "UTF-8 或 GB18030" })).toBeVisible();
  await send("c.csv", Buffer.from("名称\r\n"));
  await expect(page.getByRole("alert").filter({ hasText: "文件中没有需求" })).toBeVisible();
  await send("d.csv", Buffer.from(`名称\r\n${"甲\r\n".repeat(50_001)}`));
  await expect(page.getByRole("alert").filter({ hasText: "最多导入 50,000 行" })).toBeVisible();
});
