import { type Page, expect, test as base } from "@playwright/test";
import { signInByCookie } from "./helpers/session";

type Fixtures = {
  /** Signs a demo person in by session row and cookie, without the form. `seller` stands for seller@example.test. */
  readonly signInAs: (who: string) => Promise<void>;
  readonly consoleErrors: string[];
};

/** Every test fails on an error in the browser's console, and on a request answered 5xx. */
export const test = base.extend<Fixtures>({
  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" && !isExpectedRefusal(message.text())) errors.push(message.text());
      });
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("response", (response) => {
        if (response.status() >= 500) errors.push(`${response.status()} ${response.url()}`);
      });
      await use(errors);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
  signInAs: async ({ context, baseURL }, use) => {
    await use(async (who) => {
      await signInByCookie(context, baseURL ?? "", who.includes("@") ? who : `${who}@example.test`);
    });
  },
});

/** The browser itself logs every 4xx answer; those are asserted on the page, not here. */
function isExpectedRefusal(text: string): boolean {
  return /Failed to load resource: the server responded with a status of 4\d\d/.test(text);
}

export { expect, type Page };
