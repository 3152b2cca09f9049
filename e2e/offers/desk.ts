import { expect } from "@playwright/test";
import { holdPages, open } from "../helpers/page";
import { product, type Scene } from "./cast";
import { asksAndWithdraws } from "./maker";

const queue = "/operator/offers";

export async function grantsAuthority({ cast, browserOf }: Scene): Promise<void> {
  const page = await browserOf("lead");
  await open(page, "/operator/authority");
  await page.getByRole("main").getByRole("button", { name: "设置授权" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("商品").selectOption({ label: (await dialog.getByLabel("商品").locator("option").allTextContents()).find((text) => text.startsWith(`${product} ·`)) ?? "" });
  await dialog.getByLabel("客户服务商").selectOption({ label: (await dialog.getByLabel("客户服务商").locator("option").allTextContents()).find((text) => text.includes("灯塔咨询")) ?? "" });
  await dialog.getByLabel("用户账号").fill(cast.account);
  await dialog.getByLabel("应付折扣下限").fill("8.5");
  await expect(dialog.getByText("85 折 · 优惠 15 %")).toBeVisible();
  await dialog.getByRole("button", { name: "设置授权" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: cast.account }).getByText("有效", { exact: true })).toBeVisible();
}

/** Opened from the queue; then c, the rate, the note, Enter on the button: no mouse. */
export async function counters({ cast, browserOf }: Scene): Promise<void> {
  const page = await browserOf("lead");
  await open(page, queue);
  const row = page.getByRole("row").filter({ hasText: cast.deepName });
  await expect(row.getByText("76 折 · 优惠 24 %").filter({ visible: true }).first()).toBeVisible();
  await row.getByRole("link").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: cast.deepName })).toBeVisible();
  await open(page, new URL(page.url()).pathname);
  await expect(page.getByText("低于创建方的授权 9 个百分点").first()).toBeVisible();
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "提出还价" });
  await expect(dialog).toBeVisible();
  const rate = dialog.getByLabel("第 1 行还价");
  await expect(rate, "the maker's own authority is where the desk starts").toHaveValue("85");
  await rate.fill("65");
  await dialog.getByLabel("给创建方的说明").fill("…");
  await dialog.getByRole("button", { name: "提出还价" }).click();
  await expect(dialog.getByRole("alert").getByText(/低于申请的折扣/)).toBeVisible();
  await expect(rate).toHaveAccessibleDescription(/低于申请的折扣/);
  await expect(dialog.getByText("−¥")).toHaveCount(0);
  await dialog.getByLabel("给创建方的说明").fill("");
  await rate.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("82");
  await expect(dialog.getByText("¥ 23,616.00").first()).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.type("可以到 82 折，请确认。");
  const letGo = await holdPages(page);
  const sent = page.waitForResponse(/offer\.counter/);
  await dialog.getByRole("button", { name: "提出还价" }).press("Enter");
  await (await sent).finished();
  await expect(dialog.locator("[aria-busy=true]"), "the decided offer stays in its question until the next has come").toBeVisible();
  letGo();
  await expect(dialog).toBeHidden();
  await page.goto(`${queue}?all=1&q=${encodeURIComponent(cast.deepName)}`);
  await expect(page.getByRole("row").filter({ hasText: cast.deepName }).getByText("待确认还价").filter({ visible: true })).toBeVisible();
}

/** The lead has the page open while the maker takes the application back. */
export async function approvesTooLate(scene: Scene): Promise<void> {
  const page = await scene.browserOf("lead");
  const dialog = page.getByRole("dialog", { name: "通过优惠" });
  await asksAndWithdraws(scene, async (path) => {
    await open(page, `${queue}/${path.split("/").at(-1)}`);
    await page.keyboard.press("a");
    await dialog.getByLabel("审批意见").fill("同意");
  });
  await dialog.getByRole("button", { name: "通过优惠" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await page.getByRole("button", { name: "重新加载" }).click();
  await expect(page.getByRole("main").getByText("已撤销", { exact: true }).first()).toBeVisible();
}
