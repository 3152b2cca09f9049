import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { alive, dialogOf, open } from "./helpers/page";
import { endSeats, makePerson } from "./helpers/people";
import { rowOf, rowsOf } from "./helpers/rows";
import { signInByCookie } from "./helpers/session";

/** Who gets in, what ends it, and that a right taken away is gone with the next request. */

const password = "lantern-in-the-fog-42";

test("an unknown account and a wrong password are answered alike, and too many tries with a sentence", async ({ browser, baseURL }) => {
  const { id, email } = await makePerson({ seats: { lantern: ["viewer"] }, password });
  // An address of its own, so that the limit on addresses is nobody else's.
  const address = `10.77.${randomInt(250)}.${randomInt(250)}`;
  const context = await browser.newContext({ extraHTTPHeaders: { "x-forwarded-for": address } });
  const page = await context.newPage();
  await open(page, "/sign-in");
  const alert = page.getByRole("main").getByRole("alert");
  const attempt = async (who: string, secret: string) => {
    await page.getByLabel("邮箱").fill(who);
    await page.getByLabel(/^密码/).fill(secret);
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await answered;
    await expect(alert).toBeVisible();
    return alert.innerText();
  };
  const unknown = await attempt(`nobody.${id.slice(0, 8)}@example.test`, "not-the-password");
  expect(unknown).toContain("邮箱或密码不正确");
  expect(await attempt(email, "not-the-password")).toBe(unknown);
  const { csrfToken } = (await (await page.request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  for (let tries = 1; tries < 10; tries += 1) {
    await page.request.post("/api/auth/callback/credentials", { headers: { origin: baseURL ?? "" }, form: { csrfToken, email, password: "not-the-password" }, maxRedirects: 0 });
  }
  await attempt(email, password);
  await expect(alert, "the right password must wait as well").toContainText(/尝试次数过多，请在北京时间 \d\d:\d\d 之后再试/);
  await context.close();
  await endSeats(id);
});

/** How many forms' unsent input this browser holds. */
const keptIn = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("kept:")).length);

test("signing out everywhere ends every device with its next request, and leaves nothing typed in the browser", async ({ browserOf }) => {
  const { id, email } = await makePerson({ seats: { lantern: ["owner"] } });
  const [here, there] = [await browserOf(email), await browserOf(email)];
  await there.goto("/seller/lantern/orders");
  await expect(there.getByRole("heading", { level: 1, name: "订单" })).toBeVisible();
  await there.evaluate(() => localStorage.setItem("kept:2:somebody:offer:lantern:own", JSON.stringify({ at: new Date(), values: { name: "别人的" } })));
  await there.reload();
  await expect.poll(() => keptIn(there), "what somebody else typed here").toBe(0);
  await open(here, "/seller/lantern/offers/new");
  await here.getByLabel("优惠名称").fill("没有提交的优惠");
  await expect.poll(() => keptIn(here)).toBe(1);
  await open(here, "/account");
  expect(await keptIn(here)).toBe(1);
  const dialog = await dialogOf(here, "在所有设备上退出");
  await dialog.getByRole("button", { name: "在所有设备上退出" }).click();
  await expect(here.getByText("未提交的内容已清除")).toBeVisible();
  await expect.poll(() => keptIn(here)).toBe(0);
  await there.goto("/seller/lantern/orders");
  await expect(there).toHaveURL(/\/sign-in\?next=/);
  await endSeats(id);
});

test("a session that ends while a comment is written costs nothing: one signs in beside it and sends", async ({ browserOf, baseURL }) => {
  const { id, email } = await makePerson({ seats: { lantern: ["owner"] } });
  const page = await browserOf(email);
  const demand = await rowOf<{ id: string }>("select d.id from demand d join org s on s.id = d.seller_org_id and s.slug = 'lantern' where d.status = 'converting' order by d.created_at desc limit 1");
  await open(page, `/seller/lantern/demands/${demand.id}`);
  const dialog = await dialogOf(page, "写评论");
  const text = dialog.getByRole("textbox");
  await expect(text, "what is typed at once goes into the field").toBeFocused();
  await text.fill("写了二十分钟的评论");
  await rowsOf("update session set revoked_at = now() where person_id = $1", [id]);
  await dialog.getByRole("button", { name: "写评论" }).click();
  await expect(dialog.getByRole("alert")).toContainText("已填写的内容不会丢失");
  await expect(dialog.getByRole("link", { name: "在新标签页登录" })).toHaveAttribute("target", "_blank");
  await signInByCookie(page.context(), baseURL ?? "", email);
  await dialog.getByRole("button", { name: "写评论" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("complementary", { name: "动态" }).getByText("写了二十分钟的评论")).toBeVisible();
  await endSeats(id);
});

test("the language chosen at the door is the person's from then on; a dialog keeps what is typed over a reload", async ({ browser }) => {
  const { id, email } = await makePerson({ seats: { lantern: ["owner"] }, password });
  const context = await browser.newContext({ extraHTTPHeaders: { "x-forwarded-for": `10.78.${randomInt(250)}.${randomInt(250)}` } });
  const page = await context.newPage();
  const demand = await rowOf<{ id: string }>("select d.id from demand d join org s on s.id = d.seller_org_id and s.slug = 'lantern' where d.status = 'converting' order by d.created_at desc limit 1");
  await open(page, `/sign-in?next=/seller/lantern/demands/${demand.id}`);
  await page.getByRole("button", { name: "Switch to English" }).click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("button", { name: "Comment" })).toBeVisible();
  expect(await rowOf("select locale from person where id = $1", [id])).toEqual({ locale: "en" });
  await alive(page);
  await (await dialogOf(page, "Comment")).getByRole("textbox").fill("agreed by phone");
  await expect.poll(() => keptIn(page)).toBe(1);
  await page.reload();
  await alive(page);
  const dialog = await dialogOf(page, "Comment");
  await expect(dialog.getByRole("textbox")).toHaveValue("agreed by phone");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => keptIn(page)).toBe(0);
  await context.close();
  await endSeats(id);
});

test("a changed role holds with the next request", async ({ browserOf }) => {
  const { id, name, email } = await makePerson({ seats: { lantern: ["sales"] } });
  const theirs = await browserOf(email);
  await theirs.goto("/seller/lantern/demands");
  await expect(theirs.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "对账单" })).toBeHidden();

  const owner = await browserOf("seller");
  await open(owner, "/seller/lantern/team");
  const row = owner.getByRole("row").filter({ hasText: email });
  await row.getByRole("button", { name: "调整角色" }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: /^销售/ }).uncheck();
  await dialog.getByRole("checkbox", { name: /^财务/ }).check();
  await dialog.getByRole("button", { name: "保存角色" }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText("财务");

  await theirs.goto("/seller/lantern/statements");
  await expect(theirs.getByRole("heading", { level: 1, name: "对账单" })).toBeVisible();
  await expect(theirs.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "客户需求" })).toBeHidden();
  expect(name).not.toBe("");
  await endSeats(id);
  await theirs.goto("/seller/lantern/statements");
  await expect(theirs.getByText("没有找到这个页面"), "a seat that ended is no seat").toBeVisible();
});

test("a person of two companies changes between them, and keeps them apart", async ({ browserOf }) => {
  const { id, email } = await makePerson({ seats: { lantern: ["owner"], harbour: ["owner"] } });
  const page = await browserOf(email);
  await open(page, "/seller/lantern/orders");
  const rail = page.getByRole("complementary", { name: "导航" });
  await rail.getByRole("button", { name: "澜舟软件" }).click();
  await page.getByRole("link", { name: /港湾数字科技/ }).click();
  await expect(page).toHaveURL(/\/partner\/harbour/);
  await expect(rail.getByRole("button", { name: "港湾数字科技" })).toBeVisible();
  const lanterns = await rowOf<{ id: string }>(`select o.id from "order" o join org s on s.id = o.seller_org_id and s.slug = 'lantern' where o.partner_org_id is null limit 1`);
  expect((await page.goto(`/partner/harbour/orders/${lanterns.id}`))?.status()).toBe(404);
  expect((await page.goto(`/seller/lantern/orders/${lanterns.id}`))?.status()).toBe(200);
  await endSeats(id);
});

test("another company's rooms do not exist for me", async ({ browserOf }) => {
  const page = await browserOf("seller");
  for (const path of ["/seller/ferry/orders", "/seller/no-such/orders", "/partner/beacon/demands", "/operator/close"]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByText("没有找到这个页面")).toBeVisible();
  }
});

test("a viewer sees every button, and why it does nothing", async ({ browserOf }) => {
  const { id: demandId } = await rowOf<{ id: string }>("select d.id from demand d join org s on s.id = d.seller_org_id and s.slug = 'lantern' where d.status = 'converting' limit 1");
  const page = await browserOf("lantern.viewer");
  await open(page, `/seller/lantern/demands/${demandId}`);
  const button = page.getByRole("button", { name: "更新进展" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await button.focus();
  await expect(page.getByRole("tooltip").filter({ visible: true })).toContainText("您的角色没有这项权限");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();

  await open(page, "/seller/lantern/team");
  const invite = page.getByRole("button", { name: "邀请成员" }).first();
  await expect(invite).toHaveAttribute("aria-disabled", "true");
  await invite.focus();
  await expect(page.getByRole("tooltip").filter({ visible: true })).toContainText(/请联系：.*林岚/);
});
