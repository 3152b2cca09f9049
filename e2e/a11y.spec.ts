import type { Page } from "@playwright/test";
import { rolesByKind } from "@/lib/states/org";
import { expect, test } from "./fixtures";
import { faultsOn } from "./helpers/axe";
import { open } from "./helpers/page";
import { endSeats, makePerson } from "./helpers/people";
import { addressesOf, hosts, pagePatterns } from "./helpers/routes";

/** Every page once, its language, light and width changing from one to the next; list pages with their sheet open too. */
const faces = (["zh-CN", "en"] as const).flatMap((locale) => (["light", "dark"] as const).map((theme) => ({ locale, theme })));
const widths = [1440, 375] as const;
const parts = ["seller", "partner", "operator", "open"] as const;
const partOf = (pattern: string) => parts.find((part) => pattern.startsWith(`/${part}`)) ?? "open";
const signedOut = /^\/(sign-in|reset|invitation|offer|docs)/;
/** The door only leads on. */
const doors = new Set(["/"]);

type Finding = { readonly path: string; readonly what: string };

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** With its sheet open, a list's rows but the chosen one are as they were judged a moment ago. */
const otherRows = "main tbody tr:not(:has([aria-current]))";

/** Tables of which a column lies outside their sheet on a desk's screen, seen without another visit. */
async function cutTables(page: Page): Promise<string[]> {
  const tables = page.locator("main .scroll-hint > table");
  if ((await tables.count()) === 0) return [];
  const size = page.viewportSize();
  await page.setViewportSize({ width: 1440, height: 900 });
  const cut = await tables.evaluateAll((all) =>
    all.flatMap((table) => {
      const sheet = table.parentElement;
      const over = sheet ? sheet.scrollWidth - sheet.clientWidth : 0;
      return over > 0 ? [`${table.querySelector("caption")?.textContent} is cut by ${over} px at 1440`] : [];
    }),
  );
  if (size) await page.setViewportSize(size);
  return cut;
}

async function look(page: Page, path: string, but?: string): Promise<Finding[]> {
  const found: Finding[] = [];
  const answer = await page.goto(path);
  if (answer?.status() !== 200) found.push({ path, what: `answered ${answer?.status()}` });
  await expect(page.locator("h1").first(), path).toBeVisible();
  for (const { rule, where } of await faultsOn(page, but)) found.push({ path, what: `${rule}: ${where.slice(0, 3).join(" | ")}` });
  const over = await overflow(page);
  if (over > 0) found.push({ path, what: `scrolls sideways by ${over} px at ${page.viewportSize()?.width}` });
  for (const what of await cutTables(page)) found.push({ path, what });
  return found;
}

/** The first row's sheet, where the page has such rows. */
async function sheetOn(page: Page): Promise<string | null> {
  const link = page.locator("main tbody a[href*='open=']").first();
  return (await link.count()) > 0 ? link.getAttribute("href") : null;
}

test("what is looked for is found when it is there", async ({ browserOf }) => {
  const page = await browserOf();
  await page.setViewportSize({ width: 375, height: 900 });
  await open(page, "/sign-in");
  await page.evaluate(() => {
    const wide = document.createElement("div");
    wide.style.width = "2000px";
    wide.append(document.createElement("img"));
    const sheet = document.createElement("div");
    sheet.className = "scroll-hint";
    sheet.style.cssText = "overflow: auto; width: 300px";
    const table = document.createElement("table");
    table.style.width = "2000px";
    table.insertRow().insertCell().textContent = "1";
    sheet.append(table);
    document.querySelector("main")?.append(wide, sheet);
  });
  expect((await faultsOn(page)).map(({ rule }) => rule)).toContain("image-alt");
  expect(await overflow(page)).toBeGreaterThan(0);
  expect(await cutTables(page)).toHaveLength(1);
});

for (const part of parts) {
  test(`every page is accessible and keeps its width: ${part}`, async ({ browserOf, baseURL }) => {
    test.setTimeout(180_000);
    const seats = { [hosts.seller]: rolesByKind.seller, [hosts.partner]: rolesByKind.partner, cloudmart: rolesByKind.operator };
    const readers = await Promise.all(
      faces.map(async ({ locale, theme }) => {
        const person = await makePerson({ seats, locale, theme });
        return { ...person, page: await browserOf(person.email) };
      }),
    );
    const stranger = await browserOf();
    const found: Finding[] = [];
    const patterns = pagePatterns().filter((pattern) => partOf(pattern) === part && !doors.has(pattern));
    expect(patterns.length).toBeGreaterThan(3);
    const addresses = (await Promise.all(patterns.map((pattern) => addressesOf(pattern, baseURL ?? "")))).flat();
    try {
      for (const [at, path] of addresses.entries()) {
        const reader = readers[at % readers.length];
        const page = signedOut.test(path) ? stranger : (reader?.page ?? stranger);
        await page.setViewportSize({ width: widths[Math.floor(at / readers.length) % widths.length] ?? 375, height: 900 });
        found.push(...(await look(page, path)));
        const sheet = await sheetOn(page);
        if (sheet) found.push(...(await look(page, new URL(sheet, page.url()).href, otherRows)));
      }
    } finally {
      await Promise.all(readers.map(({ id }) => endSeats(id)));
    }
    expect(found).toEqual([]);
  });
}
