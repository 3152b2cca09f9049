import { type Page, expect } from "@playwright/test";
import { buildCertificatePdf } from "@/testing/fixtures/certificate";
import { alive, appears, open } from "../helpers/page";
import type { Stage, Story } from "./story";

const regNoOf = (story: Story) => `2025SR${String(Number.parseInt(story.run, 36) % 10_000_000).padStart(7, "0")}`;

async function next(page: Page, heading: string): Promise<void> {
  await page.getByRole("button", { name: "保存并继续" }).click();
  await expect(page.getByRole("heading", { level: 2, name: heading, exact: true })).toBeVisible();
}

/** The short wizard: type, basics, specifications and prices, certificate, submit. */
export async function fillsWizard({ story, browserOf }: Stage): Promise<void> {
  const page = await browserOf("seller");
  await open(page, "/seller/lantern/products");
  await page.getByRole("button", { name: "发布商品" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "类型", exact: true })).toBeVisible();
  story.applicationId = new URL(page.url()).pathname.split("/").at(-2) ?? "";
  await alive(page);
  await page.getByRole("radio", { name: /联营商品/ }).check();
  await page.getByRole("combobox", { name: "接入类型" }).selectOption({ label: "SaaS" });
  await next(page, "基本信息");

  await page.getByLabel("商品名称").fill(story.productName);
  await page.getByLabel("英文名称").fill(`Lantern Patrol ${story.run}`);
  await page.getByLabel("商品分类").fill("客户服务");
  await page.getByLabel("商品简介").fill("巡检计划、现场记录与整改一处完成。");
  await page.getByLabel("商品说明").fill("从计划到整改，一路可见。".repeat(40));
  await next(page, "规格与价格");

  await page.getByLabel("规格名称").fill("标准版");
  await page.getByRole("combobox", { name: "计费方式" }).selectOption({ label: "包周期" });
  await page.getByRole("combobox", { name: "周期", exact: true }).selectOption({ label: "年" });
  await page.getByLabel("单价（元）").fill("12000");
  await page.getByLabel("客户服务商最高分成").fill("10");
  await page.getByLabel("可自行报出的最低折扣").fill("85");
  await next(page, "软著证书");

  const regNo = regNoOf(story);
  const pdf = await buildCertificatePdf({
    certNo: `软著登字第${regNo.slice(6)}号`,
    softwareName: story.productName,
    version: "V1.0",
    owners: ["澜舟软件（上海）有限公司"],
    regNo,
    completedOn: "2025年03月18日",
    firstPublishedOn: "未发表",
    registeredOn: "2025年06月02日",
  });
  await page.getByLabel("证书文件").setInputFiles({ name: "软件著作权证书.pdf", mimeType: "application/pdf", buffer: Buffer.from(pdf) });
  await expect(page.getByText("已保存")).toBeVisible();
  await page.getByLabel("登记号").fill(regNo);
  await next(page, "预览并提交");

  const match = page.getByRole("table", { name: "填写与读出的比对" });
  await appears(page, match);
  for (const field of ["登记号", "软件名称", "著作权人"]) await expect(match.getByRole("row", { name: field })).toContainText("一致");
  const certificate = page.getByRole("link", { name: "查看文件" });
  story.certificatePath = new URL((await certificate.getAttribute("href")) ?? "", page.url()).pathname;
  await alive(page);
  await page.getByRole("button", { name: "提交审核" }).click();
  await expect(page.getByText(/已提交，审核时限/)).toBeVisible();
}

/** The reviewer sees document and fields side by side, works through the list with the keyboard and approves with `a`. */
export async function approvesWithKeys({ story, browserOf }: Stage): Promise<void> {
  const page = await browserOf("reviewer");
  await open(page, "/operator/review");
  await page.getByRole("link", { name: story.productName }).click();
  await expect(page.getByRole("heading", { level: 1, name: story.productName })).toBeVisible();
  await alive(page);
  await expect(page.getByRole("region", { name: "证书原件" })).toContainText(regNoOf(story));
  await expect(page.getByRole("row", { name: "登记号" }).first()).toContainText("一致");
  await page.keyboard.press("a");
  await expect(page.getByText(/清单还有 \d 项未确认/)).toBeVisible();
  for (const box of await page.getByRole("main").getByRole("checkbox").all()) {
    await box.focus();
    await page.keyboard.press("Space");
    await expect(box).toBeChecked();
  }
  await page.keyboard.press("a");
  await expect(page.getByText("已通过，商品已上架")).toBeVisible();
}

/** Approved is on sale; the certificate opens for the seller and nobody else. */
export async function isOnSale({ portal, story, browserOf }: Stage): Promise<void> {
  const seller = await browserOf("seller");
  await seller.goto("/seller/lantern/products");
  await expect(seller.getByRole("row", { name: story.productName })).toContainText("在销售");
  const file = `${portal.url}${story.certificatePath}`;
  expect((await seller.request.get(file)).status()).toBe(200);
  // Another company learns not even that it exists; an operator whose work it is not is told so.
  for (const [who, status] of [["seller2", 404], ["partner", 404], ["finance", 403], [undefined, 401]] as const) {
    const stranger = await browserOf(who);
    expect((await stranger.request.get(file)).status(), who ?? "nobody").toBe(status);
  }
}

/** Sold, settled and unbilled per month and product, drawn and as rows, for both sides. */
export async function readsPerformance({ browserOf }: Stage): Promise<void> {
  for (const [who, home] of [["seller", "/seller/lantern"], ["partner", "/partner/beacon"]] as const) {
    const page = await browserOf(who);
    await open(page, `${home}/performance`);
    const chart = page.getByRole("figure").first();
    await expect(chart.getByRole("img").first()).toBeVisible();
    await expect(chart.locator("svg.recharts-surface").first()).toBeVisible();
    const rows = page.getByRole("table").first().locator("tbody").getByRole("row");
    expect(await rows.count()).toBeGreaterThan(3);
    await chart.getByText("以表格查看").click();
    await expect(chart.getByRole("table").getByRole("row").nth(1)).toContainText("¥");
  }
}

