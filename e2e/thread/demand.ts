import { expect } from "@playwright/test";
import { alive, dialogOf, idIn, open } from "../helpers/page";
import type { Stage } from "./story";

/** The partner fills in the documented fields, the product of interest with its share, and submits. */
export async function submitsDemand({ story, browserOf }: Stage): Promise<void> {
  const page = await browserOf("partner");
  await open(page, "/partner/beacon/demands/new");
  await page.getByLabel("客户需求名称").fill(story.demandName);
  await page.getByLabel("交付方式").selectOption({ label: "SaaS" });
  await page.getByLabel("客户需求类型").selectOption({ label: "新购" });
  await page.getByLabel("客户需求空间").fill("300,000.00");
  await page.getByLabel("预计签单日期").fill("2099-12-31");
  await page.getByLabel("客户主要诉求").fill("统一全集团的客服入口");
  await page.getByLabel("客户需求描述").fill("覆盖十二家分公司。");
  await page.getByLabel("销售联系人").fill("陈灯");
  await page.getByLabel("销售联系方式").fill("+86 138 0013 8000");
  await page.getByLabel("客户名称").fill(story.customer.name);
  await page.getByLabel("客户云账号").fill(story.customer.account);
  await page.getByLabel("客户联系人").fill(story.customer.contact);
  await page.getByLabel("客户联系方式").fill(story.customer.details);

  await page.getByRole("button", { name: "提交需求" }).click();
  await expect(page.getByRole("main").getByRole("alert"), "a demand without a product says what is missing").toContainText("请至少选择一件商品");

  await page.getByRole("button", { name: "添加商品" }).click();
  const product = page.getByRole("combobox", { name: "商品", exact: true });
  const choice = product.getByRole("option", { name: /澜舟工单/ });
  await product.selectOption((await choice.getAttribute("value")) ?? "");
  await page.getByRole("textbox", { name: "期望分成比例" }).fill("8");
  await page.getByRole("button", { name: "提交需求" }).click();
  await expect(page.getByRole("heading", { name: story.demandName, level: 1 })).toBeVisible();
  await expect(page.getByRole("main").getByText("待分配").first()).toBeVisible();
  story.demandId = idIn(page);
}

/** The operator finds it in the list, and assigns it to the product's owner, who is proposed. */
export async function assignsDemand({ story, browserOf }: Stage): Promise<void> {
  const page = await browserOf("dispatcher");
  await open(page, "/operator/demands");
  await page.getByRole("searchbox").fill(story.run);
  await page.getByRole("searchbox").press("Enter");
  await page.getByRole("link", { name: story.demandName }).click();
  await expect(page.getByRole("heading", { name: story.demandName, level: 1 })).toBeVisible();
  await alive(page);
  const dialog = await dialogOf(page, "分配商家");
  await expect(dialog.getByRole("listitem").first(), "the product's owner is proposed").toContainText("澜舟软件");
  await dialog.getByRole("button", { name: "分配商家" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("main").getByText("待接收").first()).toBeVisible();
}

/** The seller sees the demand but nothing of its customer, accepts the rules, and then sees the customer. */
export async function acceptsDemand({ story, browserOf }: Stage): Promise<void> {
  const page = await browserOf("seller");
  await open(page, "/seller/lantern/demands");
  await page.getByRole("link", { name: story.demandName }).click();
  await expect(page.getByText("接收需求后才能看到客户信息。")).toBeVisible();
  await expect(page.getByText(/剩\s*[45]\s*天/).first(), "five days to answer").toBeVisible();
  await page.reload();
  const drawn = await page.content();
  for (const secret of Object.values(story.customer)) expect(drawn).not.toContain(secret);
  await alive(page);

  const dialog = await dialogOf(page, "接收需求");
  await expect(dialog.getByRole("region", { name: "客户需求管理规则" })).toBeVisible();
  await dialog.getByRole("button", { name: "接收需求" }).click();
  await expect(dialog.getByRole("alert")).toContainText("请先同意规则");
  await dialog.getByRole("checkbox", { name: /我已阅读并同意/ }).check();
  await dialog.getByRole("button", { name: "接收需求" }).click();
  await expect(dialog).toBeHidden();
  const customer = page.getByRole("region", { name: "客户信息" });
  await customer.getByRole("button", { name: "查看联系方式" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "查看联系方式" }).click();
  for (const shown of Object.values(story.customer)) await expect(customer.getByText(shown)).toBeVisible();
}

/** Progress that the partner can read, and the lines the customer will buy. */
export async function followsDemand({ story, browserOf }: Stage): Promise<void> {
  const page = await browserOf("seller");
  await open(page, `/seller/lantern/demands/${story.demandId}`);
  const progress = await dialogOf(page, "更新进展");
  await progress.getByLabel("进展").fill("完成方案演示，客户确认两套坐席。");
  await progress.getByLabel("下一步", { exact: false }).first().fill("提交报价");
  await progress.getByRole("button", { name: "更新进展" }).click();
  await expect(progress).toBeHidden();
  await expect(page.getByText("完成方案演示，客户确认两套坐席。").first()).toBeVisible();

  const solution = await dialogOf(page, "编辑方案");
  await solution.getByRole("combobox", { name: "规格" }).selectOption({ label: "澜舟工单 · 标准版 50 坐席" });
  await solution.getByLabel("数量").fill("2");
  await solution.getByRole("button", { name: "编辑方案" }).click();
  await expect(solution).toBeHidden();
  const lines = page.getByRole("table", { name: "需求方案" });
  await expect(lines.getByRole("row", { name: /澜舟工单.*标准版 50 坐席/ })).toContainText("¥ 28,800.00");

  const partner = await browserOf("partner");
  await partner.goto(`/partner/beacon/demands/${story.demandId}`);
  await expect(partner.getByText("完成方案演示，客户确认两套坐席。").first()).toBeVisible();
}
