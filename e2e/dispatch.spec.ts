import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { open } from "./helpers/page";

const run = Date.now().toString(36);
const customer = `巡礼${run}科技有限公司`;

async function fill(page: Page, name: string, asked: string): Promise<void> {
  await page.getByLabel("客户需求名称").fill(name);
  await page.getByLabel("客户主要诉求").fill(asked);
  await page.getByLabel("销售联系人").fill("陈灯");
  await page.getByLabel("销售联系方式").fill("+86 138 0013 8000");
}

async function choose(page: Page, share: string): Promise<void> {
  await page.getByRole("button", { name: "添加商品" }).click();
  const product = page.getByRole("combobox", { name: "商品", exact: true });
  await product.selectOption((await product.getByRole("option", { name: /澜舟工单/ }).getAttribute("value")) ?? "");
  await page.getByRole("textbox", { name: "期望分成比例" }).fill(share);
}

test("a partner's draft saves itself, says what is wrong with a share, and warns of the same demand", async ({ browserOf }) => {
  const page = await browserOf("partner");
  await open(page, "/partner/beacon/demands/new");
  await fill(page, `客服工单平台替换 ${run}`, "替换老旧的客服工单系统，两百坐席");
  await page.getByLabel("客户名称").fill(customer);
  await expect(page.getByText("草稿已自动保存")).toBeVisible();
  await expect(page).toHaveURL(/\?demand=[0-9a-f-]{36}$/);
  await page.reload();
  await expect(page.getByLabel("客户需求名称")).toHaveValue(`客服工单平台替换 ${run}`);
  await choose(page, "99");
  await expect(page.getByText(/「澜舟工单」的分成比例最高为/).first()).toBeVisible();
  await page.getByRole("button", { name: "提交需求" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("「澜舟工单」的分成比例最高为");
  await page.getByRole("textbox", { name: "期望分成比例" }).fill("8");
  await page.getByRole("button", { name: "提交需求" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `客服工单平台替换 ${run}` })).toBeVisible();

  await open(page, "/partner/beacon/demands/new");
  await fill(page, `客服工单平台替换 ${run} 二期`, "替换老旧的客服工单系统");
  await page.getByLabel("客户名称").fill(customer.replace("有限公司", ""));
  await expect(page.getByText("贵公司可能已经提报过这条需求")).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: `客服工单平台替换 ${run}`, exact: true })).toBeVisible();
});

test("a dispatcher verifies, assigns and returns from the desk by the keyboard alone", async ({ browserOf }) => {
  const page = await browserOf("dispatcher");
  await open(page, "/operator/demands/new");
  await fill(page, `键盘分配 ${run}`, "统一客服工单，支持两百坐席");
  await page.getByLabel("客户名称").fill(`键盘${run}集团`);
  await choose(page, "5");
  await page.getByRole("button", { name: "提交并分配" }).click();
  await expect(page).toHaveURL(/\/operator\/demands\/desk\?open=/);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 2, name: new RegExp(`键盘分配 ${run}`) })).toBeVisible();
  await expect(main.getByText("提报人指定").first()).toBeVisible();

  await page.keyboard.press("c");
  for (let question = 0; question < 5; question += 1) {
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("核实结果已保存")).toBeVisible();

  await page.locator("body").click({ position: { x: 2, y: 2 } });
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "退回补充" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.keyboard.press("a");
  await expect(dialog.getByRole("listitem").first()).toContainText("澜舟软件");
  await expect(dialog.getByRole("button", { name: "分配商家" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByText("已分配 1 条需求")).toBeVisible();
  await expect(main.getByRole("heading", { level: 2, name: new RegExp(`键盘分配 ${run}`) })).toBeHidden();
});
