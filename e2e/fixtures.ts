import { type BrowserContext, type Page, expect, test as base } from "@playwright/test";
import { emailOf, signInByCookie } from "./helpers/session";

type Fixtures = {
  /** Signs a person in by session row and cookie, without the form. `seller` stands for seller@example.test. */
  readonly signInAs: (who: string) => Promise<void>;
  /** A browser of its own for a person, signed in; without a name a stranger's. Closed when the test ends. */
  readonly browserOf: (who?: string) => Promise<Page>;
  readonly consoleErrors: string[];
};

/** Every test fails on an error in the browser's console, and on a request answered 5xx, in any of its browsers. */
export const test = base.extend<Fixtures>({
  consoleErrors: [
    // oxlint-disable-next-line no-empty-pattern -- a fixture that needs no other, not even a page that nobody opens
    async ({}, use) => {
      const errors: string[] = [];
      await use(errors);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page, consoleErrors }, use) => {
    watch(page, consoleErrors);
    await use(page);
  },
  signInAs: async ({ context, baseURL }, use) => {
    await use((who) => signInByCookie(context, baseURL ?? "", emailOf(who)));
  },
  browserOf: async ({ browser, baseURL, consoleErrors }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (who) => {
      const context = await browser.newContext();
      opened.push(context);
      if (who) await signInByCookie(context, baseURL ?? "", emailOf(who));
      const page = await context.newPage();
      watch(page, consoleErrors);
      return page;
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});

function watch(page: Page, errors: string[]): void {
  page.on("console", (message) => {
    if (message.type() === "error" && !isExpectedRefusal(message.text())) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("response", (response) => {
    if (response.status() >= 500) errors.push(`${response.status()} ${response.url()}`);
  });
}

/** The browser itself logs every 4xx answer; those are asserted on the page, not here. */
function isExpectedRefusal(text: string): boolean {
  return /Failed to load resource: the server responded with a status of 4\d\d/.test(text);
}

export { expect, type Page };
