import { expect } from "@playwright/test";
import { open } from "../helpers/page";
import type { Scene } from "./cast";

/** The link of the first version was handed out; the newest is what the buyer gets. */
export async function opensOldLink({ cast, browserOf }: Scene): Promise<void> {
  const page = await browserOf();
  await open(page, cast.buyerPath);
  await expect(page.getByRole("heading", { level: 1, name: cast.offerName })).toBeVisible();
  await expect(page.getByText("88 折 · 优惠 12 %").first()).toBeVisible();
  await expect(page.getByText(/灯塔咨询.*本次购买计入其业绩/)).toBeVisible();
  await expect(page.getByRole("timer")).toHaveText(/\d+ 天 \d{2}:\d{2}:\d{2}/);
  await expect(page.getByRole("img", { name: "本页的二维码" })).toBeVisible();
  await page.getByRole("button", { name: "Switch to English" }).or(page.getByText("EN", { exact: true })).first().click();
  await expect(page.getByText("This purchase counts for it")).toBeVisible();
  await page.setViewportSize({ width: 375, height: 800 });
  for (const amount of await page.getByRole("table").getByText(/^¥/).all()) {
    const box = await amount.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 999), "every amount of the quote lies on a phone's screen").toBeLessThanOrEqual(375);
  }
}

async function asks({ cast, browserOf }: Scene): Promise<void> {
  const page = await browserOf();
  await open(page, cast.buyerPath);
  await page.getByRole("button", { name: "向提供方提问" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("您的问题").fill("价格包含实施吗？");
  await dialog.getByRole("button", { name: "向提供方提问" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("等待回答")).toBeVisible();
}

async function declines({ cast, browserOf }: Scene): Promise<void> {
  const page = await browserOf();
  await open(page, cast.buyerPath);
  await expect(page.getByText("包含首次实施，共两人天。")).toBeVisible();
  await page.getByRole("button", { name: "谢绝此优惠" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "谢绝此优惠" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByLabel("价格").check();
  await dialog.getByRole("button", { name: "谢绝此优惠" }).click();
  await expect(page.getByText("您已谢绝此优惠")).toBeVisible();
  await expect(page.getByRole("button", { name: "谢绝此优惠" })).toHaveCount(0);
}

export const asksAndDeclines = { asks, declines };
