import { type Locator, type Page, expect } from "@playwright/test";

/** Opens a page and waits until its forms and buttons are alive, as a person's eyes would. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await alive(page);
}

/** Until React has taken over what the server drew: before that a typed letter could be lost. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const parts = [...document.querySelectorAll("main h1, main form, main button, header button")];
    const keysHeard = !document.querySelector("header") || document.querySelector("[aria-keyshortcuts]") !== null;
    return keysHeard && parts.length > 0 && parts.every((part) => Object.keys(part).some((key) => key.startsWith("__react")));
  });
  // Handlers of the page's own keys are attached after the paint: by then the browser has nothing left to do.
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
}

/** Reads the page anew until something done elsewhere (a job, an event) is on it. */
export async function appears(page: Page, what: Locator, timeout = 30_000): Promise<void> {
  await expect(async () => {
    if (!(await what.first().isVisible())) await page.reload();
    await expect(what.first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout, intervals: [200, 500, 1000] });
}

/** Presses a button that opens a dialog, and answers the dialog. */
export async function dialogOf(page: Page, button: string | RegExp): Promise<Locator> {
  const dialog = page.getByRole("dialog");
  await page.getByRole("main").getByRole("button", { name: button }).click();
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Keeps what pages are drawn from from coming until it is let go. */
export async function holdPages(page: Page): Promise<() => void> {
  let letGo = () => {};
  const free = new Promise<void>((resolve) => (letGo = resolve));
  await page.route((url) => url.searchParams.has("_rsc"), async (route) => {
    await free;
    await route.continue();
  });
  return letGo;
}

/** For requests whose answers are many and hardly read: to pack and unpack each would cost a quarter more. */
export const unpacked = { headers: { "accept-encoding": "identity" } };

/** The last part of a page's address. */
export const idIn = (page: Page) => new URL(page.url()).pathname.split("/").at(-1) ?? "";
