import { expect, type Page } from "@playwright/test";
import { alive, open } from "../helpers/page";
import { rowOf, rowsOf } from "../helpers/rows";
import { emailOf, sessionCookie } from "../helpers/session";
import { partnerHome, product, type Scene } from "./cast";

const restored = (page: Page) => page.getByRole("status").filter({ hasText: "尚未提交的内容" });
const field = (page: Page, label: string) => page.getByLabel(new RegExp(`^${label}`, "u"));

/** From the product's page in the catalogue: the product is chosen, its specification is the person's to choose. */
export async function startsFromCatalogue({ browserOf }: Scene): Promise<void> {
  const page = await browserOf("partner");
  const { id } = await rowOf<{ id: string }>("select id from product where name = $1", [product]);
  await open(page, `${partnerHome}/products/${id}`);
  await page.getByRole("main").getByRole("link", { name: /优惠/ }).first().click();
  await expect(page).toHaveURL(new RegExp(`/offers/new\\?product=${id}$`));
  await expect(page.getByRole("combobox", { name: "商品" })).toHaveValue(id);
  await open(page, `${partnerHome}/demands/new?product=${id}`);
  await expect(page.getByRole("combobox", { name: "商品", exact: true })).toHaveValue(id);
  await open(page, `${partnerHome}/offers/new?product=01900000-0000-7000-8000-000000000000`);
  await expect(page.getByText("这件商品现在不能报价")).toBeVisible();
  await open(page, `${partnerHome}/demands/new?product=01900000-0000-7000-8000-000000000000`);
  await expect(page.getByText("这件商品不能用于客户需求")).toBeVisible();
}

/** What was typed outlives a reload, a refusal and an ended session; it can be discarded, and is gone once it was sent. */
export async function keepsInput({ cast, browserOf }: Scene): Promise<void> {
  const page = await browserOf("partner");
  const path = `${partnerHome}/offers/new`;
  await open(page, path);
  await expect(restored(page)).toBeHidden();
  await field(page, "优惠名称").fill("会被放弃的名称");
  await page.reload();
  await alive(page);
  await expect(restored(page)).toBeVisible();
  await expect(field(page, "优惠名称")).toHaveValue("会被放弃的名称");
  await page.getByRole("button", { name: "放弃并重新填写" }).click();
  await expect(restored(page)).toBeHidden();
  await expect(field(page, "优惠名称")).toHaveValue("");

  const name = `断线优惠 ${cast.run}`;
  await field(page, "优惠名称").fill(name);
  await field(page, "用户账号").fill(`${cast.account}-kept`);
  await page.getByLabel("应付折扣").fill("93");
  const [listing, spec] = [page.getByRole("combobox", { name: "商品" }), page.getByRole("combobox", { name: "规格" })];
  await listing.selectOption((await listing.getByRole("option", { name: new RegExp(`^${product} ·`) }).getAttribute("value")) ?? "");
  const specId = (await spec.getByRole("option", { name: /50 坐席/ }).getAttribute("value")) ?? "";
  await spec.selectOption(specId);

  await page.context().clearCookies();
  await page.getByRole("button", { name: "提交优惠" }).click();
  await expect(page.getByRole("main").getByRole("alert").first(), "an ended session is said").toBeVisible();
  await expect(field(page, "优惠名称")).toHaveValue(name);
  const cookie = await sessionCookie(emailOf("partner"));
  await page.context().addCookies([{ ...cookie, url: new URL(page.url()).origin, httpOnly: true, sameSite: "Lax" }]);
  await open(page, path);
  await expect(restored(page)).toBeVisible();
  await expect(field(page, "优惠名称")).toHaveValue(name);
  await expect(page.getByLabel("应付折扣")).toHaveValue("93");
  await expect(spec).toHaveValue(specId);
  await page.getByRole("button", { name: "提交优惠" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await open(page, path);
  await expect(restored(page)).toBeHidden();
  await expect(field(page, "优惠名称")).toHaveValue("");
}

/** The demand form keeps what the server could not be given: here, because the session ended while it was typed. */
export async function keepsDemand({ cast, browserOf }: Scene): Promise<void> {
  const page = await browserOf("partner");
  const path = `${partnerHome}/demands/new`;
  const name = `断线需求 ${cast.run}`;
  await open(page, path);
  await page.context().clearCookies();
  await page.getByLabel("客户需求名称").fill(name);
  await page.getByLabel("客户主要诉求").fill("会话结束时写下的诉求");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByRole("main").getByRole("alert").first()).toBeVisible();
  const cookie = await sessionCookie(emailOf("partner"));
  await page.context().addCookies([{ ...cookie, url: new URL(page.url()).origin, httpOnly: true, sameSite: "Lax" }]);
  await open(page, path);
  await expect(restored(page)).toBeVisible();
  await expect(page.getByLabel("客户主要诉求")).toHaveValue("会话结束时写下的诉求");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page).toHaveURL(/\?demand=/);
  await open(page, path);
  await expect(restored(page), "the server holds it now").toBeHidden();
  await expect(page.getByLabel("客户需求名称")).toHaveValue("");
  expect(await rowsOf("select 1 from demand where name = $1 and status = 'draft'", [name])).toHaveLength(1);
}

/** From the radar: customer, product, specification, quantity, periods and the partner's share stand there already. */
export async function renews({ browserOf }: Scene): Promise<void> {
  const page = await browserOf("partner");
  await open(page, `${partnerHome}/renewals?within=90`);
  const link = page.locator('main a[href*="/offers/new?renew="]').first();
  const href = (await link.getAttribute("href")) ?? "";
  const line = await rowOf<{ account: string; spec: string; product: string; quantity: number; periods: number; rate: string; share: number | null; most: number }>(
    `select o.customer_account as account, l.product_spec_id as spec, l.product_id as product, l.quantity, l.period_number as periods, (round(l.amount_fen * 10000.0 / l.list_fen) / 100)::float::text as rate, p.max_share_bp as most,
       (select a.share_bp from attribution a where a.order_line_id = l.id order by a.created_at limit 1) as share
     from order_line l join "order" o on o.id = l.order_id join product p on p.id = l.product_id where l.id = $1`,
    [new URL(href, "http://portal").searchParams.get("renew")],
  );
  await open(page, href);
  await expect(page.getByRole("heading", { level: 1, name: "续约优惠" })).toBeVisible();
  await expect(field(page, "用户账号")).toHaveValue(line.account);
  await expect(page.getByRole("combobox", { name: "商品" })).toHaveValue(line.product);
  await expect(page.getByRole("combobox", { name: "规格" })).toHaveValue(line.spec);
  await expect(page.getByLabel("数量")).toHaveValue(String(line.quantity));
  await expect(page.getByLabel(/^周期数/)).toHaveValue(String(line.periods));
  await expect(page.getByLabel("应付折扣")).toHaveValue(line.rate);
  await expect(page.getByLabel("分成比例")).toHaveValue(String(Math.min(line.share ?? 0, line.most) / 100));
  await page.goto(`${partnerHome}/offers/new?renew=01900000-0000-7000-8000-000000000000`);
  await expect(page.getByText("这一行现在不能续约报价")).toBeVisible();
}

/** Whatever is wrong is said at the first try: what the form knows of its fields, of its days and of its lines. */
export async function saysAllFaults({ browserOf }: Scene): Promise<void> {
  const page = await browserOf("partner");
  await open(page, `${partnerHome}/offers/new`);
  await page.getByLabel("截止日期").fill("2020-01-01");
  await page.getByLabel("数量").fill("-1");
  await page.getByLabel("应付折扣").fill("0");
  await page.getByRole("button", { name: "提交优惠" }).click();
  const told = page.getByRole("main").getByRole("alert").first();
  for (const fault of ["优惠名称", "用户账号", "截止日期早于生效日期", "请选择商品和规格", "请填写大于 0 的整数", "折扣要大于 0"]) await expect(told).toContainText(fault);
  await open(page, `${partnerHome}/demands/new`);
  await page.getByLabel("客户需求空间").fill("-5");
  await page.getByLabel("预计签单日期").fill("2020-01-01");
  await page.getByRole("button", { name: "提交需求" }).click();
  for (const fault of ["客户需求名称", "客户需求空间", "不能早于今天", "请至少选择一件商品"]) await expect(told).toContainText(fault);
}
