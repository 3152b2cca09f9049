import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { holdPages, open } from "./helpers/page";

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
  await expect(dialog.getByRole("heading", { name: new RegExp(`分配商家：键盘分配 ${run}（D-`) })).toBeVisible();
  const letGo = await holdPages(page);
  const sent = page.waitForResponse(/demand\.assignMany/);
  await page.keyboard.press("Enter");
  await (await sent).finished();
  // The demand that was assigned stays in its question, at work, until the next one has come.
  await expect(dialog.getByRole("button", { name: "分配商家" })).toHaveAttribute("aria-busy", "true");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  letGo();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("已分配 1 条需求")).toBeVisible();
  await expect(main.getByRole("heading", { level: 2, name: new RegExp(`键盘分配 ${run}`) })).toBeHidden();
});

test("a demand submitted while its words are still fresh is not saved once more after it went out", async ({ browserOf }) => {
  const page = await browserOf("partner");
  await page.clock.install();
  await open(page, "/partner/beacon/demands/new");
  await choose(page, "8");
  await page.getByLabel("客户名称").fill(`急件${run}有限公司`);
  await fill(page, `急件 ${run}`, "统一客服工单");
  const letGo = await holdPages(page);
  const submitted = page.waitForResponse(/demand\.submit/);
  await page.getByRole("button", { name: "提交需求" }).click();
  await (await submitted).finished();
  const late: string[] = [];
  page.on("request", (request) => (request.url().includes("demand.saveDraft") ? late.push(request.url()) : undefined));
  await page.clock.fastForward(10_000);
  await expect(page.getByText("草稿没有保存上")).toBeHidden();
  letGo();
  await expect(page.getByRole("heading", { level: 1, name: `急件 ${run}` })).toBeVisible();
  expect(late).toEqual([]);
});

test("a demand that seems to be there already is named in the question, and no key answers it unseen", async ({ browserOf }) => {
  const page = await browserOf("dispatcher");
  for (const part of ["一", "二"]) {
    await open(page, "/operator/demands/new");
    await fill(page, `双份${part} ${run}`, "替换老旧的客服工单系统，两百坐席");
    await page.getByLabel("客户名称").fill(`双份${run}科技有限公司`);
    await choose(page, "5");
    await page.getByRole("button", { name: "提交并分配" }).click();
    await expect(page.getByRole("main").getByRole("heading", { level: 2, name: new RegExp(`双份${part} ${run}`) })).toBeVisible();
  }
  await page.locator("body").click({ position: { x: 2, y: 2 } });
  await page.keyboard.press("a");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: new RegExp(`分配商家：双份二 ${run}（D-`) })).toBeVisible();
  await expect(dialog.getByText("疑似重复，请先核对")).toBeVisible();
  await expect(dialog.getByText(new RegExp(`「双份二 ${run}」与 D-`))).toBeVisible();
  await expect(dialog.getByRole("button", { name: "分配商家" })).not.toBeFocused();
});

test("every dialog ends alike: cancel first, then the act, in the foot", async ({ browserOf }) => {
  const page = await browserOf("dispatcher");
  await open(page, "/operator/demands/desk");
  await expect(page.getByRole("main").getByRole("heading", { level: 2 }).first()).toBeVisible();
  for (const [key, act] of [["a", "分配商家"], ["r", "退回补充"], ["d", "标为重复"]] as const) {
    await page.locator("body").click({ position: { x: 2, y: 2 } });
    await page.keyboard.press(key);
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: act })).toBeVisible();
    const [cancel, go, whole] = await Promise.all([dialog.getByRole("button", { name: "取消" }).boundingBox(), dialog.getByRole("button", { name: act }).boundingBox(), dialog.boundingBox()]);
    expect((cancel?.x ?? 0) + (cancel?.width ?? 0), key).toBeLessThanOrEqual(go?.x ?? 0);
    expect((whole?.x ?? 0) + (whole?.width ?? 0) - (go?.x ?? 0) - (go?.width ?? 0), key).toBeLessThan(30);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
});
