import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { alive, dialogOf, open } from "./helpers/page";
import { type Caller, callerAs, portalAt } from "./helpers/portal";
import { rowOf } from "./helpers/rows";

/** Whole days of a seller, a partner and an operator beside the thread: what is asked, held, handed over and closed. */

const run = Date.now().toString(36);
const contact = `联系人${run}`;
const demandName = `档案系统升级 ${run}`;

async function assignedDemand(partner: Caller, dispatcher: Caller, change: { name?: string; customer?: string } = {}): Promise<string> {
  const product = await rowOf<{ id: string; org_id: string }>("select p.id, p.org_id from product p where p.code = 'P-LANTERN-DESK'");
  const { id: demandId } = await partner.api.demand.saveDraft.mutate({
    name: change.name ?? demandName,
    deliveryMode: "saas",
    demandType: "purchase",
    budgetFen: "30000000",
    mainAsk: `把纸质档案收进系统 ${run}`,
    description: "",
    region: "广州",
    salesContact: "陈灯",
    salesContactDetails: "+86 138 0013 8000",
    customer: { name: change.customer ?? `档案${run}集团`, account: `file-${change.customer ?? run}`, contactName: contact, contactDetails: `${run}@buyer.example.test` },
    products: [{ productId: product.id, expectedShareBp: 500 }],
  });
  await partner.api.demand.submit.mutate({ demandId });
  await dispatcher.api.demand.assignMany.mutate({ demandIds: [demandId], sellerOrgIds: [product.org_id] });
  return demandId;
}

const main = (page: Page) => page.getByRole("main");

test("a seller asks before it accepts, sees the contact by asking for it, and its wish to close is the partner's to answer", async ({ browserOf, baseURL }) => {
  test.setTimeout(120_000);
  const portal = portalAt(baseURL);
  const demandId = await assignedDemand(await callerAs(portal, "partner", "beacon"), await callerAs(portal, "dispatcher", "cloudmart"));
  const seller = await browserOf("seller");
  await open(seller, `/seller/lantern/demands/${demandId}`);
  const asking = await dialogOf(seller, "询问提报人");
  await asking.getByLabel("问题").fill("需要迁移历史档案吗？");
  await asking.getByRole("button", { name: "询问提报人" }).click();
  await expect(asking).toBeHidden();
  await expect(main(seller).getByText("计时暂停").first()).toBeVisible();

  const partner = await browserOf("partner");
  await open(partner, `/partner/beacon/demands/${demandId}`);
  await expect(main(partner).getByText("需要迁移历史档案吗？").first()).toBeVisible();
  await main(partner).getByLabel("答复").fill("需要，约二十万件。");
  await main(partner).getByRole("button", { name: "提交答复" }).click();
  await expect(main(partner).getByText("有问题待您答复")).toBeHidden();

  await seller.reload();
  await alive(seller);
  await expect(main(seller).getByText("需要，约二十万件。").first()).toBeVisible();
  const accepting = await dialogOf(seller, "接收需求");
  await accepting.getByRole("checkbox", { name: /我已阅读并同意/ }).check();
  await accepting.getByRole("button", { name: "接收需求" }).click();
  await expect(accepting).toBeHidden();
  const customer = seller.getByRole("region", { name: "客户信息" });
  await expect(customer.getByText(`档案${run}集团`)).toBeVisible();
  await expect(customer.getByText(contact)).toBeHidden();
  await customer.getByRole("button", { name: "查看联系方式" }).click();
  await seller.getByRole("dialog").getByRole("button", { name: "查看联系方式" }).click();
  await expect(customer.getByText(contact)).toBeVisible();

  const closing = await dialogOf(seller, "申请关闭");
  await closing.getByRole("combobox", { name: "原因" }).selectOption({ label: "没有预算" });
  await closing.getByLabel("说明").fill("客户今年预算已用完");
  await closing.getByRole("button", { name: "申请关闭" }).click();
  await expect(closing).toBeHidden();

  await partner.reload();
  await alive(partner);
  await expect(main(partner).getByText(/申请以转化失败关闭/).first()).toBeVisible();
  await main(partner).getByRole("button", { name: "确认关闭" }).click();
  await partner.getByRole("dialog").getByRole("button", { name: "确认关闭" }).click();
  await expect(main(partner).getByText("关闭·转化失败").first()).toBeVisible();
});

test("a partner learns before it registers that a customer is held, and nobody says by whom", async ({ browserOf }) => {
  const held = `报备${run}股份有限公司`;
  const partner = await browserOf("partner");
  await open(partner, "/partner/beacon/customers");
  const dialog = await dialogOf(partner, "报备客户");
  await dialog.getByLabel("客户名称").fill(held);
  await expect(dialog.getByText("可以报备。")).toBeVisible();
  await dialog.getByLabel("拟推进的项目").fill("档案系统选型");
  await dialog.getByRole("button", { name: "报备客户" }).click();
  await expect(dialog).toBeHidden();
  await expect(main(partner).getByText(held).first()).toBeVisible();

  const other = await browserOf("partner2");
  await open(other, "/partner/harbour/customers");
  const refused = await dialogOf(other, "报备客户");
  await refused.getByLabel("客户名称").fill(held.replace("股份有限公司", " 有限公司"));
  await expect(refused.getByText("该客户已被报备，报备到期后可再试。")).toBeVisible();
  expect(await other.content()).not.toContain("灯塔");
});

test("conversion tracking counts it, and its number opens exactly these rows", async ({ browserOf }) => {
  const page = await browserOf("operator");
  await open(page, "/operator/conversion?by=source");
  const row = page.getByRole("row", { name: /客户服务商/ }).first();
  const lost = row.locator("a[href*='stage=lost']");
  const count = await lost.innerText();
  await lost.click();
  await expect(page).toHaveURL(/\/operator\/demands\?.*stage=lost/);
  await expect(page.getByText(`共 ${count} 条需求`).first()).toBeVisible();
});

test("a list is narrowed, kept as a view, shown as a board and taken home", async ({ browserOf }) => {
  const page = await browserOf("partner");
  await open(page, "/partner/beacon/demands?status=closed_lost");
  await page.getByRole("searchbox").fill(run);
  await page.getByRole("searchbox").press("Enter");
  await expect(page.getByRole("link", { name: demandName })).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "导出 CSV" }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  await page.getByRole("link", { name: "看板" }).click();
  await expect(page).toHaveURL(/view=board/);
  await expect(page.getByRole("link", { name: new RegExp(demandName) })).toBeVisible();
});
