import { addDays, businessDay, formatDay, toBusinessDay } from "@/lib/dates";
import { expect, test } from "./fixtures";
import { open } from "./helpers/page";
import { callerAs, portalAt } from "./helpers/portal";

const name = "demand.pause";

test("a lead plans another time limit by the keyboard, is told what it does, and withdraws it; a dispatcher only looks", async ({ browserOf, baseURL }) => {
  const { api } = await callerAs(portalAt(baseURL), "lead", "cloudmart");
  const before = await api.limit.list.query();
  const left = before.rows.find((row) => row.name === name)?.planned;
  if (left) await api.limit.withdraw.mutate({ versionId: left.id });
  const begins = addDays(toBusinessDay(new Date(before.now)), 200);
  const page = await browserOf("lead");
  await open(page, "/operator/limits");
  const row = page.getByRole("row").filter({ hasText: "暂停计时" });
  await expect(row).toContainText("10 天");
  const change = row.getByRole("button", { name: "变更时限" });
  await change.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "变更时限" });
  const length = dialog.getByLabel("时长");
  await length.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("99");
  await page.keyboard.press("Enter");
  await expect(length).toHaveAccessibleDescription(/请填写允许范围内的整数/);
  await length.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("7");
  await dialog.getByRole("radio", { name: "工作日" }).focus();
  await page.keyboard.press("Space");
  await dialog.getByLabel("生效日期").fill(begins);
  await expect(dialog.getByText(`从${formatDay(businessDay(begins), "zh-CN")}起提出的问题，计时最多暂停 7 个工作日（原为 10 天）。 已在计时的不受影响。`)).toBeVisible();
  await dialog.getByLabel("说明").focus();
  await page.keyboard.type("明年起按工作日计");
  await dialog.getByRole("button", { name: "变更时限" }).press("Enter");
  await expect(dialog).toBeHidden();
  await expect(row).toContainText("7 个工作日");

  await row.getByRole("link").focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "暂停计时" });
  await expect(sheet.getByText("明年起按工作日计")).toBeVisible();
  await expect(sheet.getByText("待生效")).toBeVisible();
  const looker = await browserOf("dispatcher");
  await open(looker, "/operator/limits");
  await expect(looker.getByRole("row").filter({ hasText: "暂停计时" }).getByRole("button", { name: "变更时限" })).toHaveAttribute("aria-disabled", "true");
  await sheet.getByRole("button", { name: "撤回计划" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "撤回计划" }).getByRole("button", { name: "撤回计划" }).press("Enter");
  await expect(sheet.getByText("待生效")).toBeHidden();
  await expect(row).not.toContainText("7 个工作日");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});

test("the demo's business time is real time or ahead of it", async ({ baseURL }) => {
  const { api } = await callerAs(portalAt(baseURL), "operator", "cloudmart");
  expect((await api.system.clock.query()).aheadSeconds).toBeGreaterThanOrEqual(0);
});
