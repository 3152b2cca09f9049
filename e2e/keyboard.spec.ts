import { expect, test } from "./fixtures";
import { alive, open } from "./helpers/page";
import { rowOf } from "./helpers/rows";

const ofLantern = "(select id from org where slug = 'lantern')";

test("⌘K finds an order by its number and a demand by its name, and jumps", async ({ browserOf }) => {
  const { number } = await rowOf<{ number: string }>(`select number from "order" where seller_org_id = ${ofLantern} order by placed_at limit 1`);
  const { name } = await rowOf<{ name: string }>(`select name from demand where seller_org_id = ${ofLantern} and status <> 'draft' order by created_at limit 1`);
  const page = await browserOf("seller");
  await open(page, "/seller/lantern/inbox");
  for (const wanted of [number, name]) {
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: "跳转" });
    await palette.getByRole("combobox").fill(wanted);
    await expect(palette.getByRole("option", { name: wanted }).first()).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(palette).toBeHidden();
    await expect(page.getByRole("heading", { level: 1, name: wanted })).toBeVisible();
  }
});

test("⌘K finds nothing of another company, and says so", async ({ browserOf }) => {
  const { number } = await rowOf<{ number: string }>(`select number from "order" where seller_org_id <> ${ofLantern} and partner_org_id is null order by placed_at limit 1`);
  const page = await browserOf("seller");
  await open(page, "/seller/lantern/inbox");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "跳转" });
  await palette.getByRole("combobox").fill(number);
  await expect(palette.getByText(`没有找到「${number}」。`)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
});

test("⌘K leads to any room of the rail", async ({ browserOf }) => {
  const page = await browserOf("finance");
  await open(page, "/operator/inbox");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "跳转" });
  await palette.getByRole("combobox").fill("月结");
  await expect(palette.getByRole("option", { name: /月结/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/operator\/close$/);
});

test("⌘K begins what one may begin, and offers nothing else", async ({ browserOf }) => {
  const page = await browserOf("partner");
  await open(page, "/partner/beacon/inbox");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "跳转" });
  await palette.getByRole("combobox").fill("新建");
  await expect(palette.getByRole("option")).toHaveText(["新建需求", "新建专属优惠"]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "新建需求" })).toBeVisible();
  const finance = await browserOf("finance");
  await open(finance, "/operator/inbox");
  await finance.keyboard.press("Control+k");
  await finance.getByRole("combobox").fill("新建");
  await expect(finance.getByText("没有找到「新建」。")).toBeVisible();
});

test("? shows the keys of the page, and can silence them", async ({ browserOf }) => {
  const page = await browserOf("seller");
  await open(page, "/seller/lantern/orders");
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "键盘快捷键" });
  await expect(help.getByText("⌘K / Ctrl K")).toBeVisible();
  await help.getByRole("switch", { name: /单键快捷键/ }).uncheck();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.press("/");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "跳转" })).toBeVisible();
});

test("the first Tab skips to the text", async ({ browserOf }) => {
  const page = await browserOf("seller");
  await open(page, "/seller/lantern/orders");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "跳到正文" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("main#main")).toBeFocused();
});

test("a dialog keeps the focus while open and gives it back", async ({ browserOf }) => {
  const page = await browserOf("operator");
  await open(page, "/operator/team");
  const opener = page.getByRole("main").getByRole("button", { name: "邀请成员" }).first();
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press("Tab");
    await expect(dialog.locator(":focus")).toHaveCount(1);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

test("a sheet opens from its row with Enter and returns to it with Escape", async ({ browserOf }) => {
  const page = await browserOf("seller");
  await open(page, "/seller/lantern/transactions");
  const row = page.getByRole("table").getByRole("rowheader").first().getByRole("link");
  await row.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(row).toBeFocused();
});

test("signing in and a form's errors need no mouse", async ({ browserOf }) => {
  const page = await browserOf();
  await open(page, "/sign-in");
  await page.getByLabel("邮箱").focus();
  await page.keyboard.type("partner@example.test");
  await page.keyboard.press("Tab");
  await page.keyboard.type("countinghouse-demo");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation", { name: "主导航" })).toBeVisible();

  await open(page, "/partner/beacon/demands/new");
  await page.getByLabel("客户需求名称").focus();
  await page.keyboard.press("Enter");
  const summary = page.getByRole("main").getByRole("alert");
  await expect(summary).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("客户需求名称")).toBeFocused();
  await expect(page.getByLabel("客户需求名称")).toHaveAttribute("aria-invalid", "true");
  await alive(page);
});
