import { expect, test } from "./fixtures";
import { dialogOf, open } from "./helpers/page";
import { rowOf } from "./helpers/rows";

/** Words on a demand: the sides talk to each other, and among their own. */
test("a partner's word with a paper reaches the seller; what each says among its own stays there", async ({ browserOf }) => {
  const { id } = await rowOf<{ id: string }>(
    "select d.id from demand d join org p on p.id = d.submitter_org_id join org s on s.id = d.seller_org_id join demand_customer c on c.demand_id = d.id join person who on who.id = d.seller_person_id where p.slug = 'beacon' and c.released_to_org_id = s.id and who.email = 'lantern.sales@example.test' order by d.created_at desc limit 1",
  );
  const mark = Date.now().toString(36);
  const [partner, seller] = [await browserOf("partner"), await browserOf("lantern.sales")];
  await open(partner, `/partner/beacon/demands/${id}`);
  const dialog = await dialogOf(partner, "写评论");
  await expect(dialog.getByText(/现在可以看到：.*澜舟.*和运营方/), "who reads it is said before it is sent").toBeVisible();
  await dialog.getByRole("textbox").fill(`客户的预算已批 ${mark}`);
  await dialog.getByLabel("文件").setInputFiles({ name: `批复-${mark}.txt`, mimeType: "text/plain", buffer: Buffer.from("同意立项") });
  await dialog.getByRole("button", { name: "写评论" }).click();
  await expect(dialog).toBeHidden();
  const history = partner.getByRole("complementary", { name: "动态" });
  await expect(history.getByText(`客户的预算已批 ${mark}`)).toBeVisible();

  const own = await dialogOf(partner, "写评论");
  await expect(own.getByText(`批复-${mark}.txt`), "the last comment's paper is not sent again").toHaveCount(0);
  await own.getByRole("textbox").fill(`底价只给自己看 ${mark}`);
  await own.getByRole("radio", { name: "仅本公司" }).check();
  await own.getByRole("button", { name: "写评论" }).click();
  await expect(own).toBeHidden();
  await expect(history.getByText(`底价只给自己看 ${mark}`)).toBeVisible();
  await expect(history.getByText("内部评论（仅本公司可见）").first()).toBeVisible();

  await open(seller, `/seller/lantern/demands/${id}`);
  const theirs = seller.getByRole("complementary", { name: "动态" });
  await expect(theirs.getByText(`客户的预算已批 ${mark}`)).toBeVisible();
  await expect(seller.getByText(`底价只给自己看 ${mark}`)).toHaveCount(0);
  const paper = await seller.request.get((await seller.getByRole("link", { name: `批复-${mark}.txt` }).getAttribute("href")) ?? "");
  expect([paper.status(), await paper.text()]).toEqual([200, "同意立项"]);

  // By the keyboard alone: the owner is taken from the list with Enter.
  const answer = await dialogOf(seller, "写评论");
  await answer.getByRole("textbox").focus();
  await seller.keyboard.type(`请看 ${mark} @林`);
  await expect(answer.getByRole("option", { name: "林岚" })).toBeVisible();
  await seller.keyboard.press("Enter");
  await expect(answer.getByRole("textbox")).toHaveValue(`请看 ${mark} @林岚 `);
  await seller.keyboard.press("Tab");
  await seller.keyboard.press("ArrowDown");
  await expect(answer.getByRole("radio", { name: "仅本公司" })).toBeChecked();
  await answer.getByRole("button", { name: "写评论" }).focus();
  await seller.keyboard.press("Enter");
  await expect(answer).toBeHidden();
  await expect(theirs.getByText("提及：林岚").first()).toBeVisible();

  const deal = seller.getByRole("region", { name: /^交易全程/ });
  await deal.getByRole("button", { name: "按时间" }).click();
  await deal.getByRole("button", { name: /^进展/ }).click();
  await expect(deal.getByText(`客户的预算已批 ${mark}`)).toBeVisible();
  await expect(deal.getByText("提交需求")).toHaveCount(0);
  await deal.getByRole("button", { name: "按环节" }).click();
  await expect(deal.getByRole("group", { name: "只看这些环节" })).toHaveCount(0);
});

test("a file of the demo year's fair shows its wrong rows and what became of the others", async ({ browserOf }) => {
  const { id } = await rowOf<{ id: string }>("select id from import_batch where file_name = '展会登记客户需求.csv' order by created_at limit 1");
  const page = await browserOf("partner");
  await open(page, `/partner/beacon/demands/import/${id}`);
  const main = page.getByRole("main");
  await expect(main.getByText("导入了 6 条需求")).toBeVisible();
  await expect(main.getByText(/文件及其各行保存至 .*，之后删除/)).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent("download"), main.getByRole("link", { name: "下载有错误的行" }).click()]);
  expect(file.suggestedFilename()).toMatch(/^IM-.*-errors\.csv$/);
  await main.getByRole("link", { name: /查看.*需求/ }).click();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(7);
});
