import { expect } from "@playwright/test";
import { alive, open } from "../helpers/page";
import type { Stage } from "./story";

/** Two of 28,800.00 at 90 折: within the seller's authority, so it takes effect by itself. */
export async function makesOffer({ story, browserOf }: Stage): Promise<void> {
  const page = await browserOf("seller");
  await open(page, `/seller/lantern/demands/${story.demandId}`);
  await page.getByRole("link", { name: "创建专属优惠" }).click();
  await expect(page.getByLabel("优惠名称"), "what the customer sees, nothing of the demand's own name").toHaveValue(/^澜舟工单 \d{4}-\d{2}-\d{2}–\d{4}-\d{2}-\d{2}$/);
  await alive(page);
  await page.getByLabel("优惠名称").fill(story.demandName);
  await expect(page.getByLabel("用户账号")).toHaveValue(story.customer.account);
  await page.getByLabel("应付折扣").fill("70");
  await expect(page.getByText(/低于授权 10 个百分点/), "what would go beyond the authority is said while typing").toBeVisible();
  await page.getByLabel("应付折扣").fill("90");
  await expect(page.getByText("在授权范围内")).toBeVisible();
  await expect(page.getByText("¥ 51,840.00").first()).toBeVisible();
  await page.getByRole("textbox", { name: "条款" }).fill("含首年标准服务。");
  await page.getByRole("button", { name: "提交优惠" }).click();
  await expect(page.getByRole("main").getByText("已生效").first()).toBeVisible();
  const link = page.getByRole("link", { name: /\/offer\/[\w-]{43}/ });
  story.offerLink = new URL((await link.getAttribute("href")) ?? "").pathname;
  story.offerNumber = /O-\d{8}-\d+/.exec(await page.getByRole("main").innerText())?.[0] ?? "";
  expect(story.offerNumber).not.toBe("");
}

/** The buyer needs no account; a guessed link opens nothing; the maker learns that it was opened. */
export async function readsOffer({ story, browserOf }: Stage): Promise<void> {
  const page = await browserOf();
  await page.goto(story.offerLink);
  await expect(page.getByRole("heading", { name: story.demandName, level: 1 })).toBeVisible();
  await expect(page.getByText("¥ 51,840.00").first()).toBeVisible();
  await expect(page.getByText(`仅限账号 ${story.customer.account} 使用`)).toBeVisible();
  await expect(page.getByText("含首年标准服务。")).toBeVisible();
  await expect(page.getByText(/灯塔咨询.*本次购买计入其业绩/)).toBeVisible();
  const guessed = await page.goto(`/offer/${"A".repeat(43)}`);
  expect(guessed?.status()).toBe(404);
  await expect(page.getByText("这个链接无法打开")).toBeVisible();

  const seller = await browserOf("seller");
  await seller.goto(`/seller/lantern/offers`);
  await seller.getByRole("link", { name: story.demandName }).click();
  await expect(seller.getByText(/已查看 \d+ 次/)).toBeVisible();
}
