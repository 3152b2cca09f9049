import { type Locator, type Page, expect } from "@playwright/test";
import { alive, appears, dialogOf, open } from "../helpers/page";
import { callerAs } from "../helpers/portal";
import type { Stage } from "./story";

const fenIn = (text: string) => Number(text.replaceAll(/[^\d.−-]/gu, "").replace("−", "-").replace(".", ""));
const sayPeriod = (period: string) => `${period.slice(0, 4)}年${Number(period.slice(4))}月`;

/** The operator moves the business clock to the fourth of the month after. */
export async function passesMonth({ portal, story, browserOf }: Stage): Promise<void> {
  const { now } = await (await callerAs(portal, "operator", "cloudmart")).api.system.clock.query();
  const beijing = new Date(Date.parse(now) + 8 * 3_600_000);
  const [year, month] = [beijing.getUTCFullYear(), beijing.getUTCMonth()];
  story.period = `${year}${String(month + 1).padStart(2, "0")}`;
  const hours = Math.ceil((Date.UTC(year, month + 1, 4) - beijing.getTime()) / 3_600_000);

  const page = await browserOf("operator");
  await open(page, "/operator/clock");
  await page.getByLabel("天数").fill(String(Math.floor(hours / 24)));
  await page.getByLabel("小时").fill(String(hours % 24));
  await page.getByRole("button", { name: "向前调整" }).click();
  await expect(page.getByText("时钟已调整，到期事项正在处理")).toBeVisible();
  const next = new Date(Date.UTC(year, month + 1, 4));
  await expect(page.getByText(`${next.getUTCFullYear()}年${next.getUTCMonth() + 1}月4日`).first()).toBeVisible();
}

/** The row of a month: its name stands alone in the first cell, since days of it stand in others. */
const monthRow = (page: Page, table: string, period: string) => page.getByRole("table", { name: table }).getByRole("row").filter({ has: page.getByRole("rowheader", { name: period, exact: true }) });

/** Finance runs the close of every month that is over, the story's last; each is done once. */
export async function closesMonth({ story, browserOf }: Stage): Promise<void> {
  const page = await browserOf("finance");
  await open(page, "/operator/close");
  const due = page.getByRole("table", { name: "待出账月份" }).getByRole("row").filter({ has: page.locator("button:not([aria-disabled])") });
  for (let period = ""; period !== sayPeriod(story.period); ) {
    [period = ""] = /^\d+年\d+月/u.exec(await due.first().innerText()) ?? [];
    await due.first().getByRole("button", { name: `出账 ${period}` }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("每个月份只出账一次");
    await dialog.getByRole("button", { name: `出账 ${period}` }).click();
    await expect(dialog).toBeHidden();
    await expect(monthRow(page, "出账记录", period).getByText("已完成"), "the page follows the close by itself").toBeVisible({ timeout: 90_000 });
  }
}

async function amounts(page: Locator, labels: readonly string[]): Promise<number[]> {
  return Promise.all(labels.map(async (label) => fenIn(await page.getByText(label).first().locator("xpath=following-sibling::*[1]").innerText())));
}

/** Both sides have their statement with its equation, which adds up on the page; the deal's order is a line of it. */
export async function readsStatements({ story, browserOf }: Stage): Promise<void> {
  for (const [who, home, others] of [["seller", "/seller/lantern", ["伙伴分成", "平台部分"]], ["partner", "/partner/beacon", ["商家与平台"]]] as const) {
    const page = await browserOf(who);
    await page.goto(`${home}/statements?class=co_sell&period=${story.period}`);
    const row = page.getByRole("table", { name: "对账单" }).getByRole("row").filter({ has: page.getByRole("cell", { name: sayPeriod(story.period), exact: true }) });
    await row.getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1, name: `${sayPeriod(story.period)} 联营商品对账单` })).toBeVisible();
    const main = page.getByRole("main");
    const [payable, gross = 0, ...taken] = await amounts(main, ["本期结算金额", "客户实付（含税）", "退订", "代金券（己方承担）", ...others]);
    expect(taken.reduce((rest, fen) => rest - fen, gross), `the equation of ${who}`).toBe(payable);
    const [path] = page.url().split("?");
    if (who === "seller") story.statementId = path?.split("/").at(-1) ?? "";
    if (who === "seller") story.statementNumber = /ST-\d+-\d+/.exec(await main.innerText())?.[0] ?? "";
    await page.getByRole("link", { name: /明细行/ }).click();
    await expect(page.getByRole("table").getByText(story.orderNumber).first()).toBeVisible();
  }
}

/** A line that is in no statement says what it waits for, and who must act. */
export async function readsWhyUnbilled({ browserOf }: Stage): Promise<void> {
  const page = await browserOf("seller2");
  await open(page, "/seller/ferry/transactions?billed=no");
  const row = page.getByRole("table").locator("tbody").getByRole("row").filter({ hasNotText: "待下次出账" }).first();
  await expect(row).toContainText(/待|冻结|试用|已退订|无有效协议/u);
  await row.getByRole("link").first().click();
  const sheet = page.getByRole("dialog", { name: "为什么没有进入对账单？" });
  await expect(sheet).toBeFocused();
  await expect(sheet.getByText("未满足").first()).toBeAttached();
  await expect(sheet.getByRole("heading", { name: "结算金额如何计算" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
}

/** Three desks, three people; nobody signs twice. The last signature sends the invoice notice. */
export async function countersigns({ story, browserOf }: Stage): Promise<void> {
  for (const [who, desk] of [["dispatcher", "运营"], ["finance", "财经"], ["reviewer", "法务"]] as const) {
    const page = await browserOf(who);
    await open(page, `/operator/statements/${story.statementId}`);
    const dialog = await dialogOf(page, `${desk}会签`);
    await dialog.getByRole("button", { name: `${desk}会签` }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/已签/).first()).toBeVisible();
  }
  const seller = await browserOf("seller");
  await seller.goto("/seller/lantern/inbox");
  const notice = seller.getByRole("link", { name: /请为 SF-[\d-]+ 开具/ }).first();
  await appears(seller, notice);
  story.requisitionNumber = /SF-[\d-]+/.exec(await notice.innerText())?.[0] ?? "";
  await alive(seller);
  await notice.click();
  await expect(seller.getByText(story.requisitionNumber).first()).toBeVisible();

  const operator = await browserOf("operator");
  await operator.goto("/operator/mail");
  await appears(operator, operator.getByRole("table").getByText(new RegExp(`请为 ${story.requisitionNumber}`)).first());
}
