import type { Locator } from "@playwright/test";
import { expect, test } from "./fixtures";
import { open } from "./helpers/page";

const wings = [
  ["seller", "/seller/lantern"],
  ["partner", "/partner/beacon"],
  ["dispatcher", "/operator"],
] as const;

const numberIn = (text: string | null) => Number((text ?? "").replace(/\D/g, ""));
/** Each number of a funnel with the rows it opens. */
const stepsOf = (figure: Locator) => figure.getByRole("link").evaluateAll((links) => links.map((link) => [Number(link.textContent?.replace(/\D/g, "")), link.getAttribute("href") ?? ""] as const));

/** What the home page says is what the rooms behind it say. */
for (const [who, home] of wings) {
  test(`${home} counts as the conversion page does, and each number opens just its rows`, async ({ page, signInAs }) => {
    await signInAs(who);
    // Others' demand goes on meanwhile: both pages are read anew until they fall between two acts.
    await expect(async () => {
      await open(page, home);
      const first = page.getByRole("figure", { name: "从需求到成交" });
      await expect(first.getByText(/^按提交日期，.* 至 /)).toBeVisible();
      const steps = await stepsOf(first);
      expect(steps).toHaveLength(5);
      await open(page, `${home}/conversion`);
      expect(await stepsOf(page.getByRole("figure", { name: /^转化漏斗/ }))).toEqual(steps);
      for (const [count, href] of steps) {
        await open(page, href);
        expect(numberIn(await page.getByText(/^共 .* 条需求$/).first().textContent()), href).toBe(count);
      }
    }).toPass({ timeout: 60_000 });
  });

  test(`${home} says of what waits the same as the list behind it`, async ({ page, signInAs }) => {
    await signInAs(who);
    await expect(async () => {
      await open(page, home);
      const waiting = numberIn(await page.getByRole("definition").filter({ has: page.locator(`a[href="${home}/demands?due=waiting"]`) }).first().textContent());
      if (waiting > 0) await expect(page.getByRole("region", { name: "等待处理的需求" }).getByRole("link", { name: `全部 ${waiting} 条` })).toBeVisible();
      await open(page, `${home}/demands?due=waiting`);
      const counted = page.getByText(/^共 .* 条需求$/).first();
      expect(waiting > 0 ? numberIn(await counted.textContent()) : await page.getByRole("table").count()).toBe(waiting);
    }).toPass({ timeout: 30_000 });
  });
}

test("the conversion page's file holds the shown table, cell for cell", async ({ page, signInAs }) => {
  await signInAs("dispatcher");
  await open(page, "/operator/conversion?by=source&to=2026-06-30&from=2026-01-01");
  const table = page.getByRole("table", { name: /^按来源/ });
  const shown = await table.getByRole("row").evaluateAll((rows) => rows.map((row) => [...row.children].slice(0, 9).map((cell) => cell.textContent?.trim() ?? "")));
  const file = await page.request.get((await page.getByRole("link", { name: "导出 CSV" }).getAttribute("href")) ?? "");
  const lines = (await file.text()).replace("\uFEFF", "").trimEnd().split("\r\n");
  expect(lines.slice(0, -1).map((line) => line.split(",").slice(0, 9))).toEqual(shown);
  expect(lines.at(-1)).toMatch(/^# manifest,rows=\d+,from=2026-01-01,to=2026-06-30/);
});

test("on a phone the deadline stands below the demand's name, in sight", async ({ page, signInAs }) => {
  await page.setViewportSize({ width: 375, height: 812 });
  await signInAs("dispatcher");
  await open(page, "/operator/demands?due=overdue");
  const row = page.getByRole("row").nth(1);
  await expect(row.getByRole("rowheader").getByText(/已逾期/)).toBeInViewport({ ratio: 1 });
  await expect(row.getByRole("cell").getByText(/已逾期/)).toBeHidden();
});
