import { expect, type Page } from "@playwright/test";
import { alive, dialogOf, open } from "../helpers/page";
import { type Cast, partnerHome, product, type Scene } from "./cast";

const main = (page: Page) => page.getByRole("main");
const state = (page: Page, word: string) => main(page).getByText(word, { exact: true }).first();

/** Chooses in a native list by typing the option's first letters, as the keyboard does it. */
async function chooses(page: Page, label: string, option: RegExp): Promise<void> {
  const list = page.getByRole("combobox", { name: label });
  const texts = await list.locator("option").allTextContents();
  const wanted = texts.find((text) => option.test(text)) ?? "";
  expect(wanted, `${label} offers ${option}`).not.toBe("");
  await list.focus();
  await list.selectOption({ label: wanted });
}

async function fillsIn(page: Page, cast: Cast, name: string, rate: string): Promise<void> {
  await open(page, `${partnerHome}/offers/new`);
  await page.getByLabel("优惠名称").fill(name);
  await page.getByLabel("客户名称").fill(`客户 ${cast.run}`);
  await page.getByLabel("用户账号").fill(cast.account);
  await chooses(page, "商品", new RegExp(`^${product} ·`));
  await chooses(page, "规格", /50 坐席/);
  await page.getByLabel("应付折扣").fill(rate);
}

const idOf = (page: Page) => new URL(page.url()).pathname;

/** From the first field to the button with Tab and Enter; 90 折 lies within the authority of 85 折. */
export async function makesWithin({ cast, browserOf }: Scene): Promise<void> {
  const page = await browserOf("partner");
  await open(page, `${partnerHome}/offers/new`);
  await page.getByLabel("优惠名称").focus();
  await page.keyboard.type(cast.offerName);
  await page.keyboard.press("Tab");
  await page.keyboard.type(`客户 ${cast.run}`);
  await page.keyboard.press("Tab");
  await page.keyboard.type(cast.account);
  await chooses(page, "商品", new RegExp(`^${product} ·`));
  await chooses(page, "规格", /50 坐席/);
  await page.keyboard.press("Tab");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("2");
  await page.getByLabel("应付折扣").focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("90");
  await expect(main(page).getByText("90 折 · 优惠 10 %").first(), "the rate is said both ways").toBeVisible();
  await expect(page.getByText(/在授权范围内：该客户授权可到 85 折/)).toBeVisible();
  await expect(page.getByText("提交后按规则自动生效")).toBeVisible();
  await expect(page.getByText("¥ 51,840.00").first()).toBeVisible();
  await expect(page.getByLabel("申请理由")).toHaveCount(0);
  await page.getByLabel("应付折扣").press("Enter");
  await expect(state(page, "已生效")).toBeVisible();
  cast.offerPath = idOf(page);
  await expect(page.getByRole("img", { name: "客户链接的二维码" })).toBeVisible();
  const link = page.getByRole("link", { name: /\/offer\/[\w-]{43}/ });
  cast.buyerPath = new URL((await link.getAttribute("href")) ?? "").pathname;
}

export async function amends({ cast, browserOf }: Scene): Promise<void> {
  const page = await browserOf("partner");
  await open(page, cast.offerPath);
  await page.getByRole("link", { name: "修改优惠" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "修改为第 2 版" })).toBeVisible();
  await alive(page);
  await expect(page.getByLabel("优惠名称")).toHaveValue(cast.offerName);
  await page.getByLabel("应付折扣").fill("88");
  await expect(page.getByText("提交后按规则自动生效")).toBeVisible();
  await page.getByRole("button", { name: "提交第 2 版" }).click();
  await page.waitForURL((url) => url.pathname !== cast.offerPath && !url.pathname.endsWith("/new"));
  await expect(state(page, "已生效")).toBeVisible();
  const diff = page.getByRole("region", { name: "第 1 版 → 第 2 版" });
  await expect(diff.getByText("90 折 · 优惠 10 %")).toBeVisible();
  await expect(diff.getByText("88 折 · 优惠 12 %")).toBeVisible();
  const before = cast.offerPath;
  cast.offerPath = idOf(page);
  await page.goto(before);
  await expect(state(page, "已被替代")).toBeVisible();
  await page.getByRole("link", { name: /打开第 2 版/ }).click();
  await expect(page).toHaveURL(new RegExp(`${cast.offerPath}$`));
}

export async function answers({ cast, browserOf }: Scene): Promise<void> {
  const page = await browserOf("partner");
  await open(page, `${partnerHome}/offers`);
  await expect(page.getByRole("row", { name: new RegExp(cast.offerName) }).first().getByText("1 个待回答")).toBeVisible();
  await open(page, cast.offerPath);
  const questions = page.getByRole("region", { name: /客户提问/ });
  await expect(questions.getByText("价格包含实施吗？")).toBeVisible();
  await questions.getByLabel("回答").fill("包含首次实施，共两人天。");
  await questions.getByRole("button", { name: "回答客户" }).click();
  await expect(questions.getByText("包含首次实施，共两人天。")).toBeVisible();
  await expect(questions.getByLabel("回答")).toHaveCount(0);
}

export async function seesDeclined({ cast, browserOf }: Scene): Promise<void> {
  const page = await browserOf("partner");
  await page.goto(cast.offerPath);
  await expect(state(page, "客户已谢绝")).toBeVisible();
  await expect(main(page).getByText("客户谢绝：价格")).toBeVisible();
  await expect(page.getByRole("link", { name: "重新提交" })).toBeVisible();
}

/** 76 折 is 9 points beyond 85: nothing is sent before the reason is there. */
export async function asksBeyond({ cast, browserOf }: Scene): Promise<void> {
  const page = await browserOf("partner");
  await fillsIn(page, cast, cast.deepName, "76");
  await expect(page.getByText(/低于授权 9 个百分点/)).toBeVisible();
  await expect(page.getByText("转人工处理")).toBeVisible();
  await expect(page.getByText(/通常 2 个工作日内答复/)).toBeVisible();
  await expect(page.getByLabel("申请理由")).toBeVisible();
  await page.getByRole("button", { name: "提交优惠" }).click();
  await expect(page.getByRole("alert").getByText(/申请理由/)).toBeVisible();
  await page.getByLabel("申请理由").fill("竞争对手报价 75 折，客户今年还有二期。");
  await page.getByRole("button", { name: "提交优惠" }).click();
  await expect(state(page, "人工处理")).toBeVisible();
  await expect(main(page).getByText("竞争对手报价 75 折，客户今年还有二期。")).toBeVisible();
  cast.deepPath = idOf(page);
}

/** What the desk proposed becomes a version of its own, in force without another approval. */
export async function acceptsCounter({ cast, browserOf }: Scene): Promise<void> {
  const page = await browserOf("partner");
  await open(page, cast.deepPath);
  await expect(page.getByRole("heading", { name: /平台可以通过：82 折/ })).toBeVisible();
  await expect(main(page).getByText("可以到 82 折，请确认。").first()).toBeVisible();
  const dialog = await dialogOf(page, "接受还价");
  await dialog.getByRole("button", { name: "接受还价" }).click();
  await page.waitForURL((url) => url.pathname !== cast.deepPath);
  await expect(state(page, "已生效")).toBeVisible();
  await expect(main(page).getByText("82 折 · 优惠 18 %").first()).toBeVisible();
  await expect(main(page).getByText(/优惠 O-\S+-2 采纳了还价 · 第 2 版：已生效/)).toBeVisible();
  await open(page, cast.deepPath);
  const rail = page.getByRole("list", { name: "进度" });
  await expect(rail.getByText("已被替代")).toBeVisible();
  await expect(rail.getByRole("listitem"), "submitted, decided on, replaced: it never was in force").toHaveCount(3);
}

/** One more application, taken back behind the desk's back. */
export async function asksAndWithdraws({ cast, browserOf }: Scene, meanwhile: (path: string) => Promise<void>): Promise<void> {
  const page = await browserOf("partner");
  await fillsIn(page, cast, cast.lateName, "76");
  await page.getByLabel("申请理由").fill("试一试。");
  await page.getByRole("button", { name: "提交优惠" }).click();
  await expect(state(page, "人工处理")).toBeVisible();
  await meanwhile(idOf(page));
  const dialog = await dialogOf(page, "撤销优惠");
  await dialog.getByRole("button", { name: "撤销优惠" }).click();
  await expect(state(page, "已撤销")).toBeVisible();
}
